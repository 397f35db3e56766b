import { inTurn } from '../common/inTurn';
import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import { mostOf, type Estimate } from '../price/estimate';
import type {
  FixedRun,
  MeteredRun,
  SpendAnswer,
  SpendDecision,
  SpendQuestion,
} from './spendQuestion';
import type { SpendingBook } from './spendingBook';
import { limitsOver, type Limit, type SpendLimits } from './spendLimits';

export interface SpendingGuardOptions {
  readonly book: SpendingBook;
  /** Read for each run: a setting may have changed. */
  readonly limits: () => SpendLimits;
  /** What a run may cost whose key is billed. */
  readonly estimate: (profile: string, draft: Draft) => Estimate;
  /** Whether anything may be taken with the key that a profile has now; false where it has none. */
  readonly isBilled: (profile: string) => Promise<boolean>;
  /** The run that has answered the same request lately, if its answer is kept. */
  readonly kept: (run: Pick<MeteredRun, 'exchange' | 'draft'>) => Promise<Exchange | undefined>;
  /** What is known of earlier runs stands in the ledger once it resolves; asked for where a limit needs that. */
  readonly ready?: () => Promise<unknown>;
  /** `send` only where the person says so; dismissed or impossible to show is `nothing`. Never rejects. */
  readonly ask: (question: SpendQuestion, signal: AbortSignal) => Promise<SpendAnswer>;
  readonly failed: (failure: unknown) => void;
}

/** What is to be asked about whatever the limits say. */
type Offer = Pick<SpendQuestion, 'kept' | 'fixedRunUpTo'>;

const sendUncounted: SpendDecision = { kind: 'send', isCounted: false };

/**
 * The one desk for money: it lets a metered run through, asks the person about it for every reason at once, or refuses it,
 * whoever starts it. What may be charged is written into the book from then on.
 */
export class SpendingGuard {
  readonly #options: SpendingGuardOptions;
  readonly #deciding = inTurn();
  readonly #asking = inTurn();

  constructor(options: SpendingGuardOptions) {
    this.#options = options;
  }

  /**
   * Decides about one run, with one estimate and at most one question, but for a limit that others reach while it stands.
   * What may be charged is counted from the moment that it may be sent.
   */
  async decide(run: MeteredRun): Promise<SpendDecision> {
    const { exchange, draft, repeating, signal } = run;
    const estimate = this.#options.estimate(exchange.profile, draft);
    if (mostOf(estimate) === 0 || !(run.isBilled ?? (await this.#isBilled(exchange.profile))))
      return sendUncounted;
    const kept = repeating === 'send' ? undefined : await this.#keptFor(run);
    if (kept && repeating === 'kept') return { kind: 'kept', exchange: kept };
    if (!kept) run.begins?.();
    const fixedRunUpTo = await this.#costsMore(estimate, run.fixedRun);
    const { session, day } = this.#options.limits();
    if (session > 0 || day > 0) await this.#options.ready?.();
    const offer = { ...(kept && { kept }), ...(fixedRunUpTo !== undefined && { fixedRunUpTo }) };
    const answer = await this.#letThrough(run, estimate, offer);
    if (answer === 'kept' && kept) return { kind: 'kept', exchange: kept };
    if (answer === 'send' && !signal.aborted) return { kind: 'send', isCounted: true };
    // Ended while it was let through: nobody will tell how it ended.
    if (answer === 'send') await this.#options.book.withdraw(exchange);
    return { kind: 'refused' };
  }

  async #letThrough(run: MeteredRun, estimate: Estimate, offer: Offer): Promise<SpendAnswer> {
    const isOffered = offer.kept !== undefined || offer.fixedRunUpTo !== undefined;
    let agreed: readonly Limit[] | undefined = isOffered ? undefined : [];
    for (;;) {
      // One after the other: two that fit alone may not fit together.
      const question = await this.#deciding(() => this.#reserve(run.exchange, estimate, agreed));
      if (!question) return 'send';
      const asked = agreed === undefined ? { ...question, ...offer } : question;
      if (!asked.kept) run.asks?.();
      const answer = await this.#ask(asked, run.signal);
      if (answer !== 'send') return answer;
      // What others took while the question stood may go over a limit that it did not name.
      agreed = [...(agreed ?? []), ...question.over];
    }
  }

  #ask(question: SpendQuestion, signal: AbortSignal): Promise<SpendAnswer> {
    return this.#asking(async () =>
      signal.aborted ? 'nothing' : this.#options.ask(question, signal),
    );
  }

  /** A key that cannot be read is charged, as far as anybody knows. */
  #isBilled(profile: string): Promise<boolean> {
    return this.#options.isBilled(profile).catch((failure: unknown) => {
      this.#options.failed(failure);
      return true;
    });
  }

  #keptFor(run: MeteredRun): Promise<Exchange | undefined> {
    return this.#options.kept(run).catch((failure: unknown) => {
      this.#options.failed(failure);
      return undefined;
    });
  }

  /** What the run that a fix mends could take at most, in credits, where the fix may take more than that. */
  async #costsMore(estimate: Estimate, fixed: FixedRun | undefined): Promise<number | undefined> {
    if (!fixed) return undefined;
    const { draft, exchange } = fixed;
    // A key that is not billed may have been replaced by one that is.
    const wasBilled = !exchange.diagnosis?.notBilled && (await this.#isBilled(exchange.profile));
    const before = wasBilled ? mostOf(this.#options.estimate(exchange.profile, draft)) : 0;
    return mostOf(estimate) > before ? before : undefined;
  }

  /** Nothing will be taken for a run that was let through: it is counted no more, until it is let through again. */
  withdraw(exchange: Exchange): void {
    void this.#options.book.withdraw(exchange);
  }

  /**
   * Undefined where it may go, and is counted already.
   * @param agreed limits that the person has agreed to go over; undefined: it may not go without a question
   */
  async #reserve(
    exchange: Exchange,
    estimate: Estimate,
    agreed: readonly Limit[] | undefined,
  ): Promise<SpendQuestion | undefined> {
    const before = this.#question(exchange, estimate, await this.#options.book.refresh());
    if (!agreed || isNew(before, agreed)) return before;
    const isWritten = await this.#options.book.reserve(exchange, estimate);
    if (isWritten && this.#options.limits().day === 0) return undefined;
    // Another window may have let one through at the same time: what stands in the file counts for both.
    const unread = await this.#options.book.refresh();
    const after = this.#question(exchange, estimate, isWritten ? unread : ['session', 'day']);
    if (!isNew(after, agreed)) return undefined;
    await this.#options.book.withdraw(exchange);
    return after;
  }

  #question(exchange: Exchange, estimate: Estimate, unread: readonly Limit[]): SpendQuestion {
    const limits = this.#options.limits();
    const spending = this.#options.book.known(exchange.id);
    const over = limitsOver(estimate, spending, limits, unread);
    const unchecked = over.filter(limit => unread.includes(limit));
    return { exchange, estimate, over, unchecked, limits, spending };
  }
}

/** Whether it names a limit that nobody has agreed to go over. */
const isNew = ({ over }: SpendQuestion, agreed: readonly Limit[]): boolean =>
  over.some(limit => !agreed.includes(limit));
