import type { HistoryRow } from './row';

/** Where a run stands among those that came of each other by fixes and by sending again. */
export interface RunChain {
  /** What this run came of, where it is still kept. */
  readonly before?: HistoryRow;
  /** The last one that came of this run; absent on the last one itself. */
  readonly newest?: HistoryRow;
}

/** @param rows newest first */
export function runChainOf(rows: readonly HistoryRow[], id: string): RunChain {
  const origin = rows.find(({ exchange }) => exchange.id === id)?.after;
  const before = rows.find(({ exchange }) => exchange.id === origin);
  const newest = newestOf(rows, id);
  return { ...(before && { before }), ...(newest && { newest }) };
}

function newestOf(rows: readonly HistoryRow[], id: string): HistoryRow | undefined {
  // Rows are files, and files are input: they may name each other in a circle.
  const seen = new Set([id]);
  const next = (from: string) => rows.find(row => row.after === from && !seen.has(row.exchange.id));
  let newest: HistoryRow | undefined;
  for (let row = next(id); row; row = next(row.exchange.id)) {
    seen.add(row.exchange.id);
    newest = row;
  }
  return newest;
}
