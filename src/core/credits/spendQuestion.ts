import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import type { Estimate } from '../price/estimate';
import type { Limit, SpendLimits, Spending } from './spendLimits';

/** What becomes of a request that was answered lately. `kept`: that answer is taken, without a question. */
export type Repeating = 'ask' | 'send' | 'kept';

/** The run that a fix mends, and what it was sent from. */
export interface FixedRun {
  readonly exchange: Exchange;
  readonly draft: Draft;
}

/** A run of an operation that may cost something, before it is sent or before one of its attempts. */
export interface MeteredRun {
  readonly exchange: Exchange;
  readonly draft: Draft;
  readonly signal: AbortSignal;
  readonly repeating: Repeating;
  /** Set where a fix starts it: what may take more than the run that it mends is asked about. */
  readonly fixedRun?: FixedRun | undefined;
  /** Set where the key of its next attempt is known; else the profile's key of this moment decides. */
  readonly isBilled?: true;
  /** Called once it is certain that no kept answer takes the place of the run. */
  readonly begins?: () => void;
  /** Called before each question that offers no kept answer. */
  readonly asks?: () => void;
}

export type SpendDecision =
  /** `isCounted`: the ledger holds it, since something may be taken. */
  | { readonly kind: 'send'; readonly isCounted: boolean }
  /** The answer of this earlier run will do: nothing is sent. */
  | { readonly kind: 'kept'; readonly exchange: Exchange }
  | { readonly kind: 'refused' };

/** Why a run is not let through without the person's word: every reason there is, in one question. */
export interface SpendQuestion {
  readonly exchange: Exchange;
  readonly estimate: Estimate;
  /** Limits that it may go over. */
  readonly over: readonly Limit[];
  /** Those of them that cannot be checked: what was taken before could not be read, or this run not be written down. */
  readonly unchecked: readonly Limit[];
  /** The run that has answered the same request lately. */
  readonly kept?: Exchange;
  /** What the run that it mends could take at most, in credits, where this one may take more. */
  readonly fixedRunUpTo?: number;
  readonly limits: SpendLimits;
  readonly spending: Spending;
}

/** `kept`: the kept answer will do, and nothing is sent. `nothing`: the run is not wanted. */
export type SpendAnswer = 'send' | 'kept' | 'nothing';
