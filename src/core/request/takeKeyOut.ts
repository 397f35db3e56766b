import type { KeyFinder } from '../keys/keyMark';
import type { TextKind } from '../keys/knownKeys';
import { readings } from '../keys/readings';
import { mapTexts } from '../keys/mapTexts';
import { keysOf, valueAt } from '../common/pointer';
import { hasKeyForm } from '../keys/apiKey';
import type { Draft } from './draft';
import { editJson } from './editJson';
import type { Finding } from './finding';
import { keyErrors, keysAndMarks } from './keyErrors';
import { parseJson } from './parseJson';

/**
 * This many keys are removed one by one, with entries and members that held nothing else; the rest only from the text.
 */
const mostOneByOne = 20;

/** Removes one key from a draft, wherever it stands. */
export function withoutKey(draft: Draft, key: string, keys: KeyFinder): Draft {
  let left = draft;
  for (let count = 0; count < mostOneByOne; count += 1) {
    const next = withoutFirst(left, key, keys);
    if (!next) return left;
    left = next;
  }
  return left.body === undefined ? left : { ...left, body: cutAll(left.body, key, keys) };
}

function withoutFirst(draft: Draft, key: string, keys: KeyFinder): Draft | undefined {
  for (const finding of keyErrors(draft, keys)) {
    const taken = takeKeyOut(draft, finding, keys);
    if (taken.key === key) return taken.draft;
  }
  return undefined;
}

function cutAll(text: string, key: string, keys: KeyFinder): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of keysAndMarks(text, keys, 'json')) {
    if (!readings(text.slice(start, end)).includes(key)) continue;
    parts.push(text.slice(from, start));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

type Cut = (text: string, kind?: TextKind) => string;

/** A draft from which a key was removed. */
export interface TakenOut {
  readonly draft: Draft;
  /** The whole key, so that it can be stored; undefined: it was a part of one, or a mark. */
  readonly key?: string;
}

/** Removes the key of a finding. @param finding with the code `keyInRequest` */
export function takeKeyOut(draft: Draft, finding: Finding, keys: KeyFinder): TakenOut {
  const found: string[] = [];
  const cut = (text: string, kind?: TextKind): string => {
    let left = text;
    for (const { start, end } of keysAndMarks(text, keys, kind).toReversed()) {
      found.push(text.slice(start, end));
      left = left.slice(0, start) + left.slice(end);
    }
    return left;
  };
  const without = withoutKeyAt(draft, finding, cut);
  const key = found.flatMap(readings).find(hasKeyForm);
  return { draft: without, ...(key !== undefined && { key }) };
}

function withoutKeyAt(draft: Draft, finding: Finding, cut: Cut): Draft {
  switch (finding.in) {
    case 'path':
      return { ...draft, path: withoutIn(draft.path, finding.name, cut) };
    case 'header':
      return { ...draft, headers: withoutIn(draft.headers, finding.name, cut) };
    case 'query':
      return { ...draft, query: withoutIn(draft.query, finding.name, cut) };
    case 'file': {
      const { [finding.name]: _, ...files } = draft.files ?? {};
      return { ...draft, files };
    }
    case 'body':
      return finding.code === 'keyInRequest'
        ? { ...draft, body: bodyWithout(draft.body ?? '', finding, cut) }
        : draft;
  }
}

type KeyFinding = Extract<Finding, { readonly code: 'keyInRequest' }>;

/** Removes a member or entry that was only the key; of any other text the rest stays. */
function bodyWithout(body: string, { pointer, start, end }: KeyFinding, cut: Cut): string {
  const rest = body.slice(0, start) + cut(body.slice(start, end)) + body.slice(end);
  const parsed = parseJson(rest);
  const keys = keysOf(pointer);
  const isEmpty = parsed.ok && keys.length > 0 && valueAt(parsed.value, keys) === '';
  return isEmpty ? editJson(rest, keys, undefined) : rest;
}

/** Removes a value that was only the key, or whose name contains a key. */
function withoutIn<T>(
  values: Readonly<Record<string, T>>,
  wanted: string,
  cut: Cut,
): Readonly<Record<string, T>> {
  const entries = Object.entries(values).flatMap(([name, value]): [string, T][] => {
    if (name !== wanted) return [[name, value]];
    const cutName = (text: string) => cut(text, 'part');
    const left = mapTexts(value, text => cut(text), cutName);
    return cutName(name) !== name || left === '' ? [] : [[name, left]];
  });
  return Object.fromEntries(entries);
}
