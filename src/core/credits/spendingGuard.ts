import type { Exchange } from '../exchange';
import { isSettled } from '../exchange';
import type { Draft } from '../request/draft';
import { mostOf, type Estimate } from './estimate';
import { dayOf, sum, weightOf, type Ledger, type LedgerEntry } from './ledger';
import { isChargeUnknown } from './settle';

/** In credits; 0: no limit. */
export interface SpendLimits {
  readonly run: number;
  readonly session: number;
  readonly day: number;
}

/** What may have been taken so far, in credits: runs on their way and unknown charges count as all that they could be. */
export interface Spending {
  readonly session: number;
  readonly day: number;
}

export type Limit = keyof SpendLimits;

/** Why a run is not let through without the person's word. */
export interface SpendQuestion {
  readonly exchange: Exchange;
  readonly estimate: Estimate;
  /** Those that it may go over; never empty. */
  readonly over: readonly Limit[];
  readonly limits: SpendLimits;
  readonly spending: Spending;
}

export interface SpendingGuardOptions {
  readonly ledger: Ledger;
  /** Of this window; the same one after a reload. */
  readonly session: () => { readonly id: string; readonly since: number };
  /** Read for each run: a setting may have changed. */
  readonly limits: () => SpendLimits;
  /** What a run may cost; `free` where its key is not billed. */
  readonly estimate: (exchange: Exchange, draft: Draft) => Promise<Estimate>;
  /** True only where the person says so; dismissed or impossible to show is false. Never rejects. */
  readonly ask: (question: SpendQuestion, signal: AbortSignal) => Promise<boolean>;
  readonly now: () => number;
  readonly failed: (failure: unknown) => void;
}
/** The limits that a run may go over. */
export function limitsOver(
  estimate: Estimate,
  { session, day }: Spending,
  limits: SpendLimits,
): readonly Limit[] {
  const most = mostOf(estimate);
  if (most === 0) return [];
  const after = { run: most, session: sum([session, most]), day: sum([day, most]) };
  return (['run', 'session', 'day'] as const).filter(
    limit => limits[limit] > 0 && after[limit] > limits[limit],
  );
}

/** Lets metered runs through, whoever starts them, or asks; writes down what each was expected to take and took. */
export class SpendingGuard {
  readonly #options: SpendingGuardOptions;
  readonly #deciding = inTurn();
  readonly #asking = inTurn();
  #sessionRead: Promise<void> | undefined;

  constructor(options: SpendingGuardOptions) {
    this.#options = options;
  }

  /** Resolves with true once the run may be sent, and from then on counts it. */
  async admit(exchange: Exchange, draft: Draft, signal: AbortSignal): Promise<boolean> {
    const { estimate: estimateOf, ask } = this.#options;
    const estimate = await estimateOf(exchange, draft);
    if (mostOf(estimate) === 0) return true;
    // One after the other: two that fit alone may not fit together.
    const question = await this.#deciding(() => this.#decide(exchange, estimate));
    if (question) {
      const yes = await this.#asking(async () => !signal.aborted && ask(question, signal));
      if (!yes) return false;
      await this.#reserve(exchange, estimate);
    }
    // Ended while it was let through: nobody will tell how it ended.
    if (signal.aborted) await this.#withdraw(exchange);
    return !signal.aborted;
  }

  /** A run has moved on, or a later answer has told what it cost. Resolves when that is written down. */
  async take(exchange: Exchange): Promise<void> {
    if (!isSettled(exchange)) return;
    const { ledger, failed } = this.#options;
    // Told later, it may be a run from before the window was opened.
    if (exchange.credits.settledLater && !ledger.get(exchange.id))
      await ledger.read(dayOf(Date.parse(exchange.startedAt))).catch(failed);
    const entry = ledger.get(exchange.id);
    if (entry) await this.#write(ended(entry, exchange));
  }

  /** Metered runs of a day, of every window, and what may have been taken. */
  async spending(): Promise<Spending> {
    await this.#refresh();
    return this.#known();
  }

  /** Undefined where it may go, and is counted already. */
  async #decide(exchange: Exchange, estimate: Estimate): Promise<SpendQuestion | undefined> {
    await this.#refresh();
    const before = this.#question(exchange, estimate);
    if (before) return before;
    await this.#reserve(exchange, estimate);
    if (this.#options.limits().day === 0) return undefined;
    // Another window may have let one through at the same time: what stands in the file counts for both.
    await this.#refresh();
    const after = this.#question(exchange, estimate);
    if (after) await this.#withdraw(exchange);
    return after;
  }

  #question(exchange: Exchange, estimate: Estimate): SpendQuestion | undefined {
    const limits = this.#options.limits();
    const spending = this.#known(exchange.id);
    const over = limitsOver(estimate, spending, limits);
    return over.length > 0 ? { exchange, estimate, over, limits, spending } : undefined;
  }

  #known(except?: string): Spending {
    const { ledger, session, now } = this.#options;
    const { id: own } = session();
    const today = dayOf(now());
    const entries = ledger.known().filter(({ id }) => id !== except);
    return {
      session: sum(entries.filter(entry => entry.session === own).map(weightOf)),
      day: sum(entries.filter(({ at }) => dayOf(Date.parse(at)) === today).map(weightOf)),
    };
  }

  /** What cannot be read is told, and counts for nothing. */
  async #refresh(): Promise<void> {
    const { ledger, now, failed } = this.#options;
    try {
      await (this.#sessionRead ??= this.#readSession());
      await ledger.read(dayOf(now()));
    } catch (failure) {
      this.#sessionRead = undefined;
      failed(failure);
    }
  }

  async #readSession(): Promise<void> {
    const { ledger, session } = this.#options;
    const first = dayOf(session().since);
    for (const day of await ledger.days()) if (day >= first) await ledger.read(day);
  }

  #reserve({ id, profile, operationId }: Exchange, estimate: Estimate): Promise<void> {
    const { session, now } = this.#options;
    return this.#write({
      id,
      at: new Date(now()).toISOString(),
      profile,
      operationId,
      session: session().id,
      estimated: mostOf(estimate),
      state: 'open',
    });
  }

  async #withdraw({ id }: Exchange): Promise<void> {
    const entry = this.#options.ledger.get(id);
    if (entry) await this.#write({ ...entry, state: 'settled' });
  }

  /** It counts in this window also where the disk takes nothing. */
  #write(entry: LedgerEntry): Promise<void> {
    return this.#options.ledger.write(entry).catch(this.#options.failed);
  }
}

/** Does one after the other, whatever becomes of the one before. */
function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

function ended(entry: LedgerEntry, exchange: Exchange): LedgerEntry {
  const { charged, balance, rows } = exchange.credits;
  return {
    ...entry,
    state: isChargeUnknown(exchange) ? 'unknown' : 'settled',
    ...(charged !== undefined && { charged }),
    ...(balance !== undefined && { balance }),
    ...(rows !== undefined && { rows }),
  };
}
