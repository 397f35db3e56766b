import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import type { HistoryRow } from '../history/row';
import type { Estimate } from '../price/estimate';
import type { Limit, SpendLimits, Spending } from './spendLimits';

/** What to do if the request was answered lately: ask, send it again, or take the kept answer without a question. */
export type Repeating = 'ask' | 'send' | 'kept';

/** A run that a fix repeats or changes, and the draft that it was sent from. */
export interface FixedRun {
  readonly exchange: Exchange;
  readonly draft: Draft;
}

/** A run that may cost something: before it is sent, or before an attempt with a key of another kind. */
export interface MeteredRun {
  readonly exchange: Exchange;
  readonly draft: Draft;
  readonly signal: AbortSignal;
  readonly repeating: Repeating;
  /** Set if a fix started this run: the person is asked if it may cost more than the fixed run. */
  readonly fixedRun?: FixedRun | undefined;
  /** Set if the next attempt's key is known to be billed; else the profile's current key decides. */
  readonly isBilled?: true;
  /** The row to keep with the entry of the run, once it has begun; undefined: it is kept in a file of its own. */
  readonly row?: () => HistoryRow | undefined;
  /** Called when it is certain that no kept answer replaces the run. */
  readonly begins?: () => void;
  /** Called before each question that offers no kept answer. */
  readonly asks?: () => void;
}

export type SpendDecision =
  /** `isCounted`: the run may be charged, so it is in the book. `hasRow`: its row is on disk with its entry. */
  | { readonly kind: 'send'; readonly isCounted: boolean; readonly hasRow?: true }
  /** The answer of this earlier run is taken; nothing is sent. */
  | { readonly kind: 'kept'; readonly exchange: Exchange }
  | { readonly kind: 'refused' };

/** The question before a run, with every reason for it. */
export interface SpendQuestion {
  readonly exchange: Exchange;
  readonly estimate: Estimate;
  /** Limits that the run may exceed. */
  readonly over: readonly Limit[];
  /** Limits of `over` that cannot be checked, because the ledger could not be read or written. */
  readonly unchecked: readonly Limit[];
  /** A recent run with the answer to the same request. */
  readonly kept?: Exchange;
  /** What the fixed run could cost at most, in credits. Set if this run may cost more. */
  readonly fixedRunUpTo?: number;
  readonly limits: SpendLimits;
  readonly spending: Spending;
}

/** `kept`: take the kept answer. `nothing`: do not send. */
export type SpendAnswer = 'send' | 'kept' | 'nothing';
