import { keysOf, valueAt, withValueAt } from '../body/pointer';
import { jsonText } from '../body/writeJson';
import { findOperation, parametersIn, resolve } from '../catalog/catalog';
import { coerce } from './coerce';
import type { Draft } from './draft';
import { editJson } from './editJson';
import type { FindingPlace } from './finding';
import { parseJson } from './parseJson';

/** A value of a draft. `pointer` is a JSON pointer inside it; for `body`, whose name is empty, inside the whole body. */
export interface ValuePlace extends FindingPlace {
  readonly in: Exclude<FindingPlace['in'], 'file'>;
}

/** Where a member such as `page_size` stands: the query where the operation has it there, else the body. */
export function memberPlace({ operationId }: Pick<Draft, 'operationId'>, name: string): ValuePlace {
  const operation = findOperation(operationId);
  const inQuery = operation && parametersIn(operation, 'query').some(p => p.name === name);
  return inQuery
    ? { in: 'query', name, pointer: '' }
    : { in: 'body', name: '', pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` };
}

/** What stands at a place of a draft, typed as the schema means it; undefined: nothing, or a body that is no JSON. */
export function draftValueAt(draft: Draft, at: ValuePlace): unknown {
  const keys = keysOf(at.pointer);
  switch (at.in) {
    case 'path':
      return own(draft.path, at.name);
    case 'header':
      return own(draft.headers, at.name);
    case 'query':
      return valueAt(typed(draft, at.name), keys);
    case 'body': {
      const parsed = parseJson(draft.body ?? '');
      return parsed.ok ? valueAt(parsed.value, keys) : undefined;
    }
  }
}

/** The draft with another value at a place; `undefined` takes away what stands there. All else stays as it was. */
export function draftWithValueAt(draft: Draft, at: ValuePlace, value: unknown): Draft {
  const keys = keysOf(at.pointer);
  switch (at.in) {
    case 'path':
      return { ...draft, path: withText(draft.path, at.name, value) };
    case 'header':
      return { ...draft, headers: withText(draft.headers, at.name, value) };
    case 'query': {
      const next =
        keys.length === 0 ? value : withValueAt(typed(draft, at.name) ?? {}, keys, value);
      const query = withValueAt(draft.query, [at.name], next);
      return { ...draft, query: query as Draft['query'] };
    }
    case 'body': {
      const body = draft.body ?? '';
      // A text that cannot be edited by place stays as it is; the person has to mend it.
      const next = editJson(body, keys, value === undefined ? undefined : jsonText(value));
      return next === body ? draft : { ...draft, body: next };
    }
  }
}

function typed({ operationId, query }: Draft, name: string): unknown {
  const operation = findOperation(operationId);
  const parameter = operation && parametersIn(operation, 'query').find(p => p.name === name);
  const value = own(query, name);
  return parameter ? coerce(value, resolve(parameter.schema)) : value;
}

function withText(
  values: Readonly<Record<string, string>>,
  name: string,
  value: unknown,
): Readonly<Record<string, string>> {
  if (value === undefined) {
    return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
  }
  const text = typeof value === 'string' ? value : jsonText(value);
  return { ...values, [name]: text };
}

/** A name may be one that every object has. */
const own = <T>(values: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;
