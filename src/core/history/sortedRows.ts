import type { HistoryRow } from './row';

/** Rows by id, and newest first. Each step of a run sets a row, so thousands of rows are not sorted again for it. */
export class SortedRows {
  readonly #rows = new Map<string, HistoryRow>();
  #sorted: readonly HistoryRow[] | undefined;

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): HistoryRow | undefined {
    return this.#rows.get(id);
  }

  /** Newest first. */
  all(): readonly HistoryRow[] {
    return (this.#sorted ??= [...this.#rows.values()].sort(byStart));
  }

  set(row: HistoryRow): void {
    const before = this.#rows.get(row.exchange.id);
    this.#rows.set(row.exchange.id, row);
    this.#sorted &&= placed(this.#sorted, before, row);
  }

  delete(id: string): boolean {
    this.#sorted = undefined;
    return this.#rows.delete(id);
  }
}

/** The sorted rows with this one at its place; undefined if they have to be sorted again. */
function placed(
  sorted: readonly HistoryRow[],
  before: HistoryRow | undefined,
  row: HistoryRow,
): readonly HistoryRow[] | undefined {
  const at = before
    ? sorted.indexOf(before)
    : sorted.findIndex(each => each.exchange.startedAt < row.exchange.startedAt);
  if (!before) return sorted.toSpliced(at < 0 ? sorted.length : at, 0, row);
  return at < 0 || before.exchange.startedAt !== row.exchange.startedAt
    ? undefined
    : sorted.with(at, row);
}

/** ISO 8601 in UTC sorts as text. */
function byStart({ exchange: a }: HistoryRow, { exchange: b }: HistoryRow): number {
  if (a.startedAt === b.startedAt) return 0;
  return a.startedAt < b.startedAt ? 1 : -1;
}
