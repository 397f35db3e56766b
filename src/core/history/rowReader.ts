import { isDeepStrictEqual } from 'node:util';
import { isChargeUnknown } from './isChargeUnknown';
import { Emitter, type Event } from '../common/event';
import { isSettled } from '../exchange';
import type { NewRows } from './historyStore';
import { goesOn, interrupted, type Surroundings } from './interrupted';
import type { Journal } from './journal';
import type { HistoryRow } from './row';
import type { SortedRows } from './sortedRows';

interface ReaderOptions extends Surroundings {
  readonly failed: (failure: unknown) => void;
  readonly leftOut?: (rows: number) => void;
}

interface RowListeners {
  /** Any row may have changed. */
  changed(): void;
  /** The first reading has ended, or has failed. */
  loaded(): Promise<void>;
}

/** How many of the newest rows are checked again after they ended: another window may still have written them. */
const newest = 100;

/** Adds the rows of other windows, and of earlier ones, to those of this window. */
export class RowReader {
  readonly #rows: SortedRows;
  readonly #journal: Journal;
  readonly #options: ReaderOptions;
  readonly #listeners: RowListeners;
  readonly #read: Emitter<readonly HistoryRow[]>;
  /** Runs that were removed while the folder is being read: the reading may still find them. */
  readonly #forgotten = new Set<string>();
  #loading: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #isLoaded = false;
  #isFailing = false;
  #hasToldLeftOut = false;

  constructor(rows: SortedRows, journal: Journal, options: ReaderOptions, listeners: RowListeners) {
    this.#rows = rows;
    this.#journal = journal;
    this.#options = options;
    this.#listeners = listeners;
    this.#read = new Emitter(options.failed);
  }

  get onDidRead(): Event<readonly HistoryRow[]> {
    return this.#read.event;
  }

  get isAsked(): boolean {
    return this.#loading !== undefined;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** Keeps a removed run from coming back with the reading under way. */
  forget(id: string): void {
    this.#forgotten.add(id);
  }

  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<void> {
    try {
      const rows = await this.#journal.readAll();
      await this.#conclude(rows, this.#absorb({ rows, gone: [] }));
      this.#isLoaded = true;
      this.#isFailing = false;
    } catch (failure) {
      // The folder may become readable again: the next call tries again.
      this.#loading = undefined;
      this.#tellFailure(failure);
    }
    this.#listeners.changed();
    await this.#listeners.loaded();
  }

  /** Readings follow one after the other; each includes all that was written before the call. */
  refresh(): Promise<void> {
    if (!this.#isLoaded) return this.load();
    return (this.#next ??= this.#last.then(() => {
      this.#next = undefined;
      return (this.#last = this.#refresh().then(
        () => void (this.#isFailing = false),
        (failure: unknown) => this.#tellFailure(failure),
      ));
    }));
  }

  async #refresh(): Promise<void> {
    const found = await this.#journal.readNew(this.#changing());
    const ids = this.#absorb(found);
    const changed = await this.#conclude(found.rows, ids);
    if (changed + found.gone.length > 0) this.#listeners.changed();
  }

  /** Ids of rows that another window may write again. */
  #changing(): readonly string[] {
    return this.#rows
      .all()
      .filter((row, index) =>
        isSettled(row.exchange)
          ? index < newest || isChargeUnknown(row.exchange)
          : !this.#isOwn(row),
      )
      .map(({ exchange }) => exchange.id);
  }

  #isGone(id: string): boolean {
    const row = this.#rows.get(id);
    if (!row || this.#journal.isDue(id)) return false;
    return isSettled(row.exchange) || !this.#isOwn(row);
  }

  #isOwn({ owner }: HistoryRow): boolean {
    const { window } = this.#options;
    return owner.pid === window.pid && owner.window === window.id;
  }

  /** @returns ids of the rows that are new or changed */
  #absorb({ rows, gone }: NewRows): readonly string[] {
    for (const id of gone) if (this.#isGone(id)) this.#rows.delete(id);
    const news = rows.filter(row => this.#isNews(row));
    for (const row of news) this.#rows.set(row);
    return news.map(({ exchange }) => exchange.id);
  }

  /** @returns how many rows have changed */
  async #conclude(read: readonly HistoryRow[], ids: readonly string[]): Promise<number> {
    await this.#forgetAgain(read);
    const changed = new Set([...ids, ...(await this.#interruptCut())]);
    const rows = [...changed].flatMap(id => this.#rows.get(id) ?? []);
    this.#read.fire(rows);
    this.#tellLeftOut();
    return changed.size;
  }

  #isNews(row: HistoryRow): boolean {
    const { id } = row.exchange;
    const known = this.#rows.get(id);
    if (this.#forgotten.has(id) || this.#journal.isDue(id)) return false;
    if (!known) return true;
    if (isDeepStrictEqual(row, known)) return false;
    if (!isSettled(row.exchange)) return !isSettled(known.exchange) && !this.#isOwn(known);
    // A window knows its own runs better than the disk does, but for a charge that another window learned later.
    return !this.#isOwn(known) || isChargeUnknown(known.exchange);
  }

  async #forgetAgain(read: readonly HistoryRow[]): Promise<void> {
    for (const { exchange } of read)
      if (this.#forgotten.has(exchange.id))
        await this.#journal.remove(exchange.id).catch(this.#options.failed);
    this.#forgotten.clear();
  }

  /** Ends the rows of windows that are gone. @returns the ids of rows that have changed */
  async #interruptCut(): Promise<readonly string[]> {
    const orphans = this.#orphans();
    if (orphans.length === 0) return [];
    // Their windows may have written once more before they closed; nobody writes to these files any more.
    const changed = this.#absorb(await this.#journal.readNew(orphans));
    const cut = this.#orphans().filter(id => orphans.includes(id));
    for (const id of cut) {
      const row = this.#rows.get(id);
      if (!row) continue;
      const ended = interrupted(row, this.#options.failed);
      this.#rows.set(ended);
      // The journal reports a disk that refuses; the row can be shown all the same.
      await this.#journal.write(ended).catch(() => undefined);
    }
    return [...changed, ...cut];
  }

  #orphans(): readonly string[] {
    const rows = this.#rows.all().filter(({ exchange }) => !isSettled(exchange));
    return rows
      .filter(row => !this.#isOwn(row) && !goesOn(row, this.#options))
      .map(({ exchange }) => exchange.id);
  }

  /** Reports once, until the folder can be read again. */
  #tellFailure(failure: unknown): void {
    if (!this.#isFailing) this.#options.failed(failure);
    this.#isFailing = true;
  }

  #tellLeftOut(): void {
    const count = this.#journal.leftOut();
    if (count === 0 || this.#hasToldLeftOut) return;
    this.#hasToldLeftOut = true;
    this.#options.leftOut?.(count);
  }
}
