import type { Operation } from '../catalog/operation';
import { schemaAtPath } from '../catalog/schemaAtPath';
import { keysOf, pointerOf, valueAt } from '../common/pointer';
import type { Violation } from '../generated/validators';
import { closest, wordOf } from './distance';
import type { Finding, FindingCause, FindingPlace } from './finding';

const places = { path: 'path', query: 'query', headers: 'header', body: 'body' } as const;

/** `any`: a value that the API compares without case may have any case; `listed`: only the listed one. */
export type EnumCases = 'any' | 'listed';

/** Translates a violation of ajv into a finding; none for a keyword that only repeats others. */
export function findingOf(
  violation: Violation,
  instance: unknown,
  operation: Operation,
  cases: EnumCases,
): Finding[] {
  const cause = causeOf(violation, instance, operation, cases);
  if (!cause) return [];
  return [{ ...placeOf(violation, cause), severity: 'warning', ...cause }];
}

function causeOf(
  { keyword, params, instancePath }: Violation,
  instance: unknown,
  operation: Operation,
  cases: EnumCases,
): FindingCause | undefined {
  switch (keyword) {
    case 'required':
      return { code: 'missing' };
    case 'additionalProperties':
      return unknownName(String(params['additionalProperty']), instancePath, operation);
    case 'type': {
      const expected = params['type'];
      return {
        code: 'wrongType',
        expected: (Array.isArray(expected) ? expected : [expected]).map(String),
      };
    }
    case 'enum': {
      const allowed = params['allowedValues'] as readonly unknown[];
      const value = valueAt(instance, keysOf(instancePath));
      const { 'x-jobo-values': taken } = schemaAtPath(operation, instancePath) ?? {};
      if (taken === 'anyCase' && cases === 'any' && isInOtherCase(value, allowed)) return undefined;
      return notAllowed(value, allowed);
    }
    case 'format':
      return { code: 'wrongFormat', format: String(params['format']) };
    case 'if':
    case 'anyOf':
      return undefined;
    default: {
      const code = limits[keyword];
      if (code !== undefined) return { code, limit: Number(params['limit']) };
      return { code: 'otherRule', keyword, rule: JSON.stringify(params) };
    }
  }
}

function unknownName(field: string, instancePath: string, operation: Operation): FindingCause {
  const nearest = closest(field, siblings(operation, instancePath));
  const guess = nearest === undefined ? {} : { closest: nearest };
  return keysOf(instancePath)[0] === 'body'
    ? { code: 'unknownField', field, ...guess }
    : { code: 'unknownParameter', ...guess };
}

function notAllowed(value: unknown, allowed: readonly unknown[]): FindingCause {
  const nearest = closest(wordOf(value), allowed.map(String));
  return { code: 'notAllowed', allowed, ...(nearest !== undefined && { closest: nearest }) };
}

type LimitCode = Extract<FindingCause, { readonly limit: number; readonly bytes?: never }>['code'];

const limits: Readonly<Record<string, LimitCode>> = {
  minimum: 'tooSmall',
  maximum: 'tooLarge',
  minLength: 'tooShort',
  maxLength: 'tooLong',
  minItems: 'tooFew',
  maxItems: 'tooMany',
};

function placeOf({ instancePath, params, keyword }: Violation, cause: FindingCause): FindingPlace {
  const [root = '', ...rest] = keysOf(instancePath);
  // A violation of the whole request: the body itself is missing.
  if (root === '') return { in: 'body', name: '', pointer: '' };
  const place = places[root as keyof typeof places];
  const missing = keyword === 'required' ? String(params['missingProperty']) : undefined;
  const inside = missing === undefined ? rest : [...rest, missing];
  if (place === 'body') return { in: 'body', name: '', pointer: pointerOf(inside) };
  if (cause.code === 'unknownParameter') {
    return { in: place, name: String(params['additionalProperty']), pointer: '' };
  }
  return { in: place, name: inside[0] ?? '', pointer: pointerOf(inside.slice(1)) };
}

const isInOtherCase = (value: unknown, allowed: readonly unknown[]): boolean =>
  typeof value === 'string' &&
  allowed.some(each => String(each).toLowerCase() === value.toLowerCase());

/** The documented names at the place of an unknown one. */
function siblings(operation: Operation, path: string): string[] {
  const place = places[(keysOf(path)[0] ?? '') as keyof typeof places];
  return place === 'body'
    ? Object.keys(schemaAtPath(operation, path)?.properties ?? {})
    : operation.parameters.filter(p => p.in === place).map(p => p.name);
}
