/** Of one byte a character: such a text is UTF-8 by chance as good as never. */
const ofOneByte = /^(?:windows-|iso-8859-|koi8-|macintosh|x-mac|ibm866)/;
const ofWideUnits = /^utf-(?:16|32)/;

/** So many characters beyond ASCII tell enough; a long body is not looked through for more. */
const enough = 1_000;

/** How many characters beyond ASCII there have to be, none of them wrong, before chance is out of the question. */
const fewest = { ofOneByte: 1, ofMore: 3 } as const;

/** A text of one byte a character may hold as many stray bytes and still be UTF-8: a twentieth. */
const strays = 20;

/**
 * Whether bytes that are said to be of another charset are UTF-8.
 * @param named the other charset, as `TextDecoder` names it
 * @param bytes may end within a character
 */
export function isPlainlyUtf8(bytes: Uint8Array, named: string): boolean {
  const { right, wrong } = countUtf8(bytes);
  // In wide units every character of JSON's own has a zero in it.
  if (ofWideUnits.test(named)) return wrong === 0 && !bytes.includes(0);
  if (ofOneByte.test(named)) return right >= fewest.ofOneByte && wrong * strays <= right;
  return right >= fewest.ofMore && wrong === 0;
}

/** Characters beyond ASCII, and bytes that belong to none. */
function countUtf8(bytes: Uint8Array): { readonly right: number; readonly wrong: number } {
  let [right, wrong] = [0, 0];
  for (let at = 0; at < bytes.length && right + wrong < enough;) {
    const length = lengthOf(bytes[at] ?? 0);
    const isWhole = follows(bytes, at, length);
    // What the end cuts is no mistake.
    if (isWhole === undefined) break;
    if (length > 1 && isWhole) right += 1;
    else if (length !== 1) wrong += 1;
    at += isWhole ? Math.max(1, length) : 1;
  }
  return { right, wrong };
}

/** Bytes of the character that begins so; 0 where none does. */
const lengthOf = (first: number): number =>
  first < 0x80
    ? 1
    : first >= 0xc2 && first < 0xe0
      ? 2
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xf0 && first < 0xf5
          ? 4
          : 0;

/** Whether the bytes behind the first go with it; undefined where the end comes before that is told. */
function follows(bytes: Uint8Array, at: number, length: number): boolean | undefined {
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next];
    if (byte === undefined) return undefined;
    if ((byte & 0xc0) !== 0x80) return false;
  }
  return length > 0;
}
