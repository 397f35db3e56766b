import { atOnce, type Steps } from '../common/steps';

/** UTF-8 bytes or UTF-16 units: each character with a meaning in JSON is one unit in both. */
export type Units = ArrayLike<number>;

/** The UTF-16 units of a text. */
export function unitsOf(text: string): Units {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** The characters with a meaning in JSON. */
export const char = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  colon: 0x3a,
  openBrace: 0x7b,
  closeBrace: 0x7d,
  openBracket: 0x5b,
  closeBracket: 0x5d,
  minus: 0x2d,
  plus: 0x2b,
  dot: 0x2e,
  zero: 0x30,
} as const;

export const isSpace = (c: number): boolean => c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;

export function skipSpace(bytes: Units, start: number): number {
  let p = start;
  while (p < bytes.length && isSpace(bytes[p] ?? 0)) p++;
  return p;
}

/** Skips as `skipSpace` does, in steps: an answer may be nothing but blanks. */
export function* skipSpaceInSteps(bytes: Units, start: number): Steps<number> {
  for (let p = start; ; p++) {
    if (p >= bytes.length || !isSpace(bytes[p] ?? 0)) return p;
    if ((p - start) % unitsInStep === unitsInStep - 1) yield;
  }
}

/**
 * The offset after a token or, as a negative number (`~offset`), that of its fault. One number serves for both, because
 * a large answer has a million tokens, too many for an object each.
 */
export type TokenEnd = number;

export const faultAt = (offset: number): TokenEnd => ~offset;
export const isFault = (end: TokenEnd): boolean => end < 0;
export const faultOffset = (end: TokenEnd): number => ~end;

/** Stands for the end of a string that is longer than may be read in one go. */
export const unread: TokenEnd = -Infinity;

/**
 * The offset after the closing quote of the string that opens at `start`.
 * @param most how many units may be read; `unread` if the string is longer
 */
export function stringEnd(bytes: Units, start: number, most = Infinity): TokenEnd {
  const length = Math.min(bytes.length, start + most);
  for (let p = start + 1; p < length; p++) {
    const c = bytes[p] ?? 0;
    if (c === char.quote) return p + 1;
    if (c < 0x20) return faultAt(p);
    if (c === char.backslash) {
      const wrong = escapeFault(bytes, p + 1);
      if (wrong !== undefined) return faultAt(wrong);
      p++;
    }
  }
  return length < bytes.length ? unread : faultAt(length);
}

/** A long string or number of a text in UTF-8. */
export interface LongToken {
  /** The offset after it. */
  readonly end: TokenEnd;
  /** How many UTF-16 units it has, quotes and escapes as they stand. */
  readonly units: number;
}

/** Measures the string that opens at `start`, in steps. Its end is what `stringEnd` tells. */
export function* measuredString(bytes: Uint8Array, start: number): Steps<LongToken> {
  let units = 1;
  for (let p = start + 1, step = start + unitsInStep; p < bytes.length; p++) {
    if (p > step) {
      step = p + unitsInStep;
      yield;
    }
    const c = bytes[p] ?? 0;
    units += unitsOfByte(c);
    if (c === char.quote) return { end: p + 1, units };
    if (c < 0x20) return { end: faultAt(p), units };
    if (c !== char.backslash) continue;
    const wrong = escapeFault(bytes, p + 1);
    if (wrong !== undefined) return { end: faultAt(wrong), units };
    p++;
    units++;
  }
  return { end: faultAt(bytes.length), units };
}

/** How many UTF-16 units a byte of UTF-8 stands for; its character's first byte counts for all. */
export const unitsOfByte = (c: number): number => (c >= 0x80 && c < 0xc0 ? 0 : c >= 0xf0 ? 2 : 1);

/** `" \\ / b f n r t u` */
const escapes = new Set([0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74, 0x75]);

function escapeFault(bytes: Units, p: number): number | undefined {
  const c = bytes[p];
  if (c === undefined || !escapes.has(c)) return p;
  if (c !== 0x75) return undefined;
  for (let i = 1; i <= 4; i++) {
    if (!isHex(bytes[p + i])) return p + i;
  }
  return undefined;
}

const isHex = (c: number | undefined): boolean =>
  c !== undefined && ((c >= 0x30 && c <= 0x39) || ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x66));

/** The offset after the value at `start`. The text has to be JSON up to there, brackets included. */
export function valueEnd(bytes: Units, start: number): number {
  const first = bytes[start];
  if (first !== char.openBrace && first !== char.openBracket) return tokenEnd(bytes, start);
  return atOnce(containerEndInSteps(bytes, start));
}

/** How many units are read between two steps. */
const unitsInStep = 65_536;

/** The offset after the object or list at `start`, as `valueEnd` tells it. */
export function* containerEndInSteps(bytes: Units, start: number): Steps<number> {
  let depth = 0;
  for (let p = start, step = start + unitsInStep; p < bytes.length;) {
    if (p > step) {
      step = p + unitsInStep;
      yield;
    }
    const c = bytes[p] ?? 0;
    if (c === char.openBrace || c === char.openBracket) depth++;
    else if (c === char.closeBrace || c === char.closeBracket) depth--;
    p = c === char.quote ? tokenEnd(bytes, p) : p + 1;
    if (depth === 0) return p;
  }
  return bytes.length;
}

/** The offset after a string, number or word. */
function tokenEnd(bytes: Units, start: number): number {
  if (bytes[start] === char.quote) {
    const end = stringEnd(bytes, start);
    return isFault(end) ? bytes.length : end;
  }
  let p = start;
  while (p < bytes.length && !endsToken(bytes[p] ?? 0)) p++;
  return p;
}

/** Whether a number or word ends here: at white space, a comma or a closing bracket. */
export const endsToken = (c: number): boolean =>
  isSpace(c) || c === char.comma || c === char.closeBrace || c === char.closeBracket;
