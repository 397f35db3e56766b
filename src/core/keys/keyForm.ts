import type { Letters } from './letters';
import { codesOf, isKeyLetter } from './letters';

const mark = 'jbe_';
/** A text is taken for a key, known or not, if at least this many letters stand behind `jbe_`. */
const leastBehindMark = 20;
/** The same, at the end of an answer that broke off. */
const leastBeforeBreak = 8;
/** No key is longer: what follows is text again. This bounds how much of a stream is held back. */
const mostBehindMark = 4_096;

const kinds = ['jbe_live_', 'jbe_test_'];
export const isOfKind = (key: string): boolean => kinds.some(kind => key.startsWith(kind));
const documented = { whole: 74, public: 30, secret: 43 };

/**
 * `jbe_live_` or `jbe_test_`, 21 letters, `_` and a secret part of 43 letters, as the API owner's connectors check it.
 * No regular expression here: the engine keeps the text of the last match.
 */
export function isDocumentedKey(key: string): boolean {
  const { whole, public: before } = documented;
  if (key.length !== whole || key[before] !== '_') return false;
  return isOfKind(key) && codesOf(key).every(isKeyLetter);
}

/** The index at which a key's secret part begins. */
export function secretStart(key: string): number {
  if (isDocumentedKey(key)) return key.length - documented.secret;
  return key.toLowerCase().startsWith(mark) ? mark.length : 0;
}

/** Reports each text in the form of a key: `jbe_` in any case, and enough letters behind it. */
export function eachKeyForm(letters: Letters, tell: (from: number, to: number) => void): void {
  const { codes, to } = letters;
  let from = nextMark(letters, letters.from);
  while (from !== -1) {
    let end = from + mark.length;
    const last = Math.min(to, end + mostBehindMark);
    while (end < last && isKeyLetter(codes[end] ?? 0)) end += 1;
    const found = end - from >= mark.length + leastBehindMark;
    if (found) tell(from, end);
    from = nextMark(letters, found ? end : from + mark.length);
  }
}

/** Where a key begins that the end of `letters` cuts; -1 if there is none. */
export function cutKeyForm(letters: Letters): number {
  const { codes, to } = letters;
  let from = to;
  const first = Math.max(letters.from, to - leastBehindMark - mark.length);
  while (from > first && isKeyLetter(codes[from - 1] ?? 0)) from -= 1;
  const at = nextMark(letters, from);
  return at !== -1 && to - at >= mark.length + leastBeforeBreak ? at : -1;
}

function nextMark({ codes, to }: Letters, from: number): number {
  for (let at = from + 3; at < to; at += 1) {
    if (
      codes[at] === underscore &&
      isCode(codes[at - 1], e) &&
      isCode(codes[at - 2], b) &&
      isCode(codes[at - 3], j)
    )
      return at - 3;
  }
  return -1;
}

const [j = 0, b = 0, e = 0, underscore = 0] = Buffer.from(mark);
/** Whether a code is this small letter, or its capital. */
const isCode = (code: number | undefined, small: number): boolean =>
  code !== undefined && (code | 0x20) === small;
