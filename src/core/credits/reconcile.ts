import { isSettled } from '../exchange';
import type { HistoryRow } from '../history/row';
import type { LedgerEntry } from './ledgerEntry';
import { isChargeUnknown } from '../history/isChargeUnknown';
import { knowsEnd } from './settledBy';

/** Which of the row and the ledger entry of a run must be updated from the other. */
export type Disagreement =
  /** The ledger knows less than the row. */
  | { readonly kind: 'tellLedger' }
  /** The row knows less than the ledger. */
  | { readonly kind: 'tellRow'; readonly row: HistoryRow };

/** Compares row and entry: a killed window may have written only one. Undefined if they agree, or the run goes on. */
export function disagreement(entry: LedgerEntry, row: HistoryRow): Disagreement | undefined {
  const { exchange } = row;
  if (!isSettled(exchange)) return undefined;
  const { charged } = exchange.credits;
  if (entry.state === 'open' || (charged !== undefined && entry.charged === undefined))
    return { kind: 'tellLedger' };
  // A run that is known to have cost nothing must not count with its whole estimate.
  if (!isChargeUnknown(exchange))
    return entry.state === 'unknown' && entry.charged === undefined
      ? { kind: 'tellLedger' }
      : undefined;
  if (entry.withdrawn) return { kind: 'tellLedger' };
  if (!knowsEnd(entry)) return undefined;
  const credits = { ...exchange.credits, charged: entry.charged ?? 0, settledLater: true as const };
  return { kind: 'tellRow', row: { ...row, exchange: { ...exchange, credits } } };
}
