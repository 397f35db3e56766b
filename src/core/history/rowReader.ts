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

interface Told {
  /** Any row may be another one now. */
  changed(): void;
  /** Everything has been read for the first time. */
  loaded(): Promise<void>;
}

/** Of rows that have ended, so many of the newest are looked at again: another window may still have written to them. */
const newest = 100;

/** Brings rows of other windows, and of earlier ones, among those of this window. */
export class RowReader {
  readonly #rows: SortedRows;
  readonly #journal: Journal;
  readonly #options: ReaderOptions;
  readonly #told: Told;
  readonly #read: Emitter<readonly HistoryRow[]>;
  /** Removed while the folder is being read: some of it may still lie there by then. */
  readonly #forgotten = new Set<string>();
  #loading: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #isLoaded = false;
  #isFailing = false;
  #hasToldLeftOut = false;

  constructor(rows: SortedRows, journal: Journal, options: ReaderOptions, told: Told) {
    this.#rows = rows;
    this.#journal = journal;
    this.#options = options;
    this.#told = told;
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

  /** Must not come back with what is being read. */
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
      // The person may give it back to us: whoever asks next tries again.
      this.#loading = undefined;
      this.#tellFailure(failure);
    }
    this.#told.changed();
    await this.#told.loaded();
  }

  /** One after the other: what had been written when it was asked for is there when it resolves. */
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
    if (changed + found.gone.length > 0) this.#told.changed();
  }

  /** Rows that another window may write anew. */
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

  /** @returns ids of the rows that are new or other ones now */
  #absorb({ rows, gone }: NewRows): readonly string[] {
    for (const id of gone) if (this.#isGone(id)) this.#rows.delete(id);
    const news = rows.filter(row => this.#isNews(row));
    for (const row of news) this.#rows.set(row);
    return news.map(({ exchange }) => exchange.id);
  }

  /** @returns how many rows are other ones now */
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
    // Of its own runs a window knows more than the disk, but for what a later answer has told another one.
    return !this.#isOwn(known) || isChargeUnknown(known.exchange);
  }

  async #forgetAgain(read: readonly HistoryRow[]): Promise<void> {
    for (const { exchange } of read)
      if (this.#forgotten.has(exchange.id))
        await this.#journal.remove(exchange.id).catch(this.#options.failed);
    this.#forgotten.clear();
  }

  /** Ends the rows of windows that are gone. @returns the ids of rows that are other ones now */
  async #interruptCut(): Promise<readonly string[]> {
    const orphans = this.#orphans();
    if (orphans.length === 0) return [];
    // Their windows may have written a last time before they went; nobody writes to those files any more.
    const changed = this.#absorb(await this.#journal.readNew(orphans));
    const cut = this.#orphans().filter(id => orphans.includes(id));
    for (const id of cut) {
      const row = this.#rows.get(id);
      if (!row) continue;
      const ended = interrupted(row, this.#options.failed);
      this.#rows.set(ended);
      // A disk that refuses is told of by the journal; what it holds can be shown all the same.
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

  /** Once, until the folder can be read again. */
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
