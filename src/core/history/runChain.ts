import type { HistoryRow } from './row';

/** The neighbours of a run in a chain of runs, each made from the one before by a fix or by *Send again*. */
export interface RunChain {
  /** The run that this one came from, if it is still kept. */
  readonly before?: HistoryRow;
  /** The last run that came from this one; absent for the last one itself. */
  readonly newest?: HistoryRow;
}

interface LinkedRows {
  get(id: string): HistoryRow | undefined;
  /** The rows that came from a run, newest first. */
  cameFrom(id: string): readonly HistoryRow[];
}

/** Looks at the rows of the chain only: the panel asks with each step of a run. */
export function runChainOf(rows: LinkedRows, id: string): RunChain {
  const origin = rows.get(id)?.after;
  const before = origin === undefined ? undefined : rows.get(origin);
  const newest = newestOf(rows, id);
  return { ...(before && { before }), ...(newest && { newest }) };
}

function newestOf(rows: LinkedRows, id: string): HistoryRow | undefined {
  // Rows are files, and files are untrusted input: they may name each other in a circle.
  const seen = new Set([id]);
  const next = (from: string) => rows.cameFrom(from).find(row => !seen.has(row.exchange.id));
  let newest: HistoryRow | undefined;
  for (let row = next(id); row; row = next(row.exchange.id)) {
    seen.add(row.exchange.id);
    newest = row;
  }
  return newest;
}
