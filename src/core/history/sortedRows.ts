import { isSettled } from '../exchange';
import { bytesOf } from './bounds';
import { isChargeUnknown } from './isChargeUnknown';
import type { HistoryRow } from './row';

/** What has changed: rows that are new or have moved on, as they are now, and rows that are kept no longer. */
export interface HistoryChange {
  readonly rows: readonly HistoryRow[];
  readonly gone: readonly HistoryRow[];
}

/** With more rows at once it is quicker to sort all of them again than to put each at its place. */
const mostPlaced = 100;

/**
 * Rows by id, and newest first. Each step of a run sets a row, so whoever needs a few of thousands finds them here without
 * looking at all: those that go on, those whose charge is unknown, and those that came from a run.
 */
export class SortedRows {
  readonly #rows = new Map<string, HistoryRow>();
  readonly #goingOn = new Map<string, HistoryRow>();
  readonly #chargeUnknown = new Map<string, HistoryRow>();
  /** By the id that the rows name as `after`. */
  readonly #cameFrom = new Map<string, Map<string, HistoryRow>>();
  #bytes = 0;
  #sorted: HistoryRow[] | undefined = [];
  /** Somebody holds the sorted rows: they must not change any more. */
  #isLent = false;

  get size(): number {
    return this.#rows.size;
  }

  /** The bytes of all bodies. */
  get bytes(): number {
    return this.#bytes;
  }

  get(id: string): HistoryRow | undefined {
    return this.#rows.get(id);
  }

  /** Newest first. */
  all(): readonly HistoryRow[] {
    this.#isLent = true;
    return this.#inOrder();
  }

  /** The newest rows, the latest first. */
  newest(count: number): readonly HistoryRow[] {
    return this.#inOrder().slice(0, count);
  }

  /** Rows of runs that have not ended, in no order. */
  goingOn(): readonly HistoryRow[] {
    return [...this.#goingOn.values()];
  }

  /** Rows of runs of which nobody knows what they cost, newest first. */
  chargeUnknown(): readonly HistoryRow[] {
    return [...this.#chargeUnknown.values()].sort(byStart);
  }

  /** The rows that came from a run, newest first. */
  cameFrom(id: string): readonly HistoryRow[] {
    return [...(this.#cameFrom.get(id)?.values() ?? [])].sort(byStart);
  }

  set(row: HistoryRow): void {
    const { id } = row.exchange;
    const before = this.#rows.get(id);
    this.#rows.set(id, row);
    this.#index(before, row);
    if (this.#sorted === undefined) return;
    const sorted = this.#own(this.#sorted);
    const at = before ? placeOf(sorted, before) : -1;
    if (before?.exchange.startedAt === row.exchange.startedAt) sorted[at] = row;
    else {
      if (before) sorted.splice(at, 1);
      insert(sorted, row);
    }
  }

  setAll(rows: readonly HistoryRow[]): void {
    if (rows.length > mostPlaced) this.#sorted = undefined;
    for (const row of rows) this.set(row);
  }

  delete(id: string): HistoryRow | undefined {
    const row = this.#rows.get(id);
    if (!row) return undefined;
    this.#rows.delete(id);
    this.#index(row, undefined);
    if (this.#sorted) {
      const sorted = this.#own(this.#sorted);
      sorted.splice(placeOf(sorted, row), 1);
    }
    return row;
  }

  #inOrder(): HistoryRow[] {
    return (this.#sorted ??= [...this.#rows.values()].sort(byStart));
  }

  #own(sorted: HistoryRow[]): HistoryRow[] {
    if (!this.#isLent) return sorted;
    this.#isLent = false;
    return (this.#sorted = [...sorted]);
  }

  #index(before: HistoryRow | undefined, row: HistoryRow | undefined): void {
    const { id } = (row ?? before)?.exchange ?? { id: '' };
    this.#bytes += (row ? bytesOf(row) : 0) - (before ? bytesOf(before) : 0);
    keep(this.#goingOn, id, row && !isSettled(row.exchange) ? row : undefined);
    keep(this.#chargeUnknown, id, row && isChargeUnknown(row.exchange) ? row : undefined);
    if (before?.after !== undefined && before.after !== row?.after) {
      const others = this.#cameFrom.get(before.after);
      others?.delete(id);
      if (others?.size === 0) this.#cameFrom.delete(before.after);
    }
    if (row?.after === undefined) return;
    const siblings = this.#cameFrom.get(row.after);
    if (siblings) siblings.set(id, row);
    else this.#cameFrom.set(row.after, new Map([[id, row]]));
  }
}

function keep(rows: Map<string, HistoryRow>, id: string, row: HistoryRow | undefined): void {
  if (row) rows.set(id, row);
  else rows.delete(id);
}

/** Puts a row at its place among rows that are newest first. */
export function insert(sorted: HistoryRow[], row: HistoryRow): void {
  const at = endOf(sorted, row);
  // Rows are read newest first, and `splice` copies all of them for each.
  if (at === sorted.length) sorted.push(row);
  else sorted.splice(at, 0, row);
}

/** The index of a row among rows that are newest first; it is there. */
export function placeOf(sorted: readonly HistoryRow[], row: HistoryRow): number {
  for (let at = endOf(sorted, row) - 1; at >= 0; at -= 1)
    if (sorted[at]?.exchange.id === row.exchange.id) return at;
  return -1;
}

/** The index behind all rows that are as new as this one, or newer. */
function endOf(sorted: readonly HistoryRow[], { exchange }: HistoryRow): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle]?.exchange.startedAt ?? '') < exchange.startedAt) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Compares rows so that the newest is first. ISO 8601 in UTC sorts as text. */
export function byStart({ exchange: a }: HistoryRow, { exchange: b }: HistoryRow): number {
  if (a.startedAt === b.startedAt) return 0;
  return a.startedAt < b.startedAt ? 1 : -1;
}
