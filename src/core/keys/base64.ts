import type { CodeSet, Letters } from './letters';
import { codesOf } from './letters';
import { eachStretch } from './stretches';

const none = 0xff;
const sextets = new Uint8Array(256).fill(none);
codesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/').forEach(
  (code, value) => {
    sextets[code] = value;
  },
);
// Those of base64url.
codesOf('-_').forEach((code, index) => {
  sextets[code] = 62 + index;
});

/**
 * Tells what could stand in a text in base64: a byte can begin at each of four characters, so all four ways of reading it are
 * tried. They are read only where the set is met.
 */
export function eachBase64(
  letters: Letters,
  how: { readonly set: CodeSet; readonly least: number },
  tell: (meant: Letters) => void,
): void {
  const { codes, from, to } = letters;
  for (let shift = 0; shift < 4; shift += 1) {
    const first = from + shift;
    const length = Math.floor(((to - first) * 6) / 8);
    const byteAt = (index: number): number => decoded(codes, first, index);
    eachStretch(byteAt, [0, length], how, (begin, end) => {
      tell(write(letters, first, begin, end));
    });
  }
}

/** The character that holds the first bits of a byte. */
const holderOf = (index: number): number => Math.floor((index * 8) / 6);

/** Not of ASCII where a character is none of base64. */
function decoded(codes: Uint8Array, first: number, index: number): number {
  const at = first + holderOf(index);
  const [high, low] = [sextets[codes[at] ?? 0] ?? none, sextets[codes[at + 1] ?? 0] ?? none];
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
