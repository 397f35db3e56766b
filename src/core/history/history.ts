import { Emitter, type Event } from '../common/event';
import { unhurried, type StartTimer } from '../common/unhurried';
import { isSettled } from '../exchange';
import { isTooLong, overBounds, type HistoryBounds } from './bounds';
import type { HistoryStore } from './historyStore';
import type { Surroundings } from './interrupted';
import { Journal } from './journal';
import type { HistoryRow } from './row';
import { RowReader } from './rowReader';
import { SortedRows, type HistoryChange } from './sortedRows';

export interface HistoryOptions extends Surroundings {
  readonly store: HistoryStore;
  /** Read at each pruning: a setting may have changed. */
  readonly bounds: () => HistoryBounds;
  readonly failed: (failure: unknown) => void;
  /** Called once, with the number of rows that cannot be read; they stay on disk. */
  readonly leftOut?: (rows: number) => void;
  /** For background work; returns what stops it. Default: `setTimeout` that does not keep the process alive. */
  readonly startTimer?: StartTimer;
  /** Resolves when other work that waits has had its turn. Default: `setImmediate`. */
  readonly pause?: () => Promise<unknown>;
}

/** Delay before a free run's row is written (ms); a crash within it loses the row. */
const writeDelayMs = 250;

/**
 * Delay (ms) before a window that has written rows reads those of others, and tries again what the disk refused. So the
 * bounds hold although nobody opens History, and neither the start of the editor nor the first run has to wait.
 */
const firstLoadMs = 30_000;

/** All runs, newest first, kept across reloads. Rows of other windows are read with the first `load` or `refresh`. */
export class History {
  readonly #options: HistoryOptions;
  readonly #rows = new SortedRows();
  readonly #changed: Emitter<HistoryChange>;
  readonly #journal: Journal;
  readonly #reader: RowReader;
  readonly #alsoCleared: (() => Promise<void>)[] = [];
  #endsSoon = false;
  #timer: NodeJS.Timeout | undefined;
  #flushing = Promise.resolve();
  #stopLooking: (() => void) | undefined;
  #closed = false;

