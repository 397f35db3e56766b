import type { Steps } from '../common/steps';
import { Numbers } from './numbers';
import type { Row } from './rows';
import { decode, longestRow } from './source';
import { bytesInStep } from './utf8';

/** Plain text from `start` on, a row for each line. Long lines are broken into several rows, so that none is cut. */
export class TextLines {
  readonly #bytes: Uint8Array;
  readonly #starts: Uint32Array;
  /** Offset of the first line. */
  readonly start: number;

  private constructor(bytes: Uint8Array, start: number, starts: Uint32Array) {
    this.#bytes = bytes;
    this.start = start;
    this.#starts = starts;
  }

  static *read(bytes: Uint8Array, start: number): Steps<TextLines> {
    return new TextLines(bytes, start, yield* lineStarts(bytes, start));
  }

  get count(): number {
    return this.#starts.length;
  }

  row(line: number): Row {
    const text = this.textOf(line).replace(/\r?\n$|\r$/, '');
    return { depth: 0, kind: 'text', text, nth: line + 1, of: this.count };
  }

  textOf(line: number): string {
    const end = this.#starts[line + 1] ?? this.#bytes.length;
    return decode(this.#bytes, this.#starts[line] ?? end, end);
  }

  /** The number of the line that holds this byte. */
  lineAt(offset: number): number {
    return lastAtMost(this.#starts, offset);
  }
}

function* lineStarts(bytes: Uint8Array, start: number): Steps<Uint32Array> {
  const starts = new Numbers((bytes.length - start) >> 5);
  if (start < bytes.length) starts.push(start);
  let last = start;
  for (let p = start; p < bytes.length; p++) {
    if (p % bytesInStep === 0) yield;
    const isLineEnd = bytes[p] === 0x0a;
    if (!isLineEnd && p + 1 - last < longestRow) continue;
    if (p + 1 >= bytes.length) break;
    // A character is not broken, unless it has more continuation bytes than any text has.
    const continues = ((bytes[p + 1] ?? 0) & 0xc0) === 0x80;
    if (!isLineEnd && continues && p - last <= longestRow + 4) continue;
    starts.push(p + 1);
    last = p + 1;
  }
  return starts.take();
}

/** Index of the last number that is at most `value`, in a rising list; 0 when there is none. */
export function lastAtMost(rising: Uint32Array, value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rising[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
