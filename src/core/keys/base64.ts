import type { Letters } from './letters';
import { codesOf } from './letters';
import type { Run } from './stretches';

const none = 0xff;
const sextets = new Uint8Array(256).fill(none);
codesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/').forEach(
  (code, value) => {
    sextets[code] = value;
  },
);
// The other two characters of base64url.
codesOf('-_').forEach((code, index) => {
  sextets[code] = 62 + index;
});

/**
 * Reports each run that the text could hold in base64. It may begin at any of four characters, so all four are tried.
 * Like `eachStretch`, this reads little of the text.
 */
export function eachBase64(letters: Letters, run: Run, tell: (meant: Letters) => void): void {
  for (let shift = 0; shift < 4; shift += 1) eachFrom(letters, letters.from + shift, run, tell);
}

function eachFrom(
  letters: Letters,
  first: number,
  { set, least }: Run,
  tell: (meant: Letters) => void,
): void {
  const { codes, to } = letters;
  const length = Math.trunc(((to - first) * 3) / 4);
  let start = 0;
  while (start + least <= length) {
    let back = start + least - 1;
    while (back >= start && set[decoded(codes, first, back)] === 1) back -= 1;
    if (back >= start) {
      start = back + 1;
      continue;
    }
    let end = start + least;
    while (end < length && set[decoded(codes, first, end)] === 1) end += 1;
    tell(write(letters, first, start, end));
    start = end + 1;
  }
}

/** The index of the character that holds the first bits of a byte. */
const holderOf = (index: number): number => Math.trunc((index * 4) / 3);

/** The decoded byte; `none`, which is not ASCII, if a character is not base64. */
function decoded(codes: Uint8Array, first: number, index: number): number {
  const at = first + holderOf(index);
  const high = sextets[codes[at] ?? 0] ?? none;
  const low = sextets[codes[at + 1] ?? 0] ?? none;
  if (high === none || low === none) return none;
  const bits = 2 * (index % 3) + 2;
  return ((high << bits) | (low >> (6 - bits))) & 0xff;
}

function write({ codes, places }: Letters, first: number, begin: number, end: number): Letters {
  const meant = new Uint8Array(end - begin);
  const starts = new Uint32Array(end - begin);
  const ends = new Uint32Array(end - begin);
  for (let index = begin; index < end; index += 1) {
    const at = first + holderOf(index);
    meant[index - begin] = decoded(codes, first, index);
    starts[index - begin] = places ? (places.starts[at] ?? 0) : at;
    ends[index - begin] = places ? (places.ends[at + 1] ?? 0) : at + 2;
  }
  return { codes: meant, from: 0, to: end - begin, places: { starts, ends } };
}
