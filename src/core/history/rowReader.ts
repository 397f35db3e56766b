import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { isChargeUnknown } from './isChargeUnknown';
import { Emitter, type Event } from '../common/event';
import { Patience } from '../common/patience';
import type { StartTimer } from '../common/unhurried';
import { isSettled } from '../exchange';
import type { NewRows } from './historyStore';
import { goesOn, interrupted, type Surroundings } from './interrupted';
import type { Journal } from './journal';
import type { HistoryRow } from './row';
import type { HistoryChange, SortedRows } from './sortedRows';

interface ReaderOptions extends Surroundings {
  readonly failed: (failure: unknown) => void;
  readonly leftOut?: (rows: number) => void;
  readonly startTimer?: StartTimer;
  /** Resolves when other work that waits has had its turn. */
  readonly pause?: () => Promise<unknown>;
}

interface RowListeners {
  /** Never called without a change. */
  changed(change: HistoryChange): void;
  /** The first reading has ended, or has failed. */
  loaded(): Promise<void>;
}

/** The reading of the folder: when its newest rows are there, and when all are. */
interface Loading {
  readonly newest: Promise<void>;
  readonly all: Promise<void>;
}

/** How many of the newest rows are checked again after they ended: another window may still have written them. */
const newest = 100;

/** How long (ms) the older rows wait once the newest are there: those are on the screen by then. */
const drawnMs = 500;

/** How many rows are taken before other work has its turn: some milliseconds, as whoever shows rows looks at each. */
const part = 250;

/** Adds the rows of other windows, and of earlier ones, to those of this window. */
export class RowReader {
  readonly #rows: SortedRows;
  readonly #journal: Journal;
  readonly #options: ReaderOptions;
  readonly #listeners: RowListeners;
  readonly #read: Emitter<readonly HistoryRow[]>;
  /** Ends when somebody waits for all rows. */
  readonly #patience: Patience;
  /** Runs that were removed while the folder is being read: the reading may still find them. */
  readonly #forgotten = new Set<string>();
  #loading: Loading | undefined;
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
    this.#patience = new Patience(options.startTimer);
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

  /** The older rows are not read any more unless somebody asks for them. */
  close(): void {
    this.#patience.stopClock();
  }

  load(): Promise<void> {
    this.#patience.end();
    return this.#load().all;
  }

  loadNewest(): Promise<void> {
    return this.#load().newest;
  }

  #load(): Loading {
    if (this.#loading) return this.#loading;
    let tell = (): void => undefined;
    const newest = new Promise<void>(resolve => (tell = resolve));
    const all = this.#readAll(tell).finally(tell);
    return (this.#loading = { newest, all });
  }

  /** @param tell called when the newest rows are there */
  async #readAll(tell: () => void): Promise<void> {
    try {
      const early: string[] = [];
      const rows = await this.#journal.readAll(newest => {
        early.push(...this.#showEarly(newest));
        tell();
        return this.#patience.wait(drawnMs);
      });
      early.push(...(await this.#showMost(rows)));
      const change = await this.#conclude(rows, { rows, gone: [] }, early);
      this.#isLoaded = true;
      this.#isFailing = false;
      this.#tellChange(change);
      // The newest were read a while ago: their windows may have ended them since.
      if (this.#rows.goingOn().some(row => !this.#isOwn(row))) void this.refresh();
    } catch (failure) {
      // The folder may become readable again: the next call tries again.
      this.#loading = undefined;
      this.#tellFailure(failure);
    }
    await this.#listeners.loaded();
  }

  /**
   * Takes the newest rows while the others are read. Runs that may have been cut off wait: all that their windows wrote
   * has to be read first.
   */
  #showEarly(newest: readonly HistoryRow[]): readonly string[] {
    const { rows } = this.#absorb({
      rows: newest.filter(({ exchange }) => isSettled(exchange)),
      gone: [],
    });
    this.#tellChange({ rows, gone: [] });
    return idsOf(rows);
  }

  /** Takes rows part by part, but for the last of them. */
  async #showMost(rows: readonly HistoryRow[]): Promise<readonly string[]> {
    const { pause = () => setImmediate() } = this.#options;
    const ids: string[] = [];
    for (let start = 0; start + part < rows.length; start += part) {
      await pause();
      ids.push(...this.#showEarly(rows.slice(start, start + part)));
    }
    return ids;
  }

  /** The older rows follow the newest at rest; what others have written since is read at once. */
  catchUp(): Promise<void> {
    return this.#isLoaded ? this.refresh() : this.loadNewest();
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
    this.#tellChange(await this.#conclude(found.rows, found));
  }

  /** Ids of rows that another window may write again. */
  #changing(): readonly string[] {
    const ended = [...this.#rows.newest(newest), ...this.#rows.chargeUnknown()].filter(row =>
      isSettled(row.exchange),
    );
    const elsewhere = this.#rows.goingOn().filter(row => !this.#isOwn(row));
    return [...new Set(idsOf([...ended, ...elsewhere]))];
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

  /** @returns the rows that are new or changed, and those that were removed */
  #absorb({ rows, gone }: NewRows): HistoryChange {
    const removed = gone.flatMap(id => (this.#isGone(id) ? (this.#rows.delete(id) ?? []) : []));
    const news = rows.filter(row => this.#isNews(row));
    this.#rows.setAll(news);
    return { rows: news, gone: removed };
  }

  /**
   * @param early ids of rows that were taken, and told, before all were read
   * @returns what has changed, but for those
   */
  async #conclude(
    read: readonly HistoryRow[],
    found: NewRows,
    early: readonly string[] = [],
  ): Promise<HistoryChange> {
    const { rows, gone } = this.#absorb(found);
    await this.#forgetAgain(read);
    const cut = await this.#interruptCut();
    const changed = this.#rowsOf([...idsOf(rows), ...idsOf(cut.rows)]);
    this.#read.fire(this.#rowsOf([...early, ...idsOf(changed)]));
    this.#tellLeftOut();
    return { rows: changed, gone: [...gone, ...cut.gone] };
  }

  #rowsOf(ids: readonly string[]): readonly HistoryRow[] {
    return [...new Set(ids)].flatMap(id => this.#rows.get(id) ?? []);
  }

  #tellChange(change: HistoryChange): void {
    if (change.rows.length + change.gone.length > 0) this.#listeners.changed(change);
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

  /** Ends the rows of windows that are gone. */
  async #interruptCut(): Promise<HistoryChange> {
    const orphans = this.#orphans();
    if (orphans.length === 0) return { rows: [], gone: [] };
    // Their windows may have written once more before they closed; nobody writes to these files any more.
    const { rows, gone } = this.#absorb(await this.#journal.readNew(orphans));
    const cut = this.#orphans().filter(id => orphans.includes(id));
    for (const id of cut) {
      const row = this.#rows.get(id);
      if (!row) continue;
      const ended = interrupted(row, this.#options.failed);
      this.#rows.set(ended);
      // The journal reports a disk that refuses; the row can be shown all the same.
      await this.#journal.write(ended).catch(() => undefined);
    }
    return { rows: this.#rowsOf([...idsOf(rows), ...cut]), gone };
  }

  #orphans(): readonly string[] {
    const left = this.#rows
      .goingOn()
      .filter(row => !this.#isOwn(row) && !goesOn(row, this.#options));
    return idsOf(left);
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

const idsOf = (rows: readonly HistoryRow[]): readonly string[] =>
  rows.map(({ exchange }) => exchange.id);
