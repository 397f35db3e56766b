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
  /** Called for each run, as a setting may have changed. */
  readonly limits: () => SpendLimits;
  /** The estimate for a run with a billed key. */
  readonly estimate: (profile: string, draft: Draft) => Estimate;
  /** Whether the current key of a profile may be charged; false without a key. */
  readonly isBilled: (profile: string) => Promise<boolean>;
  /** A recent run that answered the same request and whose answer is kept. */
  readonly kept: (run: Pick<MeteredRun, 'exchange' | 'draft'>) => Promise<Exchange | undefined>;
  /** Resolves when the ledger holds all that is known of earlier runs. Called only if a session or day limit is set. */
  readonly ready?: () => Promise<unknown>;
  /** Asks the person. `nothing` if the question is dismissed or cannot be shown. Never rejects. */
  readonly ask: (question: SpendQuestion, signal: AbortSignal) => Promise<SpendAnswer>;
  readonly failed: (failure: unknown) => void;
}

/** Reasons to ask that do not depend on the limits. */
type Offer = Pick<SpendQuestion, 'kept' | 'fixedRunUpTo'>;

const sendUncounted: SpendDecision = { kind: 'send', isCounted: false };

/**
 * Decides whether a metered run may be sent, whoever starts it. There is one question for all reasons: the limits, a kept
 * answer, a fix that may cost more. Nothing else in the extension asks about money.
 */
export class SpendingGuard {
  readonly #options: SpendingGuardOptions;
  readonly #deciding = inTurn();
  readonly #asking = inTurn();

  constructor(options: SpendingGuardOptions) {
    this.#options = options;
  }

  /**
   * Decides about one run, with one estimate and one question at most. It asks again only if other runs reach a limit while
   * the question is open. A run that may be charged is in the book when this resolves with `send`.
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
    const { book } = this.#options;
    const answer = await this.#letThrough(run, estimate, offer);
    if (answer === 'kept' && kept) return { kind: 'kept', exchange: kept };
    if (answer === 'send' && !signal.aborted)
      return { kind: 'send', isCounted: true, ...(book.holdsRow(exchange) && { hasRow: true }) };
    // The run was cancelled during the decision. Nobody will report its end, so it must not stay in the book.
    if (answer === 'send') await book.withdraw(exchange);
    return { kind: 'refused' };
  }

  async #letThrough(run: MeteredRun, estimate: Estimate, offer: Offer): Promise<SpendAnswer> {
    const isOffered = offer.kept !== undefined || offer.fixedRunUpTo !== undefined;
    let agreed: readonly Limit[] | undefined = isOffered ? undefined : [];
    for (;;) {
      // One decision at a time: two runs that fit alone may not fit together.
      const question = await this.#deciding(() => this.#reserve(run, estimate, agreed));
      if (!question) return 'send';
      const asked = agreed === undefined ? { ...question, ...offer } : question;
      if (!asked.kept) run.asks?.();
      const answer = await this.#ask(asked, run.signal);
      if (answer !== 'send') return answer;
      // Other runs may have reached a limit that this question did not name.
      agreed = [...(agreed ?? []), ...question.over];
    }
  }

  #ask(question: SpendQuestion, signal: AbortSignal): Promise<SpendAnswer> {
    return this.#asking(async () =>
      signal.aborted ? 'nothing' : this.#options.ask(question, signal),
    );
  }

  /** A key that cannot be read counts as billed. */
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

  /** What the fixed run could cost at most, in credits, if this run may cost more; else undefined. */
  async #costsMore(estimate: Estimate, fixed: FixedRun | undefined): Promise<number | undefined> {
    if (!fixed) return undefined;
    const { draft, exchange } = fixed;
    // The fixed run may have had a test key that was replaced by a billed one since.
    const wasBilled = !exchange.diagnosis?.notBilled && (await this.#isBilled(exchange.profile));
    const before = wasBilled ? mostOf(this.#options.estimate(exchange.profile, draft)) : 0;
    return mostOf(estimate) > before ? before : undefined;
  }

  /** Takes a run out of the book: its next attempt has a key that is not billed. */
  withdraw(exchange: Exchange): void {
    void this.#options.book.withdraw(exchange);
  }

  /**
   * Puts a run into the book if it needs no question; else returns the question.
   * @param agreed limits that the person agreed to exceed; undefined: a question is needed whatever the limits say
   */
  async #reserve(
    { exchange, row }: MeteredRun,
    estimate: Estimate,
    agreed: readonly Limit[] | undefined,
  ): Promise<SpendQuestion | undefined> {
    const before = this.#question(exchange, estimate, await this.#options.book.refresh());
    if (!agreed || isNew(before, agreed)) return before;
    const isWritten = await this.#options.book.reserve(exchange, estimate, row?.());
    if (isWritten && this.#options.limits().day === 0) return undefined;
    // Another window may have reserved at the same time. Both look at the file again, so that one of them asks.
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

/** Whether it names a limit that the person has not agreed to exceed. */
const isNew = ({ over }: SpendQuestion, agreed: readonly Limit[]): boolean =>
  over.some(limit => !agreed.includes(limit));
