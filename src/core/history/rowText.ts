import { isRecord } from '../common/shape';
import { untold } from './diagnosisShape';
import type { HistoryRow } from './row';

/** In bytes, above what we ever write into one file of rows. A longer file is not ours, and is not read. */
export const longestFile = 32 * 1024 * 1024;

/** In bytes. A user may type without a bound, but what is written has to be readable again. */
const longestRow = 30 * 1024 * 1024;

/** UTF-16 units that are kept of a long text, if the row is too long. */
const mostOfText = 10_000;

/** A row as it is written: whole or, if that is too long, with only the beginning of its long texts. */
export function rowText(row: HistoryRow, mask: (text: string) => string): string {
  const whole = textOf(row);
  const text = isTooLong(whole) ? textOf(cutIn({ ...row, cut: true })) : whole;
  return mask((isTooLong(text) ? textOf(barest(row)) : text) ?? '');
}

/** Undefined if the text is longer than a string can be. */
function textOf(row: unknown): string | undefined {
  try {
    return JSON.stringify(row);
  } catch (failure) {
    if (failure instanceof RangeError) return undefined;
    throw failure;
  }
}

const isTooLong = (text: string | undefined): boolean =>
  text === undefined || Buffer.byteLength(text) > longestRow;

/** Cuts long texts. @param depth how many levels are kept: printing the row recurses over them */
function cutIn(value: unknown, depth = 100): unknown {
  if (typeof value === 'string')
    return value.length > mostOfText ? `${value.slice(0, mostOfText)}…` : value;
  const inner = (each: unknown) => (depth > 0 ? cutIn(each, depth - 1) : '…');
  if (Array.isArray(value)) return value.map(inner);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inner(each)]));
}

/** For a row with so many values that even their beginnings are too long. */
function barest({ exchange, draft: { operationId }, ...row }: HistoryRow): HistoryRow {
  const { diagnosis: told, url, ...others } = exchange;
  const diagnosis = told && untold(told);
  return {
    ...row,
    cut: true,
    exchange: { ...others, url: url.slice(0, mostOfText), ...(diagnosis && { diagnosis }) },
    draft: { operationId, path: {}, query: {}, headers: {} },
  };
}
