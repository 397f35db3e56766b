import { Emitter, type Event } from '../common/event';
import type { Exchange } from '../exchange';
import type { HistoryRow } from '../history/row';
import type { Draft } from '../request/draft';
import { mostOf, type Estimate } from './estimate';
import type { LedgerEntry } from './ledgerEntry';
import { SpendingBook, type SpendingBookOptions } from './spendingBook';
import { limitsOver, type Limit, type SpendLimits, type Spending } from './spendLimits';

/** Why a run is not let through without the person's word. */
export interface SpendQuestion {
  readonly exchange: Exchange;
  readonly estimate: Estimate;
  /** Those that it may go over; empty only where a kept answer is offered. */
  readonly over: readonly Limit[];
  /** Those of them that cannot be checked: what was taken before could not be read, or this run not be written down. */
  readonly unchecked: readonly Limit[];
  /** The run that has answered the same request lately. */
  readonly kept?: Exchange;
  readonly limits: SpendLimits;
  readonly spending: Spending;
}

/** `kept`: the kept answer will do, and nothing is sent. `nothing`: the run is not wanted. */
export type SpendAnswer = 'send' | 'kept' | 'nothing';

export interface SpendingGuardOptions extends Omit<SpendingBookOptions, 'settled'> {
  /** Read for each run: a setting may have changed. */
  readonly limits: () => SpendLimits;
  /** What a run may cost whose key is billed. */
  readonly estimate: (exchange: Exchange, draft: Draft) => Estimate;
  /** What is known of earlier runs stands in the ledger once it resolves; asked for where a limit needs that. */
  readonly ready?: () => Promise<unknown>;
  /** `send` only where the person says so; dismissed or impossible to show is `nothing`. Never rejects. */
  readonly ask: (question: SpendQuestion, signal: AbortSignal) => Promise<SpendAnswer>;
}

/** Lets metered runs through, whoever starts them, or asks; writes down what each was expected to take and took. */
export class SpendingGuard {
  readonly #options: SpendingGuardOptions;
  readonly #deciding = inTurn();
  readonly #asking = inTurn();
  readonly #settled: Emitter<LedgerEntry>;
  readonly #book: SpendingBook;

  constructor(options: SpendingGuardOptions) {
    this.#options = options;
    this.#settled = new Emitter(options.failed);
    this.#book = new SpendingBook({ ...options, settled: entry => this.#settled.fire(entry) });
  }

  /** A metered run of this window has ended, or what an earlier one took has become known. The ledger has it. */
  get onDidSettle(): Event<LedgerEntry> {
    return this.#settled.event;
  }

  /**
   * Resolves with true once a run whose key is billed may be sent, and from then on counts it.
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

  /** Nothing will be taken for a run that was let through: it is counted no more, until it is admitted again. */
  withdraw(exchange: Exchange): void {
    void this.#book.withdraw(exchange);
  }

  /** Like {@link admit}, for a run whose request has been answered lately: one question offers that answer and names the limits. */
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
    const estimate = this.#options.estimate(exchange, draft);
    if (mostOf(estimate) === 0) return 'send';
    const { session, day } = this.#options.limits();
    if (session > 0 || day > 0) await this.#options.ready?.();
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
    if (signal.aborted) await this.#book.withdraw(exchange);
    return signal.aborted ? 'nothing' : 'send';
  }

  #ask(question: SpendQuestion, signal: AbortSignal): Promise<SpendAnswer> {
    return this.#asking(async () =>
      signal.aborted ? 'nothing' : this.#options.ask(question, signal),
    );
  }

  /** Whether a run that may cost this would be asked about, as things stand. */
  async isOver(estimate: Estimate): Promise<boolean> {
    const unread = await this.#book.refresh();
    return limitsOver(estimate, this.#book.known(), this.#options.limits(), unread).length > 0;
  }

  /** A run has moved on, was cut off, or a later answer has told what it cost. Resolves when that is written down. */
  take(exchange: Exchange): Promise<void> {
    return this.#book.take(exchange);
  }

  /** A run that took something and stands in no ledger. Resolves when it is written down. */
  enter(row: HistoryRow): Promise<void> {
    return this.#book.enter(row, this.#options.estimate(row.exchange, row.draft));
  }

  /** Metered runs of a day, of every window, and what may have been taken. */
  async spending(): Promise<Spending> {
    await this.#book.refresh();
    return this.#book.known();
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
    const before = this.#question(exchange, estimate, await this.#book.refresh());
    if (!agreed || isNew(before, agreed)) return before;
    const isWritten = await this.#book.reserve(exchange, estimate);
    if (isWritten && this.#options.limits().day === 0) return undefined;
    // Another window may have let one through at the same time: what stands in the file counts for both.
    const unread = await this.#book.refresh();
    const after = this.#question(exchange, estimate, isWritten ? unread : ['session', 'day']);
    if (!isNew(after, agreed)) return undefined;
    await this.#book.withdraw(exchange);
    return after;
  }

  #question(exchange: Exchange, estimate: Estimate, unread: readonly Limit[]): SpendQuestion {
    const limits = this.#options.limits();
    const spending = this.#book.known(exchange.id);
    const over = limitsOver(estimate, spending, limits, unread);
    const unchecked = over.filter(limit => unread.includes(limit));
    return { exchange, estimate, over, unchecked, limits, spending };
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
