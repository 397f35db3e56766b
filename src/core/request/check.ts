import { parametersIn, resolve } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import type { KeyFinder } from '../keys/keyMark';
import { coerce } from './coerce';
import type { Draft } from './draft';
import type { Finding } from './finding';
import { findingOf, type EnumCases } from './findingOf';
import { anyKeys, keyErrors } from './keyErrors';
import { parseJson } from './parseJson';
import { validatorOf } from './validatorOf';

/** The largest file a multipart body takes, in bytes (API: profile import). */
export const largestFile = 10 * 1024 * 1024;

/** Nobody reads more, and each costs a search in the text and perhaps a fix. */
const mostWarnings = 100;

/**
 * Everything wrong with a draft: first errors, with which no request can be built, then warnings by the schema.
 * @param keys finds API keys, which no request may contain; default: by the documented form
 * @param cases `listed`: also warns of values in another case than listed, which the API accepts by its documentation
 */
export function check(
  draft: Draft,
  operation: Operation,
  keys: KeyFinder = anyKeys,
  cases: EnumCases = 'any',
): readonly Finding[] {
  const errors = errorsIn(draft, operation, keys);
  const broken = new Set(errors.map(({ in: place, name }) => `${place} ${name}`));
  const warnings = schemaWarnings(draft, operation, cases).filter(
    ({ in: place, name }) => !broken.has(`${place} ${name}`),
  );
  return [...errors, ...warnings];
}

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some(finding => finding.severity === 'error');

/** Why nothing can be sent. Cheap: the schema is not checked. */
export const errorsIn = (
  draft: Draft,
  operation: Operation,
  keys: KeyFinder = anyKeys,
): readonly Finding[] => [...keyErrors(draft, keys), ...errorsBeside(draft, operation)];

/** Why a draft that holds no key cannot be sent. */
export const errorsBeside = (draft: Draft, operation: Operation): readonly Finding[] => [
  ...unsendable(draft),
  ...pathErrors(draft, operation),
  ...headerErrors(draft),
  ...bodyErrors(draft, operation),
];

const unsendable = ({ unsendable: given = [] }: Draft): Finding[] =>
  given.map(each => ({ ...each, severity: 'error', code: 'unsendable' }));

function pathErrors(draft: Draft, operation: Operation): Finding[] {
  return parametersIn(operation, 'path').flatMap(({ name }): Finding[] => {
    const at = { in: 'path', name, pointer: '', severity: 'error' } as const;
    const value = draft.path[name];
    if (value === undefined) return [{ ...at, code: 'missing' }];
    if (value.trim() === '') return [{ ...at, code: 'emptySegment' }];
    // encodeURIComponent leaves dots alone, and a URL parser would walk up the path.
    if (value === '.' || value === '..') return [{ ...at, code: 'dotSegment' }];
    return controlCharacter(value, at, control);
  });
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u001f\u007f]/;
// eslint-disable-next-line no-control-regex -- the same, and all that is not Latin-1
const notInHeader = /[\u0000-\u001f\u007f\u0100-\uffff]/;

/** A header can hold neither control characters nor anything beyond Latin-1 (RFC 9110, section 5.5). */
const headerErrors = (draft: Draft): Finding[] =>
  Object.entries(draft.headers).flatMap(([name, value]) =>
    controlCharacter(value, { in: 'header', name, pointer: '', severity: 'error' }, notInHeader),
  );

function controlCharacter(
  value: string,
  at: Pick<Finding, 'in' | 'name' | 'pointer' | 'severity'>,
  illegal: RegExp,
): Finding[] {
  const position = value.search(illegal);
  return position < 0 ? [] : [{ ...at, code: 'controlCharacter', position }];
}

function bodyErrors(draft: Draft, { body }: Operation): Finding[] {
  if (body?.contentType === 'multipart/form-data')
    return fileErrors(draft, body.schema.required ?? []);
  if (!body || blank(draft.body)) return [];
  const parsed = parseJson(draft.body ?? '');
  if (parsed.ok) return [];
  const { position, line, column } = parsed;
  return [
    {
      in: 'body',
      name: '',
      pointer: '',
      severity: 'error',
      code: 'brokenJson',
      position,
      line,
      column,
    },
  ];
}

function fileErrors({ files = {} }: Draft, required: readonly string[]): Finding[] {
  const missing = required.filter(name => !files[name]);
  const tooLarge = Object.entries(files).flatMap(([name, { base64 }]): Finding[] => {
    const bytes = Buffer.byteLength(base64, 'base64');
    const at = { in: 'file', name, pointer: '', severity: 'error' } as const;
    return bytes > largestFile ? [{ ...at, code: 'fileTooLarge', bytes, limit: largestFile }] : [];
  });
  const gaps = missing.map((name): Finding => ({
    in: 'file',
    name,
    pointer: '',
    severity: 'error',
    code: 'missing',
  }));
  return [...gaps, ...tooLarge];
}

function schemaWarnings(draft: Draft, operation: Operation, cases: EnumCases): Finding[] {
  const validate = validatorOf(operation.id);
  const instance = instanceOf(draft, operation);
  if (validate(instance)) return [];
  const violations = (validate.errors ?? []).slice(0, mostWarnings);
  return violations.flatMap(violation => findingOf(violation, instance, operation, cases));
}

/** The input of the generated validators: typed values and the parsed body. */
function instanceOf(draft: Draft, operation: Operation): Record<string, unknown> {
  const query = Object.fromEntries(
    Object.entries(draft.query)
      // Values that are not sent are left out. Null means nothing to any parameter of the API.
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => {
        const parameter = operation.parameters.find(p => p.in === 'query' && p.name === name);
        return [name, parameter ? coerce(value, resolve(parameter.schema)) : value];
      }),
  );
  const parsed = blank(draft.body) || !operation.body ? undefined : parseJson(draft.body ?? '');
  return {
    path: draft.path,
    query,
    headers: draft.headers,
    ...(parsed?.ok && { body: parsed.value }),
  };
}

const blank = (text: string | undefined) => text === undefined || text.trim() === '';
