import { isSettled } from '../exchange';
import { parseRow, type HistoryRow } from './row';

type Mask = (text: string) => string;

/** A row as it was read, without the keys that an earlier version may have written into it. */
interface KeylessRow {
  /** Undefined for what is no row of ours. */
  readonly row: HistoryRow | undefined;
  /** What may replace its text. Rows of runs that go on, and rows that cannot be read here, are as they were. */
  readonly onDisk: string;
}

export function keylessRow(there: string, mask: Mask): KeylessRow {
  const text = mask(there);
  const row = parseRow(text);
  return { row, onDisk: row && isSettled(row.exchange) ? text : there };
}

/** Masks only the rows of a batch. The lines between them are bodies, which are masked when they are read. */
export const keylessBatch = (text: string, mask: Mask): string =>
  text
    .split('\n')
    .map(line => (line.startsWith('{') ? keylessRow(line, mask).onDisk : line))
    .join('\n');
