import { writeJson } from '../body/writeJson';
import { findOperation, parametersIn, resolve } from '../catalog/catalog';
import { idempotencyHeader } from '../request/build';
import { coerce } from '../request/coerce';
import type { Draft } from '../request/draft';
import { editJson } from '../request/editJson';
import { parseJson } from '../request/parseJson';
import { carryOver } from './carryOver';
import type { Fix, ValuePlace } from './fix';
import { keysOf, valueAt, withValueAt } from '../body/pointer';
import { widened } from './widen';

/** The draft that a fix makes of a draft; the same one where the fix changes nothing in it. All else stays as it was. */
export function applyFix(draft: Draft, fix: Fix): Draft {
  switch (fix.kind) {
    case 'setValue':
      return setValue(draft, fix.at, fix.value);
    case 'removeValue':
      return setValue(draft, fix.at, undefined);
    case 'setSize':
      return setValue(draft, memberPlace(draft, fix.member), fix.size);
    case 'startOver': {
      if (fix.replacement) return { ...draft, body: jsonText(fix.replacement, true) };
      return setValue(draft, memberPlace(draft, 'cursor'), undefined);
    }
    case 'widen':
      return widened(draft, fix.word, fix.kept);
    case 'newIdempotencyKey': {
      const name = idempotencyHeader.toLowerCase();
      return { ...draft, headers: without(draft.headers, key => key.toLowerCase() === name) };
    }
    case 'useOperation':
      return carryOver(draft, fix.operationId);
    case 'askValue':
    case 'pickId':
    case 'setApiKey':
    case 'storeKey':
    case 'checkApiKey':
    case 'switchProfile':
    case 'runInSandbox':
    case 'sendAgain':
    case 'sendAt':
    case 'editRequest':
    case 'openPage':
    case 'openSetting':
    case 'diagnoseConnection':
    case 'copyReport':
      return draft;
  }
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

function setValue(draft: Draft, at: ValuePlace, value: unknown): Draft {
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
  if (value === undefined) return without(values, key => key === name);
  const text = typeof value === 'string' ? value : jsonText(value);
  return { ...values, [name]: text };
}

const without = <T>(values: Readonly<Record<string, T>>, gone: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !gone(name)));

/** A name may be one that every object has. */
const own = <T>(values: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** Values of fixes are JSON. */
export function jsonText(value: unknown, indented = false): string {
  const written = writeJson(value, { indented });
  return written.ok ? written.text : 'null';
}
