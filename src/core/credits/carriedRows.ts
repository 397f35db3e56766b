import type { Disposable } from '../common/event';
import { dayOf } from '../common/calendar';
import type { History } from '../history/history';
import { interrupted } from '../history/interrupted';
import { parseRow, type HistoryRow } from '../history/row';
import type { Ledger } from './ledger';
import { unhurried } from '../common/unhurried';
import type { LedgerEntry } from './ledgerEntry';
import type { SpendingBook } from './spendingBook';

export interface CarriedRowsOptions {
  readonly history: Pick<History, 'get' | 'record' | 'isKept' | 'alsoClear' | 'onDidChange'>;
  readonly ledger: Pick<Ledger, 'get' | 'readNew' | 'days' | 'carried' | 'emptyRows' | 'endLine'>;
  readonly book: Pick<SpendingBook, 'onDidSettle'>;
  /** Whether the window of a run is gone, or cannot be known to be there. */
  readonly isLeft: (entry: LedgerEntry) => boolean;
  /** Resolves when what windows have left behind has been brought together. */
  readonly done: () => Promise<void>;
  readonly failed: (failure: unknown) => void;
  /** For background work; returns what stops it. Default: `setTimeout` that does not keep the process alive. */
  readonly startTimer?: ((run: () => void, ms: number) => () => void) | undefined;
}

/** In milliseconds. Longer than systems hold back a file that was written and not synced. */
const writtenOutMs = 60_000;

/** How many of the latest days are looked through once: the window that was killed may have been the last one for long. */
const latestDays = 31;

/**
 * The rows that lines of the ledger carry: made into rows of History where a crash came before the row's own file, and
 * emptied once that file is there or History is cleared.
 */
export class CarriedRows implements Disposable {
  readonly #options: CarriedRowsOptions;
  readonly #listening: readonly Disposable[];
  readonly #looked = new Set<string>();
  /** The days of runs that this window has settled, by id: since the timer was started, and before that. */
  #ended = new Map<string, string>();
  #endedBefore = new Map<string, string>();
  #stopTimer: (() => void) | undefined;

  constructor(options: CarriedRowsOptions) {
    this.#options = options;
    this.#listening = [
      options.book.onDidSettle(({ id, at }) => {
        this.#ended.set(id, dayOf(at));
        this.#wait();
      }),
      // A run that is removed before its line was emptied must not come back from it.
      options.history.onDidChange(({ gone }) => {
        if (gone.length > 0) this.#emptyGone(gone).catch(options.failed);
      }),
    ];
    options.history.alsoClear(() => this.#clear());
  }

  /** Days not looked through so far whose lines carry rows. What cannot be read now is looked at the next time. */
  async unseenDays(): Promise<readonly string[]> {
    const { ledger } = this.#options;
    const found: string[] = [];
    const days = await ledger.days().catch(() => []);
    for (const day of days.slice(-latestDays).filter(each => !this.#looked.has(each))) {
      const carried = await ledger.carried(day).catch(() => undefined);
      if (carried?.size === 0) this.#looked.add(day);
      else if (carried) found.push(day);
    }
    return found;
  }

  /** Whether the lines of a day were looked through before. */
  hasSeen(day: string): boolean {
    return this.#looked.has(day);
  }

  /**
   * Makes rows of what the windows that are gone have left in the lines of a day, which has been read.
   * @param read rows that were on disk, by id, and may have been removed since
   */
  async restore(day: string, read: ReadonlyMap<string, HistoryRow>): Promise<void> {
    const { history, ledger, isLeft, failed } = this.#options;
    const kept = new Set<string>();
    for (const [id, text] of await ledger.carried(day)) {
      const entry = ledger.get(id);
      if (!entry || !isLeft(entry)) continue;
      const row = history.get(id) ?? read.get(id) ?? parseRow(text);
      // A newer version of this extension has written it.
      if (row?.exchange.id !== id) continue;
      if (!history.get(id) && !read.has(id)) await history.record(interrupted(row, failed));
      kept.add(id);
    }
    if (kept.size > 0) await ledger.emptyRows(day, id => kept.has(id));
    this.#looked.add(day);
  }

  #wait(): void {
    const { startTimer = unhurried, failed } = this.#options;
    this.#stopTimer ??= startTimer(() => {
      this.#stopTimer = undefined;
      void this.#emptyEnded().catch(failed);
    }, writtenOutMs);
  }

  async #emptyEnded(): Promise<void> {
    const { history, ledger } = this.#options;
    const ended = [...this.#endedBefore];
    this.#endedBefore = this.#ended;
    this.#ended = new Map(ended.filter(([id]) => !history.isKept(id)));
    if (this.#endedBefore.size + this.#ended.size > 0) this.#wait();
    const isDone = (id: string) => history.isKept(id) && ledger.get(id)?.state !== 'open';
    const ids = new Set(ended.map(([id]) => id).filter(isDone));
    for (const day of new Set(ended.map(([, each]) => each)))
      await ledger.emptyRows(day, id => ids.has(id));
  }

  async #emptyGone(gone: readonly HistoryRow[]): Promise<void> {
    const dayOfId = (id: string) => this.#ended.get(id) ?? this.#endedBefore.get(id);
    const days = new Set(gone.flatMap(({ exchange }) => dayOfId(exchange.id) ?? []));
    const ids = new Set(gone.map(({ exchange }) => exchange.id));
    for (const day of days) await this.#options.ledger.emptyRows(day, id => ids.has(id));
  }

  /** Empties all but what belongs to runs that go on. Each day by itself; rejects if one could not be emptied. */
  async #clear(): Promise<void> {
    const { ledger, done, isLeft } = this.#options;
    await done();
    const isOver = (id: string) => {
      const entry = ledger.get(id);
      return !entry || entry.state !== 'open' || isLeft(entry);
    };
    const failures: unknown[] = [];
    for (const day of await ledger.days()) {
      try {
        await ledger.readNew(day);
        await ledger.endLine(day);
        await ledger.emptyRows(day, isOver);
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  dispose(): void {
    this.#stopTimer?.();
    for (const each of this.#listening) each.dispose();
  }
}
