import { keysOf, pointerOf, valueAt, withValueAt } from '../common/pointer';
import { jsonText } from '../body/writeJson';
import { findOperation, parametersIn, resolve } from '../catalog/catalog';
import { coerce } from './coerce';
import type { Draft } from './draft';
import { editJson } from './editJson';
import type { FindingPlace } from './finding';
import { parseJson } from './parseJson';

/**
 * The place of a value in a draft. `pointer`: JSON pointer inside the value; in `body` (with an empty name) inside the
 * body.
 */
export interface ValuePlace extends FindingPlace {
  readonly in: Exclude<FindingPlace['in'], 'file'>;
}

/** Where a member such as `page_size` belongs: in the query if the operation has it there, else in the body. */
export function memberPlace({ operationId }: Pick<Draft, 'operationId'>, name: string): ValuePlace {
  const operation = findOperation(operationId);
  const inQuery = operation && parametersIn(operation, 'query').some(p => p.name === name);
  return inQuery
    ? { in: 'query', name, pointer: '' }
    : { in: 'body', name: '', pointer: pointerOf([name]) };
}

/** The value at a place of a draft, with the schema's type; undefined: there is none, or the body is no JSON. */
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

/** The draft with another value at a place; `undefined` removes the value. All else stays as it was. */
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
      // A text that is no JSON stays as it is; the person has to correct it.
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

/** `hasOwn`: a name may be one that every object inherits, such as `constructor`. */
const own = <T>(values: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;
