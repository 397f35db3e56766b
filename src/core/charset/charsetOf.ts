import { atOnce, type Steps } from '../common/steps';
import { plainlyUtf8InSteps } from './isPlainlyUtf8';

/** How the bytes of a text stand for characters. */
export interface Charset {
  /** A label that `TextDecoder` knows, or one of the two UTF-32 forms, which it does not. */
  readonly name: 'utf-8' | 'utf-32le' | 'utf-32be' | (string & {});
  /** The charset that the content type names, if it is not used. */
  readonly said?: string;
  /** Why it is not used: the charset is unknown, or the bytes are in another one. */
  readonly odd?: 'unknown' | 'other';
}

/**
 * Finds the charset by the byte order mark, by the zeros at the start of JSON, or by the content type, in this order.
 * An unknown charset is read as UTF-8, and so are bytes that are plainly UTF-8 under another name.
 * @param bytes the beginning of the text; they may be cut anywhere
 */
export const charsetOf = (bytes: Uint8Array, contentType: string): Charset =>
  atOnce(charsetInSteps(bytes, contentType));

/** Finds as `charsetOf` does: a long text of ASCII may be read to its end. */
export function* charsetInSteps(bytes: Uint8Array, contentType: string): Steps<Charset> {
  const marked = byMark(bytes);
  if (marked !== undefined) return { name: marked };
  const said = saidIn(contentType);
  const found = byNul(bytes);
  const named = said === undefined ? 'utf-8' : known(said);
  if (found !== undefined) {
    const isSaid = said === undefined || named?.slice(0, 6) === found.slice(0, 6);
    return isSaid ? { name: found } : { name: found, said, odd: 'other' };
  }
  if (said === undefined) return { name: 'utf-8' };
  if (named === undefined) return { name: 'utf-8', said, odd: 'unknown' };
  const isOther = named !== 'utf-8' && (yield* plainlyUtf8InSteps(bytes, named));
  return isOther ? { name: 'utf-8', said, odd: 'other' } : { name: named };
}

/** In UTF-16 units. Longer names are cut, because a badge is one line. */
const longestName = 80;

const saidIn = (contentType: string): string | undefined =>
  /;\s*charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType)?.[1]?.slice(0, longestName);

/** Byte order marks, the longer ones first, because they begin with the shorter ones. */
const marks: readonly (readonly [name: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

function byMark(bytes: Uint8Array): string | undefined {
  const first = bytes[0] ?? 0;
  // As nearly always: no mark begins with a letter.
  if (first > 0 && first < 0x80) return undefined;
  // FF FE 00 00 may be UTF-16 with a NUL, too: it counts as UTF-32 only if a letter follows.
  const fits = (name: string) => name !== 'utf-32le' || (bytes[4] ?? 0) > 0x20;
  return marks.find(
    ([name, mark]) => mark.every((byte, at) => bytes[at] === byte) && fits(name),
  )?.[0];
}

/** Where zeros (0) stand in the first four bytes of JSON without a byte order mark (RFC 4627, section 3). */
const nulPatterns: Readonly<Record<string, string>> = {
  '0001': 'utf-32be',
  '1000': 'utf-32le',
  '0101': 'utf-16be',
  '1010': 'utf-16le',
};

function byNul(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4) return undefined;
  if (bytes[0] && bytes[1] && bytes[2] && bytes[3]) return undefined;
  const head = bytes.subarray(0, 4);
  const pattern = Array.from(head, byte => (byte === 0 ? '0' : '1')).join('');
  return head.every(isNulOrText) ? nulPatterns[pattern] : undefined;
}

const isNulOrText = (byte: number): boolean =>
  byte === 0 || byte === 9 || byte === 10 || byte === 13 || (byte >= 0x20 && byte < 0x7f);

const utf32 = /^(?:utf-?32|ucs-?4)-?(le|be)?$/i;

/** The name for a charset as people write it; undefined if it is unknown. */
function known(said: string): string | undefined {
  const wide = utf32.exec(said);
  // UTF-32 without a byte order mark is big-endian (Unicode Standard, D101).
  if (wide) return `utf-32${wide[1]?.toLowerCase() ?? 'be'}`;
  if (/^(?:utf-?8|(?:us-)?ascii)/i.test(said)) return 'utf-8';
  const spellings = [said, said.replace(/[-_ ]/g, ''), said.replace(/^(?:win|cp|ibm)-?/i, 'cp')];
  return spellings.map(encodingOf).find(name => name !== undefined);
}

function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
