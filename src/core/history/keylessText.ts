import { isSettled } from '../exchange';
import { parseRow } from './row';

type Mask = (text: string) => string;

/** The text of a file of rows, which an earlier version may have written with keys. */
interface KeylessText {
  /** Without keys; nothing else is read. */
  readonly text: string;
  /** What may lie in its place: rows that go on, and those that are not read here, are left to who writes them. */
  readonly onDisk: string;
}

export const inOwnFile = (text: string, mask: Mask): KeylessText => join([keyless(text, mask)]);

/** The lines between the rows are answers, from which keys are taken as they are read. */
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
