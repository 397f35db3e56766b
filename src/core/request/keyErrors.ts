import { jsonSteps } from '../body/jsonSteps';
import { pointerOf } from '../common/pointer';
import { keyMark, withMarks, type KeyFinder, type KeyReader } from '../keys/keyMark';
import { KnownKeys, type Span, type TextKind } from '../keys/knownKeys';
import { mapTexts } from '../keys/mapTexts';
import type { Draft } from './draft';
import type { Finding, FindingPlace } from './finding';

/** Knows no keys, and so finds only what has the documented form. */
const byForm = new KnownKeys();
export const anyKeys: KeyReader = {
  spansIn: (...text) => byForm.spansIn(...text),
  ready: () => Promise.resolve(),
  isReady: true,
};

/**
 * The API keys in a draft, one finding per place. A key belongs in secret storage alone: sent anywhere but in its own
 * header, it may end up in the logs of proxies and servers. The content of chosen files is not searched: it is not
 * kept, and the person may send any file.
 */
export function keyErrors(draft: Draft, keys: KeyFinder = anyKeys): readonly Finding[] {
  const inValues = (
    where: 'path' | 'query' | 'header',
    values: Readonly<Record<string, unknown>>,
  ) =>
    Object.entries(values).flatMap(([name, value]) =>
      errorAt({ in: where, name, pointer: '' }, [
        ...keysAndMarks(name, keys, 'part'),
        ...foundIn(value, keys),
      ]),
    );
  return [
    ...inValues('path', draft.path),
    ...inValues('query', draft.query),
    ...inValues('header', draft.headers),
    ...inBody(draft.body ?? '', keys),
    ...Object.entries(draft.files ?? {}).flatMap(([part, { name, type }]) =>
      errorAt(
        { in: 'file', name: part, pointer: '' },
        [part, name, type].flatMap(text => keysAndMarks(text, keys, 'part')),
      ),
    ),
  ];
}

const errorAt = (place: FindingPlace, [first]: readonly KeySpan[]): Finding[] =>
  first ? [{ ...place, severity: 'error', code: 'keyInRequest', ...first }] : [];

/** The draft as it may be kept and published: each key replaced by a mark. Files are left out; they are not kept. */
export function withKeysMarked(draft: Draft, keys: KeyFinder): Draft {
  const { files, ...kept } = draft;
  const inName = (text: string) => withMarks(text, keys, 'part');
  const safe = {
    path: mapTexts(draft.path, text => withMarks(text, keys), inName),
    query: mapTexts(draft.query, text => withMarks(text, keys), inName),
    headers: mapTexts(draft.headers, text => withMarks(text, keys), inName),
    ...(draft.body !== undefined && { body: bodyWithMarks(draft.body, keys) }),
    ...(draft.unsendable && { unsendable: mapTexts(draft.unsendable, inName) }),
  };
  const isSame = Object.entries(safe).every(([name, part]) => draft[name as keyof Draft] === part);
  return isSame ? (files ? kept : draft) : { ...kept, ...safe };
}

function bodyWithMarks(body: string, keys: KeyFinder): string {
  let [safe, from] = ['', 0];
  for (const { start, end } of inJson(body, keys)) {
    safe += body.slice(from, start) + keyMark;
    from = end;
  }
  return from === 0 ? body : safe + body.slice(from);
}

/** Header names whose values are always secrets. No operation takes one of these. */
const credentials =
  /^\s*(?:x?[-_]?api[-_]?key|authorization|proxy-authorization|(?:set-)?cookie)\s*$/i;

/** Hides the values of such headers, which are neither sent nor kept, whatever they look like. */
export function withoutCredentials(draft: Draft): Draft {
  const entries = Object.entries(draft.headers);
  if (!entries.some(([name]) => credentials.test(name))) return draft;
  const headers = entries.map(([name, value]) => [name, credentials.test(name) ? '***' : value]);
  return { ...draft, headers: Object.fromEntries(headers) as Draft['headers'] };
}

interface KeySpan extends Span {
  /** A mark that replaced a key in a kept request, not a key. */
  readonly marked: boolean;
}

/** All keys and marks in a text, in order. */
export function keysAndMarks(text: string, keys: KeyFinder, kind?: TextKind): readonly KeySpan[] {
  const spans = kind === 'json' ? inJson(text, keys) : keys.spansIn(text, kind);
  const found: KeySpan[] = spans.map(span => ({ ...span, marked: false }));
  for (let at = text.indexOf(keyMark); at >= 0; at = text.indexOf(keyMark, at + keyMark.length))
    found.push({ start: at, end: at + keyMark.length, marked: true });
  return found.sort((a, b) => a.start - b.start);
}

/** Leaves out member names that would count as a key only if they were whole values. */
function inJson(text: string, keys: KeyFinder): readonly Span[] {
  const spans = keys.spansIn(text, 'json');
  if (spans.length === 0) return spans;
  const anywhere = new Set(keys.spansIn(text, 'part').map(({ start }) => start));
  return spans.filter(
    ({ start, end }) => anywhere.has(start) || !/^"\s*:/.test(text.slice(end, end + 100)),
  );
}

/** Nobody reads more, and finding the place of each walks the text from its beginning. */
const mostInBody = 100;

/** Searches the text, not the parsed value: it may be broken JSON, and offsets are needed to mark it in an editor. */
function inBody(body: string, keys: KeyFinder): Finding[] {
  const byPlace = new Map<string, Finding>();
  const found = keysAndMarks(body, keys, 'json').slice(0, mostInBody);
  if (found.length === 0) return [];
  for (const [pointer, span] of placesOf(body, found)) {
    if (byPlace.has(pointer)) continue;
    const place = { in: 'body', name: '', pointer } as const;
    byPlace.set(pointer, { ...place, severity: 'error', code: 'keyInRequest', ...span });
  }
  return [...byPlace.values()];
}

/** The pointer of the value in which each key begins; for a key in a member's name, that of the object. */
function* placesOf(body: string, found: readonly KeySpan[]): Generator<readonly [string, KeySpan]> {
  const left = [...found];
  for (const step of jsonSteps(body)) {
    for (let next = left[0]; next && next.start < step.end; next = left[0]) {
      left.shift();
      yield [pointerOf(step.keys()), next];
    }
  }
  for (const span of left) yield ['', span];
}

/** Keys in all texts of a value, and in all names of members. */
function foundIn(value: unknown, keys: KeyFinder): readonly KeySpan[] {
  const found: KeySpan[] = [];
  const look = (kind: TextKind) => (text: string) => {
    found.push(...keysAndMarks(text, keys, kind));
    return text;
  };
  mapTexts(value, look('value'), look('part'));
  return found;
}
