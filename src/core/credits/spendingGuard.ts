import { dayOf } from '../calendar';
import { Emitter, type Event } from '../event';
import type { Exchange } from '../exchange';
import { isSettled } from '../exchange';
import type { Draft } from '../request/draft';
import { mostOf, type Estimate } from './estimate';
import { sum, type Ledger } from './ledger';
import type { LedgerEntry } from './ledgerEntry';
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
  /** Those that it may go over; empty only where a kept answer is offered. */
  readonly over: readonly Limit[];
  /** The run that has answered the same request lately. */
  readonly kept?: Exchange;
  readonly limits: SpendLimits;
  readonly spending: Spending;
}

/** `kept`: the kept answer will do, and nothing is sent. `nothing`: the run is not wanted. */
export type SpendAnswer = 'send' | 'kept' | 'nothing';

export interface SpendingGuardOptions {
  readonly ledger: Ledger;
  /** Of this window; the same one after a reload. */
  readonly session: () => { readonly id: string; readonly since: number };
  /** Read for each run: a setting may have changed. */
  readonly limits: () => SpendLimits;
  /** What a run may cost; `free` where its key is not billed. */
  readonly estimate: (exchange: Exchange, draft: Draft) => Promise<Estimate>;
  /** `send` only where the person says so; dismissed or impossible to show is `nothing`. Never rejects. */
  readonly ask: (question: SpendQuestion, signal: AbortSignal) => Promise<SpendAnswer>;
  readonly now: () => number;
  readonly failed: (failure: unknown) => void;
}
/** The limits that a run may go over. */
function limitsOver(
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
  readonly #settled: Emitter<LedgerEntry>;
  #sessionRead: Promise<void> | undefined;

  constructor(options: SpendingGuardOptions) {
    this.#options = options;
    this.#settled = new Emitter(options.failed);
  }

  /** A metered run of this window has ended, or what an earlier one took has become known. The ledger has it. */
  get onDidSettle(): Event<LedgerEntry> {
    return this.#settled.event;
  }

  /**
   * Resolves with true once the run may be sent, and from then on counts it.
   * @param asks called before each question
   */
  async admit(
    exchange: Exchange,
    draft: Draft,
    signal: AbortSignal,
    asks?: () => void,
  ): Promise<boolean> {
    return (await this.#admit(exchange, draft, signal, { asks })) === 'send';
  }

  /** The same for a run whose request has been answered lately: one question offers that answer and names the limits. */
  admitRepeat(
    exchange: Exchange,
    draft: Draft,
    kept: Exchange,
    signal: AbortSignal,
  ): Promise<SpendAnswer> {
    return this.#admit(exchange, draft, signal, { kept });
  }

  async #admit(
    exchange: Exchange,
    draft: Draft,
    signal: AbortSignal,
    { kept, asks }: { readonly kept?: Exchange; readonly asks?: (() => void) | undefined },
  ): Promise<SpendAnswer> {
    const estimate = await this.#options.estimate(exchange, draft);
    if (mostOf(estimate) === 0) return 'send';
    let agreed: readonly Limit[] | undefined = kept ? undefined : [];
    for (;;) {
      // One after the other: two that fit alone may not fit together.
      const question = await this.#deciding(() => this.#decide(exchange, estimate, agreed));
      if (!question) break;
      const asked = agreed === undefined && kept ? { ...question, kept } : question;
      asks?.();
      const answer = await this.#ask(asked, signal);
      if (answer !== 'send') return answer;
      // What others took while the question stood may go over a limit that it did not name.
      agreed = [...(agreed ?? []), ...question.over];
    }
    // Ended while it was let through: nobody will tell how it ended.
    if (signal.aborted) await this.#withdraw(exchange);
    return signal.aborted ? 'nothing' : 'send';
  }

  #ask(question: SpendQuestion, signal: AbortSignal): Promise<SpendAnswer> {
    return this.#asking(async () =>
      signal.aborted ? 'nothing' : this.#options.ask(question, signal),
    );
  }

  /** Whether a run that may cost this would be asked about, as things stand. */
  async isOver(estimate: Estimate): Promise<boolean> {
    return limitsOver(estimate, await this.spending(), this.#options.limits()).length > 0;
  }

  /** A run has moved on, or a later answer has told what it cost. Resolves when that is written down. */
  async take(exchange: Exchange): Promise<void> {
    if (!isSettled(exchange)) return;
    const { ledger, failed } = this.#options;
    // Told later, it may be a run from before the window was opened.
    if (exchange.credits.settledLater && !ledger.get(exchange.id))
      await ledger.read(dayOf(exchange.startedAt)).catch(failed);
    const entry = ledger.get(exchange.id);
    if (entry) await this.#write(ended(entry, exchange));
  }

  /** Metered runs of a day, of every window, and what may have been taken. */
  async spending(): Promise<Spending> {
    await this.#refresh();
    return this.#known();
  }

  /**
   * Undefined where it may go, and is counted already.
   * @param agreed limits that the person has agreed to go over; undefined: it may not go without a question
   */
  async #decide(
    exchange: Exchange,
    estimate: Estimate,
    agreed: readonly Limit[] | undefined,
  ): Promise<SpendQuestion | undefined> {
    await this.#refresh();
    const before = this.#question(exchange, estimate);
    if (!agreed || isNew(before, agreed)) return before;
    await this.#reserve(exchange, estimate);
    if (this.#options.limits().day === 0) return undefined;
    // Another window may have let one through at the same time: what stands in the file counts for both.
    await this.#refresh();
    const after = this.#question(exchange, estimate);
    if (!isNew(after, agreed)) return undefined;
    await this.#withdraw(exchange);
    return after;
  }

  #question(exchange: Exchange, estimate: Estimate): SpendQuestion {
    const limits = this.#options.limits();
    const spending = this.#known(exchange.id);
    return { exchange, estimate, over: limitsOver(estimate, spending, limits), limits, spending };
  }

  #known(except?: string): Spending {
    const { ledger, session, now } = this.#options;
    return {
      session: ledger.spentBy(session().id, except),
      day: ledger.spentOn(dayOf(now()), except),
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
  async #write(entry: LedgerEntry): Promise<void> {
    await this.#options.ledger.write(entry).catch(this.#options.failed);
    if (entry.state !== 'open') this.#settled.fire(entry);
  }
}

/** Whether it names a limit that nobody has agreed to go over. */
const isNew = ({ over }: SpendQuestion, agreed: readonly Limit[]): boolean =>
  over.some(limit => !agreed.includes(limit));

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
