import { History, type HistoryOptions } from '../../../src/core/history/history';
import { at, own } from './rows';

/**
 * History as this window opens it a minute after the first row, with space for all that a case writes and no other window
 * that lives.
 */
export const historyOn = (
  parts: Pick<HistoryOptions, 'store' | 'failed'> & Partial<HistoryOptions>,
): History =>
  new History({
    bounds: () => ({ rows: 1_000, bytes: 10_000_000 }),
    window: own,
    alive: () => false,
    now: () => Date.parse(at(60)),
    ...parts,
  });
