import type { Exchange } from '../exchange';
import type { LedgerEntry } from './ledgerEntry';
import { isChargeUnknown } from '../history/isChargeUnknown';

/** The updated entry of a run that has ended; undefined if nothing changes. A known charge is kept. */
export function settledBy(entry: LedgerEntry, exchange: Exchange): LedgerEntry | undefined {
  const { charged = entry.charged, balance, rows } = exchange.credits;
  const isUnknown = charged === undefined && isChargeUnknown(exchange);
  if (isUnknown && knowsEnd(entry)) return undefined;
  const { withdrawn: _, ...open } = entry;
  const settled: LedgerEntry = {
    ...(isUnknown || charged !== undefined ? open : entry),
    state: isUnknown ? 'unknown' : 'settled',
    ...(charged !== undefined && { charged }),
    ...(balance !== undefined && { balance }),
    ...(rows !== undefined && { rows }),
  };
  return isSame(settled, entry) ? undefined : settled;
}

/** The entry was written when the run ended, so without a charge it means that nothing was charged. */
export const knowsEnd = ({ state, withdrawn }: LedgerEntry): boolean =>
  state === 'settled' && withdrawn !== true;

const isSame = (one: LedgerEntry, other: LedgerEntry): boolean =>
  one.state === other.state &&
  one.charged === other.charged &&
  one.balance === other.balance &&
  one.rows === other.rows;
