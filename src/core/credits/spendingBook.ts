import { dayOf } from '../common/calendar';
import { Emitter, type Event } from '../common/event';
import { findOperation } from '../catalog/catalog';
import { isSettled, type Exchange } from '../exchange';
import type { HistoryRow } from '../history/row';
import { sandboxProfile } from '../profiles';
import { mostOf, type Estimate } from '../price/estimate';
import type { Ledger } from './ledger';
import type { LedgerEntry } from './ledgerEntry';
import { isChargeUnknown } from '../history/isChargeUnknown';
import { settledBy } from './settledBy';
import type { Limit, Spending } from './spendLimits';

export interface SpendingBookOptions {
  readonly ledger: Ledger;
  /** Of this window; the same one after a reload. */
  readonly session: () => { readonly id: string; readonly since: number };
  readonly window?: { readonly pid: number; readonly id: string };
  readonly now: () => number;
  readonly failed: (failure: unknown) => void;
}

/** What this window and others have taken: read from the ledger before a run is let through, written down as it goes on. */
export class SpendingBook {
  readonly #options: SpendingBookOptions;
  readonly #settled: Emitter<LedgerEntry>;
  #sessionRead: Promise<void> | undefined;

  constructor(options: SpendingBookOptions) {
    this.#options = options;
    this.#settled = new Emitter(options.failed);
  }

  /** A metered run of this window has ended, or what an earlier one took has become known. The ledger has it. */
  get onDidSettle(): Event<LedgerEntry> {
    return this.#settled.event;
  }

  /** Reads what has come since the last time. Resolves with the limits that cannot be checked, as that could not be read. */
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
      await ledger.read(dayOf(now()));
    } catch (failure) {
      unread.add('session').add('day');
      failed(failure);
    }
    return [...unread];
  }

  async #readSession(): Promise<void> {
    await this.#readSince(dayOf(this.#options.session().since));
  }

  /** Reads every day that can be read; rejects where one could not. */
  async #readSince(first: string): Promise<void> {
    const { ledger } = this.#options;
    const days = (await ledger.days()).filter(day => day >= first);
    const { failures } = await ledger.readEach(days);
    if (failures.length > 0) throw failures[0];
  }

  /** As far as it has been read. @param except a run that is left out */
  known(except?: string): Spending {
    const { ledger, session, now } = this.#options;
    return {
      session: ledger.spentBy(session().id, except),
      day: ledger.spentOn(dayOf(now()), except),
    };
  }

  /** Counts a run from now on. Resolves with false where that could not be written down: no other window knows of it. */
  async reserve({ id, profile, operationId }: Exchange, estimate: Estimate): Promise<boolean> {
    const { session, window, now, ledger } = this.#options;
    await this.#write({
      id,
      at: new Date(now()).toISOString(),
      profile,
      operationId,
      session: session().id,
      ...(window && { owner: { pid: window.pid, window: window.id } }),
      estimated: mostOf(estimate),
      state: 'open',
    });
    return !ledger.isDue(id);
  }

  /** Nothing will be taken for what was counted of a run. */
  async withdraw({ id }: Exchange): Promise<void> {
    const entry = this.#options.ledger.get(id);
    if (entry?.state === 'open') await this.#write({ ...entry, state: 'settled', withdrawn: true });
  }

  /**
   * A run has ended, was found to have been cut off, or a later answer has told what it cost. Resolves when that is written
   * down; once is enough, and a charge that is known stays known.
   */
  async onExchange(exchange: Exchange): Promise<void> {
    if (!isSettled(exchange)) return;
    const { ledger, failed } = this.#options;
    // It may be a run from before the window was opened.
    if (!ledger.get(exchange.id) && isMetered(exchange))
      await this.#readSince(dayOf(exchange.startedAt)).catch(failed);
    const entry = ledger.get(exchange.id);
    const settled = entry && settledBy(entry, exchange);
    if (settled) await this.#write(settled);
  }

  /**
   * A run of which nothing stands in the ledger, and that took something: its window could not write there, and is gone.
   * Only the days that limits ask for are mended; nobody knows of which session it was, so it counts in this one.
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

  /** It counts in this window also where the disk takes nothing. */
  async #write(entry: LedgerEntry): Promise<void> {
    const { ledger, failed } = this.#options;
    await ledger.write(entry).catch(failed);
    if (entry.state !== 'open') this.#settled.fire(entry);
  }
}

/** What the sandbox pretends to take stands in no ledger. */
const mayHaveCost = (exchange: Exchange): boolean =>
  isMetered(exchange) &&
  exchange.profile !== sandboxProfile.name &&
  ((exchange.credits.charged ?? 0) > 0 || isChargeUnknown(exchange));

const isMetered = ({ operationId }: Exchange): boolean =>
  (findOperation(operationId)?.price.amount ?? 0) > 0;
