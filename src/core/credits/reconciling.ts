import { dayAfter, dayOf } from '../common/calendar';
import type { Disposable } from '../common/event';
import { mapped } from '../common/steps';
import { eachInTurns, inTurns } from '../common/turns';
import type { History } from '../history/history';
import { goesOn, type Surroundings } from '../history/interrupted';
import { CarriedRows, type CarriedRowsOptions } from './carriedRows';
import type { Ledger } from './ledger';
import type { LedgerEntry } from './ledgerEntry';
import { isOwner, type HistoryRow } from '../history/row';
import { disagreement } from './reconcile';
import type { SpendingBook } from './spendingBook';
import type { Estimate } from '../price/estimate';
import type { Draft } from '../request/draft';

export interface ReconcilingOptions extends Surroundings {
  readonly history: CarriedRowsOptions['history'] & Pick<History, 'onDidRead' | 'isWhole'>;
  readonly ledger: CarriedRowsOptions['ledger'] & Pick<Ledger, 'known'>;
  /** Settles entries of the ledger, and enters runs that are missing in it. */
  readonly book: CarriedRowsOptions['book'] & Pick<SpendingBook, 'onExchange' | 'enter'>;
  /** The estimate for a run whose charge is unknown. */
  readonly estimate: (profile: string, draft: Draft) => Estimate;
  readonly failed: (failure: unknown) => void;
  readonly startTimer?: CarriedRowsOptions['startTimer'];
}

/** Longer than any window takes from counting a run to writing its row, in milliseconds. */
const longestBegin = 60_000;

/**
 * Makes history and ledger agree. A window that was killed may have written the end of a run into only one of them. Runs
 * whenever history has read rows.
 */
export class Reconciling implements Disposable {
  readonly #options: ReconcilingOptions;
  readonly #listening: Disposable;
  readonly #carried: CarriedRows;
  /** Days that could not be read last time, each reported once. */
  readonly #failing = new Set<string>();
  /** Rows (by id) whose day could not be read; they are tried again next time. */
  #skipped = new Map<string, HistoryRow>();
  #last: Promise<void> = Promise.resolve();

  constructor(options: ReconcilingOptions) {
    this.#options = options;
    this.#carried = new CarriedRows({
      ...options,
      isLeft: entry => this.#isLeft(entry),
      done: () => this.done(),
    });
    this.#listening = options.history.onDidRead(rows => {
      this.#last = this.#last.then(() => this.#reconcile(rows)).catch(options.failed);
    });
  }

  /** Resolves when everything read so far has been reconciled. */
  done(): Promise<void> {
    return this.#last;
  }

  async #reconcile(given: readonly HistoryRow[]): Promise<void> {
    const { ledger, failed } = this.#options;
    const rows = [...new Map([...this.#skipped, ...byId(given)]).values()];
    this.#skipped = new Map();
    // In turns: there may be thousands of rows, and a run may be about to leave.
    const daysOfRows = await inTurns(mapped(rows, row => this.#daysOf(row)));
    const days = new Set([
      dayOf(this.#options.now()),
      ...daysOfRows.flat(),
      ...(await this.#carried.unseenDays()),
    ]);
    const read = new Map(rows.map(row => [row.exchange.id, row]));
    const unread = new Set<string>();
    for (const day of days) {
      if (!(await this.#canRead(day))) unread.add(day);
      else {
        if (this.#mayCarry(day)) await this.#carried.restore(day, read).catch(failed);
        await eachInTurns(ledger.known(day), entry =>
          this.#agree(entry, read.get(entry.id)).catch(failed),
        );
      }
    }
    await eachInTurns(rows, row => this.#enterMissing(row, unread));
  }

  /** Enters a run that the ledger lacks. @param unread days that cannot be read and may hold its entry: then it waits */
  #enterMissing(row: HistoryRow, unread: ReadonlySet<string>): Promise<void> | undefined {
    const { id } = row.exchange;
    if (this.#options.ledger.get(id)) return undefined;
    if (!this.#daysOf(row).some(day => unread.has(day)))
      return this.#enter(row).catch(this.#options.failed);
    this.#skipped.set(id, row);
    return undefined;
  }

  /** Whether lines of a day may carry a row that is to be restored: not looked through yet, or of a window now gone. */
  #mayCarry(day: string): boolean {
    const { ledger } = this.#options;
    return (
      !this.#carried.hasSeen(day) ||
      ledger.known(day).some(entry => isOpenWithRow(entry) && this.#isLeft(entry))
    );
  }

  #enter(row: HistoryRow): Promise<void> {
    const { book, estimate } = this.#options;
    return book.enter(row, estimate(row.exchange.profile, row.draft));
  }

  /** Days whose files may hold the entry of a row. */
  #daysOf({ exchange }: HistoryRow): readonly string[] {
    const today = dayOf(this.#options.now());
    const day = dayOf(exchange.startedAt);
    // The question before the run may have stayed open over midnight.
    return [day, dayAfter(day)].filter(each => each <= today);
  }

  /** Reads a day. A failure is reported once until the day can be read again. */
  async #canRead(day: string): Promise<boolean> {
    const { ledger, failed } = this.#options;
    try {
      await ledger.readNew(day);
      this.#failing.delete(day);
      return true;
    } catch (failure) {
      if (!this.#failing.has(day)) failed(failure);
      this.#failing.add(day);
      return false;
    }
  }

  /** @param read the row of the entry, which may have been removed since it was read */
  async #agree(entry: LedgerEntry, read: HistoryRow | undefined): Promise<void> {
    const { history, book } = this.#options;
    const row = history.get(entry.id) ?? read;
    if (!row) return this.#endUnsent(entry);
    if (disagreement(entry, row)?.kind === 'tellLedger') await book.onExchange(row.exchange);
    const found = disagreement(this.#options.ledger.get(entry.id) ?? entry, row);
    if (found?.kind === 'tellRow') await history.record(found.row);
  }

  /**
   * Ends a counted run that has no row: a row is on disk before anything is sent, so it was never sent. Not certain where
   * its entry had the row, which cannot be read or was emptied, and for windows of earlier versions, whose row may have
   * been cleared.
   */
  async #endUnsent(entry: LedgerEntry): Promise<void> {
    const { history, book } = this.#options;
    if (entry.state !== 'open' || !history.isWhole || !this.#isLeft(entry)) return;
    const { id, profile, operationId, at } = entry;
    await book.onExchange({
      ...{ id, profile, operationId, startedAt: at },
      ...{ method: '', url: '', attempts: [], body: { bytes: 0, contentType: '' }, credits: {} },
      outcome: { kind: 'interrupted', sent: entry.row !== undefined || !isOwner(entry.owner) },
    });
  }

  #isLeft({ at, owner }: LedgerEntry): boolean {
    // Entries of earlier versions do not name their window, so nobody knows whether it is still open.
    if (!isOwner(owner)) return this.#options.now() - Date.parse(at) > longestBegin;
    return !goesOn({ owner, exchange: { startedAt: at } }, this.#options);
  }

  dispose(): void {
    this.#carried.dispose();
    this.#listening.dispose();
  }
}

const isOpenWithRow = ({ state, row }: LedgerEntry): boolean =>
  state === 'open' && row !== undefined;

const byId = (rows: readonly HistoryRow[]) => rows.map(row => [row.exchange.id, row] as const);
