import { isUtf8 } from 'node:buffer';

/** What the first bytes of a body look like. */
export type Look = 'gzip' | 'zlib' | 'zstd' | 'text';

/** Bytes that are enough to tell text from compressed data. */
export const headLength = 32;

/** @param head at least {@link headLength} bytes, or all there are */
export function lookOf(head: Uint8Array): Look | undefined {
  if (begins(head, [0x1f, 0x8b, 8])) return 'gzip';
  if (begins(head, [0x28, 0xb5, 0x2f, 0xfd])) return 'zstd';
  if (isText(head)) return 'text';
  // RFC 1950, section 2.2.
  const isZlib = (head[0] ?? 0) % 16 === 8 && ((head[0] ?? 0) * 256 + (head[1] ?? 0)) % 31 === 0;
  return isZlib && head.length > 1 ? 'zlib' : undefined;
}

const begins = (head: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => head[at] === byte);

/** An empty body in Brotli: the only compressed bytes that are UTF-8 without control characters. */
const packedNothing = 0x3b;

function isText(head: Uint8Array): boolean {
  const bytes = head.subarray(0, headLength);
  if (bytes.length === 0 || bytes.some(isControl)) return false;
  if (bytes.length === 1 && bytes[0] === packedNothing) return false;
  // The last character may be cut.
  return [0, 1, 2, 3].some(cut => isUtf8(bytes.subarray(0, bytes.length - cut)));
}

const isControl = (byte: number): boolean =>
  (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 0x7f;
