import { isRecord } from '../common/shape';
import { untold } from './diagnosisShape';
import type { HistoryRow } from './row';

/** Far above what is ever written into one file of rows; a longer one is not ours, and is not read. */
export const longestFile = 32 * 1024 * 1024;

/** In bytes. What a person may type has no bound, and what is written has to be read again. */
const longestRow = 30 * 1024 * 1024;

/** In letters, of those texts that are not left as they are. */
const mostOfText = 10_000;

/** A row as it is written: whole, or where that would be too long for any file, without the rest of long texts. */
export function rowText(row: HistoryRow, mask: (text: string) => string): string {
  const whole = textOf(row);
  const text = isTooLong(whole) ? textOf(cutIn({ ...row, cut: true })) : whole;
  return mask((isTooLong(text) ? textOf(barest(row)) : text) ?? '');
}

/** Undefined for one that no text can hold. */
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

/** @param depth how much deeper it may go: what prints a row again recurses over it */
function cutIn(value: unknown, depth = 100): unknown {
  if (typeof value === 'string')
    return value.length > mostOfText ? `${value.slice(0, mostOfText)}…` : value;
  const inner = (each: unknown) => (depth > 0 ? cutIn(each, depth - 1) : '…');
  if (Array.isArray(value)) return value.map(inner);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inner(each)]));
}

/** With so many values that even their beginnings are too long. */
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
