import type { Operation } from '../core/catalog/operation';
import type { Account } from './accounts';
import type { Answer } from './answer';
import type { Cursors } from './cursors';
import type { Market, Markets } from './data/market';
import type { ErrorFamily } from './errors';
import type { ApplicationBook } from './actions/applicationBook';

/** What every operation of one running sandbox shares. */
export interface World {
  readonly now: () => number;
  readonly markets: Markets;
  readonly cursors: Cursors;
  readonly applications: ApplicationBook;
  /** Whether the two older Auto Apply contracts answer at all. */
  readonly olderContracts: 'paused' | 'live';
  readonly families: ErrorFamily;
  /** Where this sandbox listens. */
  readonly origin: () => string;
}

/** One request that passed every check, on its way to the work. */
export interface Call {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  /** Typed as the catalog says. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Members of the body that the document does not know; ignored, and said. */
  readonly unknownMembers: readonly string[];
  readonly account: Account;
  readonly market: Market;
  readonly world: World;
  /** Aborted when the client has gone or the sandbox stops. */
  readonly signal: AbortSignal;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;
