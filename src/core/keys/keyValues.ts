import { eachBase64 } from './base64';
import type { Wanted } from './findKeys';
import { mostSteps } from './findKeys';
import type { Letters } from './letters';
import { codeSet, lettersOf } from './letters';
import type { Span } from './span';
import { unescaped } from './unescape';

const blanks = codeSet(' \t\r\n');
const padding = codeSet('=');
const [quote = 0, backslash = 0] = Buffer.from('"\\');
/** The most characters that one escaped letter of a key takes. */
const mostPerLetter = 24;

/** The span of a text that is a short key as a whole, but for blanks around it; else none. */
export function wholeValue(codes: Uint8Array, wanted: Wanted): readonly Span[] {
  let [start, end] = [0, codes.length];
  while (start < end && blanks[codes[start] ?? 0] === 1) start += 1;
  while (end > start && blanks[codes[end - 1] ?? 0] === 1) end -= 1;
  return isKey(lettersOf(codes, start, end), wanted, mostSteps) ? [{ start, end }] : [];
}

/** Finds JSON strings that are a short key. What stands between two strings is tested, too, which does no harm. */
export function valuesInJson(bytes: Uint8Array, wanted: Wanted): readonly Span[] {
  const found: Span[] = [];
  let start = bytes.indexOf(quote) + 1;
  while (start !== 0) {
    const end = endOfString(bytes, start);
    if (end === -1) break;
    if (isKey(lettersOf(bytes, start, end), wanted, mostSteps)) found.push({ start, end });
    start = end + 1;
  }
  return found;
}

/** The offset from which the bytes may be a JSON string that is a short key, if more bytes follow. */
export function openValueFrom(bytes: Uint8Array, { longestValue: longest }: Wanted): number {
  const at = longest === 0 ? -1 : bytes.lastIndexOf(quote);
  return at !== -1 && bytes.length - at <= longest ? at : bytes.length;
}

/** The length of the longest text that can be a short key of one of these lengths, however it is escaped. */
export const longestValue = (lengths: readonly number[]): number =>
  Math.max(0, ...lengths) * mostPerLetter;

function endOfString(bytes: Uint8Array, start: number): number {
  let end = bytes.indexOf(quote, start);
  while (end > start && bytes[end - 1] === backslash && isEscaped(bytes, start, end)) {
    end = bytes.indexOf(quote, end + 1);
  }
  return end;
}

function isEscaped(bytes: Uint8Array, start: number, at: number): boolean {
  let from = at;
  while (from > start && bytes[from - 1] === backslash) from -= 1;
  return (at - from) % 2 === 1;
}

function isKey(letters: Letters, wanted: Wanted, steps: number): boolean {
  const { codes, from } = letters;
  let { to } = letters;
  if (to - from > wanted.longestValue) return false;
  while (to > from && padding[codes[to - 1] ?? 0] === 1) to -= 1;
  const value = { ...letters, to };
  if (wanted.searches.some(search => search.isValue(value))) return true;
  if (steps === 0) return false;
  const meant = unescaped(value);
  if (meant && isKey(meant, wanted, steps - 1)) return true;
  let isInBase64 = false;
  const least = Math.floor(((to - from) * 6) / 8);
  eachBase64(value, { set: wanted.set, least }, inner => {
    isInBase64 ||= isKey(inner, wanted, steps - 1);
  });
  return isInBase64;
}
