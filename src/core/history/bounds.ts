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

/** The settled rows beyond the bounds. @param rows newest first */
export function overBounds(
  rows: readonly HistoryRow[],
  { rows: most, bytes }: HistoryBounds,
): readonly HistoryRow[] {
  let count = 0;
  let size = 0;
  return rows.filter(({ exchange }) => {
    const { body } = exchange;
    count += 1;
    size += Math.min(body.held ?? body.bytes, bytes / longestPart);
    return isSettled(exchange) && (count > most || size > bytes);
  });
}
