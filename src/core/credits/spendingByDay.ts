import { sum } from './ledger';
import { weightOf, type LedgerEntry } from './ledgerEntry';

export interface SpentOn {
  readonly operationId: string;
  readonly runs: number;
  /** Credits that answers told. */
  readonly charged: number;
  /** Runs without a known charge. */
  readonly unknown: number;
  /** The most credits that those may have cost. */
  readonly unknownUpTo: number;
}

/** What the runs of one day cost, by operation, the most expensive first. */
export function spentByOperation(entries: readonly LedgerEntry[]): readonly SpentOn[] {
  const by = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const list = by.get(entry.operationId);
    if (list) list.push(entry);
    else by.set(entry.operationId, [entry]);
  }
  return [...by]
    .map(([operationId, runs]) => ({ operationId, ...totalOf(runs) }))
    .sort((a, b) => b.charged + b.unknownUpTo - (a.charged + a.unknownUpTo));
}

/** What these runs cost together. */
export function totalOf(entries: readonly LedgerEntry[]): Omit<SpentOn, 'operationId'> {
  const untold = entries.filter(({ state }) => state !== 'settled');
  return {
    runs: entries.length,
    charged: sum(entries.map(({ charged = 0 }) => charged)),
    unknown: untold.length,
    unknownUpTo: sum(untold.map(weightOf)),
  };
}
