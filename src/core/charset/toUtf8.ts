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
  yield* decoding(bytes, charset, piece => pieces.push(encoder.encode(piece)));
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

/** Tells the text in pieces, each of whole characters. */
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
  // Without `stream` some versions of Node read windows-1252 as if it were ISO 8859-1; UTF-8 is quicker without it.
  const stream = name !== 'utf-8';
  tell(decoder.decode(bytes.subarray(from), { stream }));
  if (stream) tell(decoder.decode());
}

const hasMark = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
