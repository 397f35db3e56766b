import { findOperation, parametersIn, resolve } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import { check } from '../request/check';
import { wordOf } from '../request/distance';
import type { Draft } from '../request/draft';
import type { Finding } from '../request/finding';
import { parseJson } from '../request/parseJson';
import { draftValueAt, memberPlace } from '../request/valuePlace';
import type { ValuePlace } from '../request/valuePlace';
import { keysOf, pointerOf } from '../common/pointer';
import type { ErrorBody } from './readError';
import { ruleInSentence } from './ruleInSentence';

/**
 * The rules that a refused draft may break, the likeliest first: by the API's field errors, by names in its message,
 * else by our own check. Empty: no part of the draft can be named.
 */
export function brokenRules(
  draft: Draft,
  operation: Operation,
  error: ErrorBody,
): readonly Finding[] {
  const found = foundIn(draft, operation);
  const named = namesIn(error, draft);
  const ours = named.flatMap(name => found.filter(finding => isAbout(finding, name)));
  const first = ours[0];
  if (first) return [first, ...found.filter(finding => finding !== first)];
  const told = named.flatMap(name => fromSentence(name, draft, error) ?? []).slice(0, 1);
  // The API named something else, so our own findings are guesses and come last.
  return [...told, ...found];
}

/** Values in another case come last: by its documentation the API accepts them, yet something was refused. */
function foundIn(draft: Draft, operation: Operation): readonly Finding[] {
  const found = check(draft, operation);
  const isKnown = (finding: Finding): boolean => found.some(each => isSame(each, finding));
  const more = check(draft, operation, undefined, 'listed').filter(each => !isKnown(each));
  return [...found, ...more];
}

const isSame = (a: Finding, b: Finding): boolean =>
  a.code === b.code && a.in === b.in && a.name === b.name && a.pointer === b.pointer;

const isAbout = (finding: Finding, name: string): boolean =>
  finding.in === 'body' ? pathOf(finding) === name : finding.name === name;

/** Such as `skills.include.0`; for an unknown member with its own name at the end. */
function pathOf(finding: Finding): string {
  const parts = keysOf(finding.pointer);
  return (finding.code === 'unknownField' ? [...parts, finding.field] : parts).join('.');
}

/** Names of this request that the answer mentions; those in quotes or at its beginning come first. */
function namesIn({ message = '', fields = [] }: ErrorBody, draft: Draft): readonly string[] {
  const listed = fields.map(({ name }) => name.replace(/^\$\.|^body\./, ''));
  const known = [...new Set([...listed, ...namesOf(draft)])].filter(name => name !== '');
  const weight = (name: string): number => {
    if (listed.includes(name)) return 4;
    const at = message.indexOf(name);
    const before = message.charAt(at - 1);
    const alone = at >= 0 && !/\w/.test(before) && !/\w/.test(message.charAt(at + name.length));
    if (!alone) return 0;
    if (at === 0 || /["'`]/.test(before)) return 3;
    // "page" and "location" are also plain words; a name with an underscore is not.
    return /[_.]/.test(name) ? 2 : 1;
  };
  return known
    .map(name => ({ name, rank: weight(name) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || b.name.length - a.name.length)
    .map(({ name }) => name);
}

/** Every name that a message about this request may use. */
function namesOf(draft: Draft): readonly string[] {
  const operation = findOperation(draft.operationId);
  if (!operation) return [];
  const parameters = operation.parameters.map(({ name }) => name);
  const members = Object.keys(resolve(operation.body?.schema ?? {}).properties ?? {});
  const parsed = parseJson(draft.body ?? '');
  const written = parsed.ok ? pathsIn(parsed.value) : [];
  return [...parameters, ...Object.keys(draft.query), ...members, ...written];
}

const deepest = 4;
const mostPaths = 500;
/** In characters; no message names a longer one. */
const longestName = 200;

function pathsIn(value: unknown, prefix = '', depth = 0): readonly string[] {
  if (typeof value !== 'object' || value === null || depth >= deepest) return [];
  return Object.entries(value)
    .slice(0, mostPaths)
    .filter(([key]) => key.length <= longestName)
    .flatMap(([key, inner]) => {
      const path = prefix === '' ? key : `${prefix}.${key}`;
      return [path, ...pathsIn(inner, path, depth + 1)];
    })
    .slice(0, mostPaths);
}

/** A rule that our description of the API does not contain, read from the API's message. */
function fromSentence(name: string, draft: Draft, error: ErrorBody): Finding | undefined {
  const own = error.fields?.find(field => field.name === name);
  const cause = ruleInSentence(own?.message ?? error.message ?? '', name);
  const place = placeOf(name, draft);
  if (!cause || !place) return undefined;
  // "at most 7 days back" is no limit of a number.
  const isBound = cause.code === 'tooSmall' || cause.code === 'tooLarge';
  if (isBound && !/^-?\d+(\.\d+)?$/.test(wordOf(draftValueAt(draft, place)))) return undefined;
  return { ...place, severity: 'warning', ...cause };
}

function placeOf(name: string, draft: Draft): ValuePlace | undefined {
  const operation = findOperation(draft.operationId);
  if (!operation) return undefined;
  for (const place of ['path', 'header'] as const) {
    if (parametersIn(operation, place).some(p => p.name === name))
      return { in: place, name, pointer: '' };
  }
  if (Object.hasOwn(draft.query, name)) return { in: 'query', name, pointer: '' } as const;
  const [first = '', ...rest] = name.split('.');
  const at = memberPlace(draft, first);
  if (at.in === 'body' && !operation.body) return undefined;
  return { ...at, pointer: at.pointer + pointerOf(rest) };
}
