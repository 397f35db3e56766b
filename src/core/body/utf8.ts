import { isUtf8 } from 'node:buffer';
import type { Steps } from '../steps';

/** So many bytes are looked at between two steps. */
export const bytesInStep = 262_144;

/**
 * The body as UTF-8 without its byte order mark: by mark or by the content type's charset. An unknown charset is taken
 * for UTF-8.
 */
export function toUtf8(bytes: Uint8Array, contentType: string): Uint8Array {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  const charset = charsetOf(bytes, contentType);
  if (charset === undefined) return bytes;
  return new TextEncoder().encode(new TextDecoder(charset).decode(bytes));
}

function charsetOf(bytes: Uint8Array, contentType: string): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const named = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
  if (named === undefined || /^utf-?8$|^(us-)?ascii$/i.test(named)) return undefined;
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return undefined; // a label that no one knows
  }
}

/** How many bytes belong to no UTF-8 character. */
export function* countNotUtf8(bytes: Uint8Array): Steps<number> {
  if (isUtf8(bytes)) return 0;
  let wrong = 0;
  for (let p = 0, step = bytesInStep; p < bytes.length;) {
    if (p > step) {
      step += bytesInStep;
      yield;
    }
    const length = characterLength(bytes, p);
    if (length === 0) wrong++;
    p += length || 1;
  }
  return wrong;
}

/** Bytes of the character at `p`; 0 where there is none. */
function characterLength(bytes: Uint8Array, p: number): number {
  const c = bytes[p] ?? 0;
  if (c < 0x80) return 1;
  const length =
    c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) {
    if (((bytes[p + i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[p + 1] ?? 0;
  const overlong = (c === 0xe0 && second < 0xa0) || (c === 0xf0 && second < 0x90);
  const outside = (c === 0xed && second >= 0xa0) || (c === 0xf4 && second >= 0x90);
  return overlong || outside ? 0 : length;
}
