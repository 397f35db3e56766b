import { atOnce, type Steps } from '../common/steps';
import { charsetInSteps, type Charset } from './charsetOf';
import { utf32InSteps } from './utf32';

/** How many bytes are decoded between two steps: whole characters of UTF-32. */
const bytesInStep = 262_144;

/** The bytes of an answer as UTF-8 without a byte order mark. Bytes that are UTF-8 already are not copied. */
export const toUtf8 = (bytes: Uint8Array, contentType: string): Uint8Array =>
  atOnce(utf8InSteps(bytes, contentType));

/** Decodes and encodes as `toUtf8` does. */
export function* utf8InSteps(bytes: Uint8Array, contentType: string): Steps<Uint8Array> {
  const charset = yield* charsetInSteps(bytes, contentType);
  if (charset.name === 'utf-8') return hasMark(bytes) ? bytes.subarray(3) : bytes;
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  // A character may be cut between two pieces of text.
  let half = '';
  yield* decoding(bytes, charset, piece => {
    const text = half + piece;
    const isCut = endsInHalf(text);
    half = isCut ? text.slice(-1) : '';
    pieces.push(encoder.encode(isCut ? text.slice(0, -1) : text));
  });
  pieces.push(encoder.encode(half));
  return Buffer.concat(pieces);
}

/** The bytes of an answer as text, without a byte order mark. Invalid bytes become U+FFFD. */
export const toText = (bytes: Uint8Array, contentType: string): string =>
  atOnce(textInSteps(bytes, contentType));

/** Decodes as `toText` does. */
export function* textInSteps(bytes: Uint8Array, contentType: string): Steps<string> {
  const texts: string[] = [];
  const charset = yield* charsetInSteps(bytes, contentType);
  yield* decoding(bytes, charset, piece => texts.push(piece));
  return texts.join('');
}

function* decoding(
  bytes: Uint8Array,
  { name }: Charset,
  tell: (piece: string) => void,
): Steps<void> {
  if (name === 'utf-32le' || name === 'utf-32be') {
    yield* utf32InSteps(bytes, name === 'utf-32le', tell);
    return;
  }
  const decoder = new TextDecoder(name);
  let from = 0;
  for (; from + bytesInStep < bytes.length; from += bytesInStep) {
    tell(decoder.decode(bytes.subarray(from, from + bytesInStep), { stream: true }));
    yield;
  }
  tell(decoder.decode(bytes.subarray(from)));
}

const hasMark = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last < 0xdc00;
}
