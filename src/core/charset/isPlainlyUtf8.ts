import { atOnce, type Steps } from '../common/steps';

/** Charsets of one byte a character. Such a text is hardly ever UTF-8 by chance. */
const ofOneByte = /^(?:windows-|iso-8859-|koi8-|macintosh|x-mac|ibm866)/;
const ofWideUnits = /^utf-(?:16|32)/;

/** After this many characters beyond ASCII the answer is clear, and the rest of a long body is not read. */
const enough = 1_000;

/** How many UTF-8 characters beyond ASCII rule out chance, by the kind of charset that is named. */
const fewest = { ofOneByte: 1, ofMore: 3 } as const;

/** If a charset of one byte a character is named, one stray byte for this many characters is tolerated. */
const strays = 20;

/** How many bytes are read between two steps. */
const bytesInStep = 262_144;

/**
 * Whether bytes are UTF-8 although another charset is named for them.
 * @param named the other charset, as `TextDecoder` names it
 * @param bytes may end within a character
 */
export const isPlainlyUtf8 = (bytes: Uint8Array, named: string): boolean =>
  atOnce(plainlyUtf8InSteps(bytes, named));

/** Tells as `isPlainlyUtf8` does. */
export function* plainlyUtf8InSteps(bytes: Uint8Array, named: string): Steps<boolean> {
  const { right, wrong } = yield* countUtf8(bytes);
  // In UTF-16 and UTF-32 each ASCII character, such as JSON's brackets, has a zero byte.
  if (ofWideUnits.test(named)) return wrong === 0 && !bytes.includes(0);
  if (ofOneByte.test(named)) return right >= fewest.ofOneByte && wrong * strays <= right;
  return right >= fewest.ofMore && wrong === 0;
}

/** Counts characters beyond ASCII, and bytes that belong to no character. */
function* countUtf8(bytes: Uint8Array): Steps<{ readonly right: number; readonly wrong: number }> {
  let [right, wrong] = [0, 0];
  for (let at = 0, step = bytesInStep; at < bytes.length && right + wrong < enough;) {
    if (at > step) {
      step += bytesInStep;
      yield;
    }
    const length = lengthOf(bytes[at] ?? 0);
    const isWhole = follows(bytes, at, length);
    // A character that is cut at the end is no mistake.
    if (isWhole === undefined) break;
    if (length > 1 && isWhole) right += 1;
    else if (length !== 1) wrong += 1;
    at += isWhole ? Math.max(1, length) : 1;
  }
  return { right, wrong };
}

/** Length in bytes of a character with this first byte; 0 if no character begins with it. */
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

/** Whether the right continuation bytes follow; undefined if the bytes end before that is clear. */
function follows(bytes: Uint8Array, at: number, length: number): boolean | undefined {
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next];
    if (byte === undefined) return undefined;
    if ((byte & 0xc0) !== 0x80) return false;
  }
  return length > 0;
}
