import { isSettled } from '../exchange';
import { parseRow } from './row';

type Mask = (text: string) => string;

/** The text of a file of rows without the keys that an earlier version may have written into it. */
interface KeylessText {
  /** Without keys; only this is parsed. */
  readonly text: string;
  /** What may replace the file. Rows of runs that go on, and rows that cannot be read here, are as they were. */
  readonly onDisk: string;
}

export const inOwnFile = (text: string, mask: Mask): KeylessText => join([keyless(text, mask)]);

/** Masks only the rows. The lines between them are bodies, which are masked when they are read. */
export const inBatch = (text: string, mask: Mask): KeylessText =>
  join(
    text
      .split('\n')
      .map(line => (line.startsWith('{') ? keyless(line, mask) : { text: line, onDisk: line })),
  );

function keyless(there: string, mask: Mask): KeylessText {
  const text = mask(there);
  if (text === there) return { text, onDisk: there };
  const row = parseRow(text);
  return { text, onDisk: row && isSettled(row.exchange) ? text : there };
}

const join = (parts: readonly KeylessText[]): KeylessText => ({
  text: parts.map(({ text }) => text).join('\n'),
  onDisk: parts.map(({ onDisk }) => onDisk).join('\n'),
});
