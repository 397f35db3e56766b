import { isSettled } from '../exchange';
import type { HistoryRow } from './row';

/** How much is kept; the oldest rows go first. `bytes` counts bodies. */
export interface HistoryBounds {
  readonly rows: number;
  readonly bytes: number;
}

/** A body longer than a quarter of all bytes is not kept: one large answer must not push out all others. */
const longestPart = 4;

/** Whether a body is too long to be kept. */
export const isTooLong = (body: Uint8Array, { bytes }: HistoryBounds): boolean =>
  body.length > bytes / longestPart;

interface Rows {
  readonly size: number;
  /** The bytes of all bodies. */
  readonly bytes: number;
  /** Newest first. */
  all(): readonly HistoryRow[];
}

/** No body is longer. A file may say anything, and a sum that begins with too much loses what is added to it. */
const longestBody = 1e12;

/** How many bytes the body of a run takes. */
export const bytesOf = ({ exchange: { body } }: HistoryRow): number =>
  Math.min(body.held ?? body.bytes, longestBody);

/** The settled rows beyond the bounds. No row is looked at while all of them are within. */
export function overBounds(
  kept: Rows,
  { rows: most, bytes }: HistoryBounds,
): readonly HistoryRow[] {
  if (kept.size <= most && kept.bytes <= bytes) return [];
  let count = 0;
  let size = 0;
  return kept.all().filter(row => {
    count += 1;
    size += Math.min(bytesOf(row), bytes / longestPart);
    return isSettled(row.exchange) && (count > most || size > bytes);
  });
}
