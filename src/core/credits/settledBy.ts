import type { Exchange } from '../exchange';
import type { LedgerEntry } from './ledgerEntry';
import { isChargeUnknown } from '../history/isChargeUnknown';

/** The entry of a run that has ended; undefined where it says so already. A charge that is known stays known. */
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

/** Written as the run ended: also without a charge it says that nothing was taken. */
export const knowsEnd = ({ state, withdrawn }: LedgerEntry): boolean =>
  state === 'settled' && withdrawn !== true;

const isSame = (one: LedgerEntry, other: LedgerEntry): boolean =>
  one.state === other.state &&
  one.charged === other.charged &&
  one.balance === other.balance &&
  one.rows === other.rows;
