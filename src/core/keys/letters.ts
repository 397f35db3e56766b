import type { Span } from './span';

/**
 * A piece of text, one byte a character; `other` stands for anything that is not ASCII. Escapes are resolved, so
 * `places` tells where each character stands in the source.
 */
export interface Letters {
  readonly codes: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** By index of `codes`; undefined if `codes` is the source itself. */
  readonly places: Places | undefined;
}

interface Places {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

export const other = 0x80;

/** One byte for each UTF-16 unit; `other` for all that is not ASCII. */
export function codesOf(text: string): Uint8Array {
  const codes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) codes[at] = Math.min(text.charCodeAt(at), other);
  return codes;
}

export const textOf = (codes: Uint8Array, from: number, to: number): string =>
  Buffer.from(codes.buffer, codes.byteOffset + from, to - from).toString('latin1');

export const lettersOf = (codes: Uint8Array, from = 0, to = codes.length): Letters => ({
  codes,
  from,
  to,
  places: undefined,
});

/** The span of these characters in the source. */
export function sourceOf({ places }: Letters, from: number, to: number): Span {
  if (places === undefined) return { start: from, end: to };
  return { start: places.starts[from] ?? 0, end: places.ends[to - 1] ?? 0 };
}

/** A set of character codes. */
export type CodeSet = Uint8Array;

export function codeSet(characters: string, base?: CodeSet): CodeSet {
  const set = base ? Uint8Array.from(base) : new Uint8Array(256);
  for (const code of codesOf(characters)) set[code] = 1;
  return set;
}

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const keyLetters = codeSet(`${alphanumeric}_-`);

/** One of `[A-Za-z0-9_-]`. */
export const isKeyLetter = (code: number): boolean => keyLetters[code] === 1;

/** The characters of a key without escapes, or in base64. */
export const plainText: CodeSet = codeSet('+/', keyLetters);

/** The other characters that escapes are made of. */
export const escapeText = '%\\&#;\0';
