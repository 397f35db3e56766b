import type { Steps } from '../common/steps';
import { char, isFault, skipSpace, stringEnd, unitsOfByte, type LongToken } from './jsonTokens';
import { bytesInStep } from './utf8';

/** Longest text of one row, in UTF-16 units. */
export const longestRow = 1000;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes UTF-8. Bytes that are not UTF-8 become U+FFFD. */
export function decode(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** Decodes as `decode` does. */
export function* decodeInSteps(bytes: Uint8Array, start: number, end: number): Steps<string> {
  const streaming = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts: string[] = [];
  for (let p = start; p < end; p += bytesInStep) {
    yield;
    const piece = bytes.subarray(p, Math.min(end, p + bytesInStep));
    texts.push(streaming.decode(piece, { stream: true }));
  }
  return texts.join('') + streaming.decode();
}

/**
 * The text of the bytes, cut to {@link longestRow}, and how many UTF-16 units were cut.
 * @param units how many there are, if that is known
 */
export function excerpt(
  bytes: Uint8Array,
  start: number,
  end: number,
  units?: number,
): { readonly text: string; readonly cut?: number } {
  const longest = longestRow * 3;
  if (end - start <= longest) {
    const text = decode(bytes, start, end);
    if (text.length <= longestRow) return { text };
  }
  const whole = decode(bytes, start, Math.min(end, start + longest + 4));
  const last = whole.charCodeAt(longestRow - 1);
  const kept = last >= 0xd800 && last < 0xdc00 ? longestRow - 1 : longestRow;
  return { text: whole.slice(0, kept), cut: (units ?? unitsIn(bytes, start, end)) - kept };
}

/** How many UTF-16 units the bytes decode to. */
function unitsIn(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let p = start; p < end; p++) units += unitsOfByte(bytes[p] ?? 0);
  return units;
}

/** Long strings of a text by their offsets, which need not be read again. */
type Long = ReadonlyMap<number, LongToken>;

/** The offset after the member name at `at`, quotes included; `undefined` for a value without a name. */
export function nameEnd(bytes: Uint8Array, at: number, long?: Long): number | undefined {
  if (bytes[at] !== char.quote) return undefined;
  const end = long?.get(at)?.end ?? stringEnd(bytes, at);
  return !isFault(end) && bytes[skipSpace(bytes, end)] === char.colon ? end : undefined;
}

/** The offset of the value itself, behind its member name if it has one. */
export function valueStart(bytes: Uint8Array, at: number, long?: Long): number {
  const end = nameEnd(bytes, at, long);
  return end === undefined ? at : skipSpace(bytes, skipSpace(bytes, end) + 1);
}