  constructor(options: HistoryOptions) {
    const { failed } = options;
    this.#options = options;
    this.#changed = new Emitter(failed);
    this.#journal = new Journal(options.store, failed);
    this.#reader = new RowReader(this.#rows, this.#journal, options, {
      changed: change => this.#changed.fire(change),
      loaded: async () => {
        await this.#prune();
        await this.#journal.clean(options.alive, options.now()).catch(failed);
      },
    });
  }

  /** Fires with what has changed, so that whoever shows thousands of rows looks at those only. */
  get onDidChange(): Event<HistoryChange> {
    return this.#changed.event;
  }

  /** Fires with rows that were read from disk; those of runs that were cut off are `interrupted` already. */
  get onDidRead(): Event<readonly HistoryRow[]> {
    return this.#reader.onDidRead;
  }

  /** Reads the rows on disk; runs whose window is gone become `interrupted`. Never rejects. */
  load(): Promise<void> {
    return this.#reader.load();
  }

  /** Resolves as soon as the newest rows are there; the others follow when those are on the screen. Never rejects. */
  loadNewest(): Promise<void> {
    return this.#reader.loadNewest();
  }

  /** The row of a run, read if it has to be. Waits for no more rows than it takes to find it. Never rejects. */
  async find(id: string): Promise<HistoryRow | undefined> {
    if (!this.get(id)) await this.loadNewest();
    if (!this.get(id)) await this.load();
    return this.get(id);
  }

  /** Reads what other windows have written since the last call, and forgets what they have removed. Never rejects. */
  refresh(): Promise<void> {
    return this.#reader.refresh();
  }

  /** What a view does when it is shown: like `refresh`, or `loadNewest` if nothing has been read. Never rejects. */
  catchUp(): Promise<void> {
    return this.#reader.catchUp();
  }

  /** Whether all rows on disk could be read so far. */
  get isWhole(): boolean {
    return this.#journal.leftOut() === 0;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Newest first. */
  rows(): readonly HistoryRow[] {
    return this.#rows.all();
  }

  get(id: string): HistoryRow | undefined {
    return this.#rows.get(id);
  }

  /** Rows of runs that have not ended, here or elsewhere, in no order. */
  goingOn(): readonly HistoryRow[] {
    return this.#rows.goingOn();
  }

  /** Rows of runs of which nobody knows what they cost, newest first. */
  chargeUnknown(): readonly HistoryRow[] {
    return this.#rows.chargeUnknown();
  }

  /** The rows that came from a run by a fix or by *Send again*, newest first. */
  cameFrom(id: string): readonly HistoryRow[] {
    return this.#rows.cameFrom(id);
  }

  /** Keeps the row; resolves when it is on disk. Rejects if that fails now; it is tried again later. */
  record(row: HistoryRow): Promise<void> {
    this.#keep(row);
    return this.#journal.write(row);
  }

  /** The same, but without waiting until it would survive a loss of power. */
  recordFast(row: HistoryRow): Promise<void> {
    this.#keep(row);
    return this.#journal.write(row, { durable: false });
  }

  /** Keeps the row of a run that has ended, and writes it with its body in the next turn, into files of its own. */
  recordEnd(row: HistoryRow): void {
    this.#keep(row);
    this.#journal.writeAloneLater(row);
    if (this.#endsSoon) return;
    this.#endsSoon = true;
    setImmediate(() => {
      this.#endsSoon = false;
      this.#flushing = this.#flushing.then(() => this.#journal.writeAlone());
    });
  }

  /** Whether the latest state of a run is in its file, or the run is gone. */
  isKept(id: string): boolean {
    return !this.#journal.isDue(id);
  }

  /** Keeps the row and writes its latest state after a short delay. For free runs: a crash may lose it. */
  recordLater(row: HistoryRow): void {
    this.#keep(row);
    this.#journal.writeLater(row);
  }

  /** Writes the body of a run, unless it is too long to be kept. */
  async recordBody(id: string, bytes: Uint8Array): Promise<void> {
    if (isTooLong(bytes, this.#options.bounds())) return;
    await this.#journal.writeBody(id, bytes);
    await this.#prune();
  }

  /** Keeps the body of a run that was recorded by `recordLater` or `recordEnd`. */
  recordBodyLater(id: string, bytes: Uint8Array): void {
    const row = this.#rows.get(id);
    if (!row || isTooLong(bytes, this.#options.bounds())) return;
    this.#journal.writeBodyLater(row, bytes);
    this.#soon();
  }

  readBody(id: string): Promise<Uint8Array | undefined> {
    return this.#journal.readBody(id);
  }

  /** What is to be emptied before the rows are removed, whenever History is cleared. */
  alsoClear(work: () => Promise<void>): void {
    this.#alsoCleared.push(work);
  }

  /** Removes all runs but those that are still going on. */
  async clear(): Promise<void> {
    await this.refresh();
    const others = await Promise.allSettled(this.#alsoCleared.map(work => work()));
    await this.#remove(this.rows().filter(row => isSettled(row.exchange)));
    for (const each of others) if (each.status === 'rejected') throw each.reason;
  }

  /** Resolves when everything recorded so far is on disk, or could not be written and stays due. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#flushing = this.#flushing
      // Pruned first, so that no row is written only to be removed. The bounds count the rows of all windows.
      .then(() => (this.#reader.isLoaded && !this.#closed ? this.refresh() : undefined))
      .then(() => this.#prune())
      .then(() => this.#journal.flush())
      .then(() => this.#lookLater()));
  }

  /** Flushes; no background work begins afterwards. */
  close(): Promise<void> {
    this.#closed = true;
    this.#stopLooking?.();
    this.#reader.close();
    return this.flush();
  }

  #lookLater(): void {
    const isNeeded = this.#journal.isDue() || (!this.#reader.isAsked && this.#rows.size > 0);
    if (this.#closed || this.#stopLooking || !isNeeded) return;
    const { startTimer = unhurried } = this.#options;
    this.#stopLooking = startTimer(() => this.#look(), firstLoadMs);
  }

  #look(): void {
    this.#stopLooking = undefined;
    // Reading the folder takes a moment, and no run should have to wait for it.
    const isQuiet = this.#rows.goingOn().length === 0;
    if (isQuiet && !this.#reader.isAsked) void this.load();
    if (this.#journal.isDue()) void this.flush();
    else this.#lookLater();
  }

  #keep(row: HistoryRow): void {
    this.#rows.set(row);
    this.#soon();
    this.#changed.fire({ rows: [row], gone: [] });
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.flush(), writeDelayMs);
  }

  async #prune(): Promise<void> {
    const { bounds, failed } = this.#options;
    await this.#remove(overBounds(this.#rows, bounds())).catch(failed);
  }

  /** Removes all rows that it can, then rejects if one could not be removed. */
  async #remove(rows: readonly HistoryRow[]): Promise<void> {
    if (rows.length === 0) return;
    const gone = rows.flatMap(({ exchange: { id } }) => {
      this.#reader.forget(id);
      return this.#rows.delete(id) ?? [];
    });
    const failures: unknown[] = [];
    for (const { exchange } of rows)
      await this.#journal.remove(exchange.id).catch((failure: unknown) => failures.push(failure));
    this.#changed.fire({ rows: [], gone });
    if (failures.length > 0) throw failures[0];
  }
}
