import { escapeAt } from './escapes';
import type { Letters } from './letters';

/** One step of unescaping URLs, JSON, HTML and UTF-16, in whatever mixture. `undefined`: there is nothing to unescape. */
export function unescaped(letters: Letters): Letters | undefined {
  const { codes, from, to } = letters;
  let at = from;
  while (at < to && escapeAt(codes, at, to) === 0) at += 1;
  return at === to ? undefined : write(letters);
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
