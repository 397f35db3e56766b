import { dayOf } from '../common/calendar';
import { parseEntries, weightOf, type LedgerEntry } from './ledgerEntry';
import type { LedgerStore, ReadUpTo } from './ledgerStore';
import { Totals } from './totals';

/** Sums of credits are counted in ten-thousandths: adding them up in binary is not exact. */
export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += Math.round(value * 10_000);
  return total / 10_000;
};

/** What has been read of a day, and the latest of each of its runs. */
interface Known {
  upTo: ReadUpTo | undefined;
  readonly entries: Map<string, LedgerEntry>;
}

/** What could be read of several days. */
export interface ReadDays {
  readonly entries: readonly LedgerEntry[];
  /** Days that could not be read, and why. */
  readonly unread: readonly string[];
  readonly failures: readonly unknown[];
}

/** All metered runs, by day; shared by every window, each of which appends to the same files. */
export class Ledger {
  readonly #store: LedgerStore;
  readonly #days = new Map<string, Known>();
  readonly #dayOfId = new Map<string, string>();
  /** Runs of this window: what it knows of them is newer than what it reads back. */
  readonly #own = new Set<string>();
  /** What is not in its file yet, by day, the latest of each run: a write that failed is tried again with the next one. */
  readonly #due = new Map<string, Map<string, LedgerEntry>>();
  #writing: Promise<unknown> = Promise.resolve();
  /** Kept as entries come: each run asks for them, and there may be thousands of entries. */
  readonly #spentOn = new Totals();
  readonly #spentBy = new Totals();

  constructor(store: LedgerStore) {
    this.#store = store;
  }

  /** Reads what has come to the file of a day since the last time, from this window or another. */
  async read(day: string): Promise<readonly LedgerEntry[]> {
    const known = this.#day(day);
    const { text, upTo } = await this.#store.read(day, known.upTo);
    known.upTo = upTo;
    for (const entry of parseEntries(text)) {
      if (this.#isNews(entry)) this.#take(day, entry);
    }
    return [...known.entries.values()];
  }

  /** Each for itself: a day that cannot be read does not hide the others. */
  async readEach(days: readonly string[]): Promise<ReadDays> {
    const entries: LedgerEntry[] = [];
    const unread: string[] = [];
    const failures: unknown[] = [];
    for (const day of days) {
      try {
        entries.push(...(await this.read(day)));
      } catch (failure) {
        unread.push(day);
        failures.push(failure);
      }
    }
    return { entries, unread, failures };
  }

  /** The latest of a run, where its day has been read or it was written here. */
  get(id: string): LedgerEntry | undefined {
    const day = this.#dayOfId.get(id);
    return day === undefined ? undefined : this.#day(day).entries.get(id);
  }

  /**
   * Counts at once; resolves when it is in the file. Rejects where that fails: then it stays due. A run stays in the day on
   * which it was let through; let through once more, it may be in another one too.
   */
  async write(entry: LedgerEntry): Promise<void> {
    const { id, at } = entry;
    const known = this.get(id)?.at === at ? this.#dayOfId.get(id) : undefined;
    const day = known ?? dayOf(at);
    this.#own.add(id);
    this.#take(day, entry);
    this.#due.set(day, new Map(this.#due.get(day)).set(id, entry));
    const written = this.flush();
    await written.catch(() => undefined);
    if (this.isDue(id)) await written;
  }

  /** Whether the latest of a run is known to this window only. */
  isDue(id: string): boolean {
    return [...this.#due.values()].some(entries => entries.has(id));
  }

  /** Writes what is due; rejects where some of it still is. */
  flush(): Promise<void> {
    const written = this.#writing.then(() => this.#writeDue());
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #writeDue(): Promise<void> {
    const failures: unknown[] = [];
    for (const [day, entries] of [...this.#due]) {
      const lines = [...entries.values()].map(entry => `${JSON.stringify(entry)}\n`);
      try {
        await this.#store.append(day, lines.join(''));
        this.#written(day, entries);
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** What a run has come to in the meantime is written next. */
  #written(day: string, entries: ReadonlyMap<string, LedgerEntry>): void {
    const left = [...(this.#due.get(day) ?? [])].filter(([id, each]) => entries.get(id) !== each);
    if (left.length > 0) this.#due.set(day, new Map(left));
    else this.#due.delete(day);
  }

  /** What may have been taken on a day, as far as it has been read. @param except A run that is left out. */
  spentOn(day: string, except?: string): number {
    const own = except !== undefined && this.#dayOfId.get(except) === day && this.get(except);
    return this.#spentOn.without(own ? weightOf(own) : 0, day);
  }

  /** The same of a window's session. */
  spentBy(session: string, except?: string): number {
    const own = except !== undefined && this.get(except);
    return this.#spentBy.without(own && own.session === session ? weightOf(own) : 0, session);
  }

  /** What is known of a day without reading. */
  known(day: string): readonly LedgerEntry[] {
    return [...(this.#days.get(day)?.entries.values() ?? [])];
  }

  /** Oldest first. */
  days(): Promise<readonly string[]> {
    return this.#store.days();
  }

  /** What this window wrote is newer than what it reads back, and a charge that was told stays told. */
  #isNews({ id, charged }: LedgerEntry): boolean {
    const known = this.get(id);
    if (charged === undefined && known?.charged !== undefined) return false;
    return !this.#own.has(id) || (charged !== undefined && known?.charged === undefined);
  }

  #day(day: string): Known {
    let known = this.#days.get(day);
    if (!known) this.#days.set(day, (known = { upTo: undefined, entries: new Map() }));
    return known;
  }

  #take(day: string, entry: LedgerEntry): void {
    const { entries } = this.#day(day);
    const before = entries.get(entry.id);
    if (before) this.#count(day, before, -1);
    this.#count(day, entry, 1);
    entries.set(entry.id, entry);
    // Whoever reads the days in another order has its latest all the same.
    if (!((this.#dayOfId.get(entry.id) ?? '') > day)) this.#dayOfId.set(entry.id, day);
  }

  #count(day: string, entry: LedgerEntry, times: 1 | -1): void {
    const weight = times * weightOf(entry);
    this.#spentOn.add(weight, day);
    this.#spentBy.add(weight, entry.session);
  }
}
