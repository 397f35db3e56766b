import { dayOf, type Day } from '../../core/common/calendar';
import { Spending, type Spent } from '../../core/credits/spentIn';
import { insert, placeOf, type HistoryChange } from '../../core/history/sortedRows';
import type { HistoryRow } from '../../core/history/row';

/** What a change of rows can be seen in. */
export interface DaysChange {
  /** A day has come, or has gone. */
  days: boolean;
  /** Days that have a run more, or a run less. */
  readonly filled: Set<Day>;
  /** Ids of runs that have moved on. */
  readonly moved: Set<string>;
}

interface DayOfRuns {
  /** Newest first. */
  readonly rows: HistoryRow[];
  readonly spending: Spending;
}

interface PlacedRow {
  readonly day: Day;
  readonly row: HistoryRow;
}

/** The rows that pass the filter, by day and newest first, with what each day took. A change costs what has changed. */
export class DaysOfRuns {
  readonly #days = new Map<Day, DayOfRuns>();
  readonly #placed = new Map<string, PlacedRow>();
  #filter: ((row: HistoryRow) => boolean) | undefined;

  /** How many rows pass the filter. */
  get size(): number {
    return this.#placed.size;
  }

  /** Newest first. */
  get days(): readonly Day[] {
    return [...this.#days.keys()].sort().reverse();
  }

  rowsOf(day: Day): readonly HistoryRow[] {
    return this.#days.get(day)?.rows ?? [];
  }

  spentOn(day: Day): Spent {
    return this.#days.get(day)?.spending.total ?? { credits: 0, unknown: 0 };
  }

  dayOf(id: string): Day | undefined {
    return this.#placed.get(id)?.day;
  }

  /** The place of a run among those of its day, from 0; -1 for one that is not shown. */
  indexOf(id: string): number {
    const placed = this.#placed.get(id);
    return placed ? placeOf(this.rowsOf(placed.day), placed.row) : -1;
  }

  /** Begins anew. @param filter says which rows are shown; all of them without one */
  fill(rows: readonly HistoryRow[], filter?: (row: HistoryRow) => boolean): void {
    this.#filter = filter;
    this.#days.clear();
    this.#placed.clear();
    this.take({ rows, gone: [] });
  }

  take({ rows, gone }: HistoryChange): DaysChange {
    const change: DaysChange = { days: false, filled: new Set(), moved: new Set() };
    for (const { exchange } of gone) this.#remove(exchange.id, change);
    for (const row of rows) this.#put(row, change);
    return change;
  }

  #put(row: HistoryRow, change: DaysChange): void {
    const { id, startedAt } = row.exchange;
    const before = this.#placed.get(id);
    const isShown = this.#filter?.(row) !== false;
    if (isShown && before?.row.exchange.startedAt === startedAt) {
      this.#replace(before, row);
      change.moved.add(id);
      return;
    }
    this.#remove(id, change);
    if (isShown) this.#insert(row, change);
  }

  #replace({ day, row: before }: PlacedRow, row: HistoryRow): void {
    const { rows, spending } = this.#dayFor(day);
    rows[placeOf(rows, before)] = row;
    spending.remove(before.exchange);
    spending.add(row.exchange);
    this.#placed.set(row.exchange.id, { day, row });
  }

  #insert(row: HistoryRow, change: DaysChange): void {
    const day = dayOf(row.exchange.startedAt);
    change.days ||= !this.#days.has(day);
    change.filled.add(day);
    const { rows, spending } = this.#dayFor(day);
    insert(rows, row);
    spending.add(row.exchange);
    this.#placed.set(row.exchange.id, { day, row });
  }

  #remove(id: string, change: DaysChange): void {
    const placed = this.#placed.get(id);
    if (!placed) return;
    this.#placed.delete(id);
    const { rows, spending } = this.#dayFor(placed.day);
    rows.splice(placeOf(rows, placed.row), 1);
    spending.remove(placed.row.exchange);
    change.filled.add(placed.day);
    if (rows.length > 0) return;
    this.#days.delete(placed.day);
    change.days = true;
  }

  #dayFor(day: Day): DayOfRuns {
    const known = this.#days.get(day) ?? { rows: [], spending: new Spending() };
    this.#days.set(day, known);
    return known;
  }
}
