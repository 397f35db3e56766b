import type { Operation } from '../core/catalog/operation';
import { schemaAtPath } from '../core/catalog/schemaAtPath';
import { validators, type Violation } from '../core/generated/validators.js';
import { refuse, type Refused } from './answer';

export interface RequestValues {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

export type Checked =
  | { readonly kind: 'valid'; readonly unknownMembers: readonly string[] }
  | { readonly kind: 'invalid'; readonly refused: Refused };

type Phrase = (params: Readonly<Record<string, unknown>>) => string;

const phrases: Readonly<Record<string, Phrase>> = {
  type: ({ type }) => `has to be of type ${String(type)}`,
  enum: ({ allowedValues }) => `has to be one of ${listed(allowedValues)}`,
  minimum: ({ limit }) => `has to be ${String(limit)} or more`,
  maximum: ({ limit }) => `has to be ${String(limit)} or less`,
  minLength: ({ limit }) => `needs at least ${String(limit)} characters`,
  maxLength: ({ limit }) => `may have ${String(limit)} characters at most`,
  minItems: ({ limit }) => `needs at least ${String(limit)} entries`,
  maxItems: ({ limit }) => `may have ${String(limit)} entries at most`,
  format: ({ format }) => `is not a valid ${String(format)}`,
  pattern: () => 'has a form that is not accepted',
};

/** Error codes that the API documents for a wrong or missing member. */
const codes: Readonly<Record<string, string>> = {
  'createApplication body': 'invalid_target',
  'createApplication Idempotency-Key': 'idempotency_key_required',
  'listApplications status': 'invalid_status',
};

/** Checks a request against the description. Unknown members are no error. */
export function checkRequest(operation: Operation, values: RequestValues): Checked {
  const validate = validators[operation.id];
  const multipart = operation.body?.contentType === 'multipart/form-data';
  const { body, ...rest } = values;
  const valid = validate?.(body === undefined || multipart ? rest : values) ?? true;
  const violations = valid ? [] : (validate?.errors ?? []);
  const broken = violations.filter(
    violation => violation.keyword !== 'additionalProperties' && !isTaken(operation, violation),
  );
  // Each alternative of a `oneOf` reports its own violations; the one of `oneOf` itself says more.
  const first = broken.find(({ keyword }) => keyword === 'oneOf') ?? broken[0];
  if (first) return { kind: 'invalid', refused: refusal(operation, first, values) };
  const unknownMembers = violations
    .filter(
      ({ keyword, instancePath }) =>
        keyword === 'additionalProperties' && instancePath.startsWith('/body'),
    )
    .map(({ instancePath, params }) => memberPath(instancePath, params['additionalProperty']));
  return { kind: 'valid', unknownMembers };
}

/** Whether the violation is a value that its list does not name and the API takes all the same. */
const isTaken = (operation: Operation, { keyword, instancePath }: Violation): boolean =>
  keyword === 'enum' && schemaAtPath(operation, instancePath)?.['x-jobo-values'] !== undefined;

function memberPath(instancePath: string, more?: unknown): string {
  const names = instancePath.split('/').slice(2);
  return [...names, ...(typeof more === 'string' ? [more] : [])].join('.');
}

function refusal(operation: Operation, violation: Violation, values: RequestValues): Refused {
  const missing =
    violation.keyword === 'required' ? violation.params['missingProperty'] : undefined;
  const name =
    memberPath(violation.instancePath, violation.instancePath === '' ? undefined : missing) ||
    'body';
  // An id of the wrong form is answered like an unknown one.
  if (violation.instancePath.startsWith('/path')) {
    return refuse(404, sentence(violation, name, values));
  }
  const code = codes[`${operation.id} ${name}`];
  return refuse(400, sentence(violation, name, values), code === undefined ? {} : { code });
}

function sentence(violation: Violation, name: string, values: RequestValues): string {
  const { keyword, params } = violation;
  if (keyword === 'required') return `${name} is missing; this operation needs it.`;
  if (keyword === 'oneOf')
    return 'The body needs exactly one of its alternatives, neither none nor both.';
  const phrase = phrases[keyword]?.(params) ?? 'is not accepted';
  return `${name} ${phrase}; ${shown(valueAt(values, violation.instancePath))} was sent.`;
}

function valueAt(values: RequestValues, instancePath: string): unknown {
  return instancePath
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null
          ? (inner as Record<string, unknown>)[key]
          : undefined,
      values,
    );
}

const listed = (values: unknown): string =>
  Array.isArray(values) ? values.map(String).join(', ') : String(values);

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
