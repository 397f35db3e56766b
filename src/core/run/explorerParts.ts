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

export interface ExplorerParts {
  readonly world: World;
  readonly history: History;
  readonly bodies: Bodies;
  readonly shared: SharedLimits;
  readonly budget: RetryBudget;
  readonly window: { readonly pid: number; readonly id: string };
  /** Recognises keys, which no request may hold. */
  readonly keys: KeyReader;
  /** Loads the engine on first use. */
  transport(): Promise<Transport>;
  /** Where a profile's requests go; starts the sandbox where that is needed. */
  destination(profile: string, operation: Operation): Promise<Destination | RefusalReason>;
  /** The origin as far as it is known without starting anything. */
  originOf(profile: string): string;
  /** Tells apart whose account a profile's requests are about by now; never holds the key. */
  accountOf(profile: string): string;
  /** What one row or request of an operation took lately with a profile, in credits, as far as that is known. */
  priceOf(profile: string, operationId: string): number | undefined;
  /** What is known of a profile's wallet; nothing is sent to find it out. */
  balanceOf(profile: string): Exchange['balanceBefore'];
  /** Asked before every run that may be charged, and before an attempt that may be charged where none before it was. */
  readonly guard: Pick<SpendingGuard, 'decide' | 'withdraw'>;
  settings(): { readonly retry: RetrySettings; readonly limits: LimitSettings };
  readonly failed: (failure: unknown) => void;
}

export interface RunOptions {
  readonly profile: string;
  /** Default: a run that a person asked for. */
  readonly purpose?: Purpose | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly wait?: World['wait'] | undefined;
  /** Of the run that this one repeats: the same intended action. */
  readonly idempotencyKey?: string | undefined;
  /** The run that this one came of, by a fix or sent again. */
  readonly after?: string | undefined;
  /** The run that a fix mends, where that starts this one: what may take more is asked about. */
  readonly fixedRun?: FixedRun | undefined;
  /** Default: `ask`. */
  readonly repeating?: Repeating | undefined;
  /** ISO 8601: it waits until then, visibly, and is sent at once where that has passed. */
  readonly notBefore?: string | undefined;
  /** Told the exchange's id before anything is sent; of a kept answer that is taken instead, that one's. */
  readonly onStart?: ((exchange: Exchange) => void) | undefined;
}
