import { charsetOf, type Charset } from './charsetOf';
import { fromUtf32 } from './utf32';

/** The bytes of an answer as UTF-8 without a byte order mark. Bytes that are UTF-8 already are not copied. */
export function toUtf8(bytes: Uint8Array, contentType: string): Uint8Array {
  const charset = charsetOf(bytes, contentType);
  if (charset.name !== 'utf-8') return new TextEncoder().encode(decoded(bytes, charset));
  return hasMark(bytes) ? bytes.subarray(3) : bytes;
}

/** The bytes of an answer as text, without a byte order mark. Invalid bytes become U+FFFD. */
export const toText = (bytes: Uint8Array, contentType: string): string =>
  decoded(bytes, charsetOf(bytes, contentType));

function decoded(bytes: Uint8Array, { name }: Charset): string {
  if (name === 'utf-32le' || name === 'utf-32be') return fromUtf32(bytes, name === 'utf-32le');
  return new TextDecoder(name).decode(bytes);
}

const hasMark = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
