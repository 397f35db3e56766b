import { isSettled } from '../exchange';
import type { HistoryRow } from '../history/row';
import type { LedgerEntry } from './ledgerEntry';
import { isChargeUnknown } from '../history/isChargeUnknown';
import { knowsEnd } from './settledBy';

/** What has to be told to whom, so that a row and a ledger entry of the same run say the same. */
export type Disagreement =
  /** The ledger knows less than the row. */
  | { readonly kind: 'tellLedger' }
  /** The row knows less than the ledger. */
  | { readonly kind: 'tellRow'; readonly row: HistoryRow };

/** A killed window may have written the one and not the other. Undefined where they agree, and while the run goes on. */
export function disagreement(entry: LedgerEntry, row: HistoryRow): Disagreement | undefined {
  const { exchange } = row;
  if (!isSettled(exchange)) return undefined;
  const { charged } = exchange.credits;
  if (entry.state === 'open' || (charged !== undefined && entry.charged === undefined))
    return { kind: 'tellLedger' };
  // What ended without a charge, and is known to have taken none, must not count as all that it could have taken.
  if (!isChargeUnknown(exchange))
    return entry.state === 'unknown' && entry.charged === undefined
      ? { kind: 'tellLedger' }
      : undefined;
  if (entry.withdrawn) return { kind: 'tellLedger' };
  if (!knowsEnd(entry)) return undefined;
  const credits = { ...exchange.credits, charged: entry.charged ?? 0, settledLater: true as const };
  return { kind: 'tellRow', row: { ...row, exchange: { ...exchange, credits } } };
}
