import { dayOf } from '../common/calendar';
import { Emitter, type Event } from '../common/event';
import { findOperation } from '../catalog/catalog';
import { isSettled, type Exchange } from '../exchange';
import type { HistoryRow } from '../history/row';
import { rowText } from '../history/rowText';
import { sandboxProfile } from '../profiles';
import { mostOf, type Estimate } from '../price/estimate';
import { longestCarried } from './carriedRow';
import type { Ledger } from './ledger';
import type { LedgerEntry } from './ledgerEntry';
import { isChargeUnknown } from '../history/isChargeUnknown';
import { settledBy } from './settledBy';
import type { Limit, Spending } from './spendLimits';

export interface SpendingBookOptions {
  readonly ledger: Ledger;
  /** The session of this window, which outlives a reload; `since` in ms since the epoch. */
  readonly session: () => { readonly id: string; readonly since: number };
  readonly window?: { readonly pid: number; readonly id: string };
  readonly now: () => number;
  /** Hides keys in the text of a row, as in its own file. */
  readonly mask?: (text: string) => string;
  readonly failed: (failure: unknown) => void;
}

/** Counts what the runs of all windows cost: reads the ledger before a run is sent, and writes each run into it. */
export class SpendingBook {
  readonly #options: SpendingBookOptions;
  readonly #settled: Emitter<LedgerEntry>;
  #sessionRead: Promise<void> | undefined;

  constructor(options: SpendingBookOptions) {
    this.#options = options;
    this.#settled = new Emitter(options.failed);
  }

  /** Fires when a metered run has ended or its charge became known later. The ledger holds it by then. */
  get onDidSettle(): Event<LedgerEntry> {
    return this.#settled.event;
  }

  /** Reads the new entries of the ledger. Resolves with the limits that cannot be checked because reading failed. */
  async refresh(): Promise<readonly Limit[]> {
    const { ledger, now, failed } = this.#options;
    const unread = new Set<Limit>();
    try {
      await (this.#sessionRead ??= this.#readSession());
    } catch (failure) {
      this.#sessionRead = undefined;
      unread.add('session');
      failed(failure);
    }
    try {
      await ledger.readNew(dayOf(now()));
    } catch (failure) {
      unread.add('session').add('day');
      failed(failure);
    }
    return [...unread];
  }

  async #readSession(): Promise<void> {
    await this.#readSince(dayOf(this.#options.session().since));
  }

  /** Reads all days from `first` on. Rejects if one cannot be read, after reading the others. */
  async #readSince(first: string): Promise<void> {
    const { ledger } = this.#options;
    const days = (await ledger.days()).filter(day => day >= first);
    const { failures } = await ledger.readEach(days);
    if (failures.length > 0) throw failures[0];
  }

  /** What was spent, as far as the ledger has been read. @param except id of a run to leave out */
  known(except?: string): Spending {
    const { ledger, session, now } = this.#options;
    return {
      session: ledger.spentBy(session().id, except),
      day: ledger.spentOn(dayOf(now()), except),
    };
  }

  /**
   * Counts a run as open. Resolves with false if it could not be written: then other windows do not know of it.
   * @param row kept with the entry, unless it is too long for that: see `holdsRow`
   */
  async reserve(
    { id, profile, operationId }: Exchange,
    estimate: Estimate,
    row?: HistoryRow,
  ): Promise<boolean> {
    const { session, window, now, ledger } = this.#options;
    const open: LedgerEntry = {
      id,
      at: new Date(now()).toISOString(),
      profile,
      operationId,
      session: session().id,
      ...(window && { owner: { pid: window.pid, window: window.id } }),
      estimated: mostOf(estimate),
      state: 'open',
    };
    await this.#write(open, row && this.#carriedText(row));
    return !ledger.isDue(id);
  }

  #carriedText(row: HistoryRow): string | undefined {
    const text = rowText(row, this.#options.mask ?? (each => each));
    return Buffer.byteLength(text) > longestCarried ? undefined : text;
  }

  /** Whether the row of an open run is on disk with its entry, so that it survives a loss of power. */
  holdsRow({ id }: Exchange): boolean {
    return this.#options.ledger.holdsRow(id);
  }

  /** Stops counting an open run, for which nothing will be charged. */
  async withdraw({ id }: Exchange): Promise<void> {
    const entry = this.#options.ledger.get(id);
    if (entry?.state === 'open') await this.#write({ ...entry, state: 'settled', withdrawn: true });
  }

  /**
   * Settles a run that has ended, was cut off, or whose charge a later answer has told. Resolves when it is written. A known
   * charge is never overwritten.
   */
  async onExchange(exchange: Exchange): Promise<void> {
    if (!isSettled(exchange)) return;
    const { ledger, failed } = this.#options;
    // The run may be older than this window, so its day may not have been read.
    if (!ledger.get(exchange.id) && isMetered(exchange))
      await this.#readSince(dayOf(exchange.startedAt)).catch(failed);
    const entry = ledger.get(exchange.id);
    const settled = entry && settledBy(entry, exchange);
    if (settled) await this.#write(settled);
  }

  /**
   * Enters a charged run that the ledger does not know, because its window could not write and is gone. Only days that a
   * limit needs are completed. Its session is unknown, so it counts in this window's.
   */
  async enter(row: HistoryRow, estimate: Estimate): Promise<void> {
    const { session, now } = this.#options;
    const { exchange, owner } = row;
    const { id, profile, operationId, startedAt: at } = exchange;
    const { id: own, since } = session();
    const isOld = dayOf(at) < dayOf(Math.min(now(), since));
    if (isOld || !isSettled(exchange) || !mayHaveCost(exchange)) return;
    const estimated = exchange.credits.charged ?? mostOf(estimate);
    const open = { id, at, profile, operationId, owner, estimated, state: 'open' } as const;
    const entry = { ...open, session: Date.parse(at) < since ? '' : own };
    await this.#write(settledBy(entry, exchange) ?? entry);
  }

  /** Counts in this window even if the disk refuses the entry. */
  async #write(entry: LedgerEntry, row?: string): Promise<void> {
    const { ledger, failed } = this.#options;
    await ledger.write(entry, row).catch(failed);
    if (entry.state !== 'open') this.#settled.fire(entry);
  }
}

/** The sandbox's pretended charges do not count. */
const mayHaveCost = (exchange: Exchange): boolean =>
  isMetered(exchange) &&
  exchange.profile !== sandboxProfile.name &&
  ((exchange.credits.charged ?? 0) > 0 || isChargeUnknown(exchange));

const isMetered = ({ operationId }: Exchange): boolean =>
  (findOperation(operationId)?.price.amount ?? 0) > 0;
