import { dayAfter, dayOf } from '../common/calendar';
import type { Disposable } from '../common/event';
import type { History } from '../history/history';
import { goesOn, type Surroundings } from '../history/interrupted';
import type { Ledger } from './ledger';
import type { LedgerEntry } from './ledgerEntry';
import { isOwner, type HistoryRow } from '../history/row';
import { disagreement } from './reconcile';
import type { SpendingBook } from './spendingBook';
import type { Estimate } from '../price/estimate';
import type { Draft } from '../request/draft';

export interface ReconcilingOptions extends Surroundings {
  readonly history: Pick<History, 'get' | 'onDidRead' | 'record' | 'isWhole'>;
  readonly ledger: Pick<Ledger, 'get' | 'known' | 'read'>;
  /** Writes into the ledger how a run has ended, and that there was one of which it knows nothing. */
  readonly book: Pick<SpendingBook, 'onExchange' | 'enter'>;
  /** What a run may have cost of which nothing is known but its row. */
  readonly estimate: (profile: string, draft: Draft) => Estimate;
  readonly failed: (failure: unknown) => void;
}

/** No window takes that long, in milliseconds, from counting a run to writing its row. */
const longestBegin = 60_000;

/**
 * Whenever rows are read, the ledger entries of their days are looked at: a window that was killed may have told only one
 * of the two how a run has ended.
 */
export class Reconciling implements Disposable {
  readonly #options: ReconcilingOptions;
  readonly #listening: Disposable;
  /** Days that could not be read the last time. */
  readonly #failing = new Set<string>();
  /** By id, rows whose day could not be read: looked at again the next time that any are. */
  #skipped = new Map<string, HistoryRow>();
  #last: Promise<void> = Promise.resolve();

  constructor(options: ReconcilingOptions) {
    this.#options = options;
    this.#listening = options.history.onDidRead(rows => {
      this.#last = this.#last.then(() => this.#reconcile(rows)).catch(options.failed);
    });
  }

  /** Resolves when all that has been read by now agrees. */
  done(): Promise<void> {
    return this.#last;
  }

  async #reconcile(given: readonly HistoryRow[]): Promise<void> {
    const { ledger, failed } = this.#options;
    const rows = [...new Map([...this.#skipped, ...byId(given)]).values()];
    this.#skipped = new Map();
    const days = new Set([dayOf(this.#options.now()), ...rows.flatMap(row => this.#daysOf(row))]);
    const read = new Map(rows.map(row => [row.exchange.id, row]));
    const unread = new Set<string>();
    for (const day of days) {
      if (!(await this.#canRead(day))) unread.add(day);
      else
        for (const entry of ledger.known(day))
          await this.#agree(entry, read.get(entry.id)).catch(failed);
    }
    for (const row of rows) {
      // What cannot be read may hold its entry.
      const isMissing = !ledger.get(row.exchange.id);
      if (!isMissing) continue;
      if (this.#daysOf(row).some(day => unread.has(day))) this.#skipped.set(row.exchange.id, row);
      else await this.#enter(row).catch(failed);
    }
  }

  #enter(row: HistoryRow): Promise<void> {
    const { book, estimate } = this.#options;
    return book.enter(row, estimate(row.exchange.profile, row.draft));
  }

  /** In whose files its entry may stand. */
  #daysOf({ exchange }: HistoryRow): readonly string[] {
    const today = dayOf(this.#options.now());
    const day = dayOf(exchange.startedAt);
    // A question may have stood over midnight before the run was counted.
    return [day, dayAfter(day)].filter(each => each <= today);
  }

  /** What cannot be read is told once, until it can be read again; the other days are looked at all the same. */
  async #canRead(day: string): Promise<boolean> {
    const { ledger, failed } = this.#options;
    try {
      await ledger.read(day);
      this.#failing.delete(day);
      return true;
    } catch (failure) {
      if (!this.#failing.has(day)) failed(failure);
      this.#failing.add(day);
      return false;
    }
  }

  /** @param read its row, which may have been pruned since it was read */
  async #agree(entry: LedgerEntry, read: HistoryRow | undefined): Promise<void> {
    const { history, book } = this.#options;
    const row = history.get(entry.id) ?? read;
    if (!row) return this.#endUnsent(entry);
    if (disagreement(entry, row)?.kind === 'tellLedger') await book.onExchange(row.exchange);
    const found = disagreement(this.#options.ledger.get(entry.id) ?? entry, row);
    if (found?.kind === 'tellRow') await history.record(found.row);
  }

  /**
   * A run is on disk before anything of it leaves: one that was counted, and has no row, was never sent. Of a window of an
   * earlier version that is not sure: its row may have been there, and been cleared.
   */
  async #endUnsent(entry: LedgerEntry): Promise<void> {
    const { history, book } = this.#options;
    if (entry.state !== 'open' || !history.isWhole || !this.#isLeft(entry)) return;
    const { id, profile, operationId, at } = entry;
    await book.onExchange({
      ...{ id, profile, operationId, startedAt: at },
      ...{ method: '', url: '', attempts: [], body: { bytes: 0, contentType: '' }, credits: {} },
      outcome: { kind: 'interrupted', sent: !isOwner(entry.owner) },
    });
  }

  #isLeft({ at, owner }: LedgerEntry): boolean {
    // Of a window of an earlier version nobody knows whether it is still there.
    if (!isOwner(owner)) return this.#options.now() - Date.parse(at) > longestBegin;
    return !goesOn({ owner, exchange: { startedAt: at } }, this.#options);
  }

  dispose(): void {
    this.#listening.dispose();
  }
}

const byId = (rows: readonly HistoryRow[]) => rows.map(row => [row.exchange.id, row] as const);
