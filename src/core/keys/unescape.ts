import { beginsEscape, escapeAt } from './escapes';
import type { CodeSet, Letters } from './letters';

/** One step of unescaping URLs, JSON, HTML and UTF-16, in any mixture. `undefined` if there is nothing to unescape. */
export function unescaped(letters: Letters): Letters | undefined {
  return hasEscape(letters) ? write(letters) : undefined;
}

/** The longest run of a set's characters after unescaping; 0 if there is nothing to unescape. */
export function longestUnescaped(letters: Letters, set: CodeSet): number {
  const { codes, to } = letters;
  let isEscaped = false;
  let longest = 0;
  let length = 0;
  for (let at = letters.from; at < to;) {
    const plain = codes[at] ?? 0;
    const escape = beginsEscape[plain] === 1 ? escapeAt(codes, at, to) : 0;
    const code = escape === 0 ? plain : escape & 0xff;
    at += escape === 0 ? 1 : escape >> 8;
    isEscaped ||= escape !== 0;
    if (code === 0) continue;
    length = set[code] === 1 ? length + 1 : 0;
    if (length > longest) longest = length;
  }
  return isEscaped ? longest : 0;
}

function hasEscape({ codes, from, to }: Letters): boolean {
  for (let at = from; at < to; at += 1) {
    if (beginsEscape[codes[at] ?? 0] === 1 && escapeAt(codes, at, to) !== 0) return true;
  }
  return false;
}

function write({ codes, from, to, places }: Letters): Letters {
  const meant = new Uint8Array(to - from);
  const starts = new Uint32Array(to - from);
  const ends = new Uint32Array(to - from);
  let length = 0;
  for (let at = from; at < to;) {
    const escape = escapeAt(codes, at, to);
    const end = at + (escape === 0 ? 1 : escape >> 8);
    const code = escape === 0 ? (codes[at] ?? 0) : escape & 0xff;
    if (code !== 0) {
      meant[length] = code;
      starts[length] = places ? (places.starts[at] ?? 0) : at;
      ends[length] = places ? (places.ends[end - 1] ?? 0) : end;
      length += 1;
    }
    at = end;
  }
  return { codes: meant, from: 0, to: length, places: { starts, ends } };
}
