import type { Bodies } from './answerBodies';
import type { Operation } from '../catalog/operation';
import type { FixedRun, Repeating } from '../credits/spendQuestion';
import type { SpendingGuard } from '../credits/spendingGuard';
import type { Exchange, RefusalReason, Purpose } from '../exchange';
import type { History } from '../history/history';
import type { KeyReader } from '../keys/keyMark';
import type { LimitSettings } from '../transport/limits';
import type { RetryBudget } from '../retry/retryBudget';
import type { RetrySettings } from '../retry/retryPolicy';
import type { SharedLimits } from '../retry/sharedLimits';
import type { Destination, Transport } from '../transport/transport';
import type { World } from '../common/world';

/** What the explorer takes from outside. */
export interface ExplorerParts {
  readonly world: World;
  readonly history: History;
  readonly bodies: Bodies;
  readonly shared: SharedLimits;
  readonly budget: RetryBudget;
  readonly window: { readonly pid: number; readonly id: string };
  /** Recognises API keys: a draft that contains one is refused. */
  readonly keys: KeyReader;
  /** Loads the engine on first use. */
  transport(): Promise<Transport>;
  /** Where a profile's requests are sent, or why they cannot be; starts the sandbox if needed. */
  destination(profile: string, operation: Operation): Promise<Destination | RefusalReason>;
  /** A profile's origin, as far as it is known without starting the sandbox. */
  originOf(profile: string): string;
  /** Identifies the account that a profile's requests belong to now; never contains the key. */
  accountOf(profile: string): string;
  /** Credits that one row or request of an operation cost lately with a profile; undefined: not known. */
  priceOf(profile: string, operationId: string): number | undefined;
  /** The known balance of a profile; sends nothing to find it out. */
  balanceOf(profile: string): Exchange['balanceBefore'];
  /**
   * Asked before every run that may be charged, and before the first attempt that may be when the run itself was not.
   */
  readonly guard: Pick<SpendingGuard, 'decide' | 'withdraw'>;
  settings(): { readonly retry: RetrySettings; readonly limits: LimitSettings };
  readonly failed: (failure: unknown) => void;
}

/** How one run is to be made. */
export interface RunOptions {
  readonly profile: string;
  /** Default: a run whose answer the user wants. */
  readonly purpose?: Purpose | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly wait?: World['wait'] | undefined;
  /** The key of the run that this one repeats, since both are the same intended action. */
  readonly idempotencyKey?: string | undefined;
  /** Id of the run that this one was made from, by a fix or by sending it again. */
  readonly after?: string | undefined;
  /** The run that this one fixes: the guard asks if this one may cost more. */
  readonly fixedRun?: FixedRun | undefined;
  /** Default: `ask`. */
  readonly repeating?: Repeating | undefined;
  /** ISO 8601. The run waits until then, visibly; it is sent at once if that has passed. */
  readonly notBefore?: string | undefined;
  /** Called with the exchange before anything is sent, or with the earlier run whose kept answer is taken instead. */
  readonly onStart?: ((exchange: Exchange) => void) | undefined;
}
