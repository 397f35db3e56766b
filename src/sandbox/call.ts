import type { Operation } from '../core/catalog/operation';
import type { Account } from './accounts';
import type { Answer } from './answer';
import type { Cursors } from './cursors';
import type { Market, Markets } from './data/market';
import type { ErrorFamily } from './errors';
import type { ApplicationBook } from './actions/applicationBook';

/** State that all operations of one running sandbox share. */
export interface World {
  readonly now: () => number;
  readonly markets: Markets;
  readonly cursors: Cursors;
  readonly applications: ApplicationBook;
  /** Whether the two older Auto Apply contracts answer at all. */
  readonly olderContracts: 'paused' | 'live';
  /** The form of errors, unless a request asks for another. */
  readonly families: ErrorFamily;
  /** Where this sandbox listens. */
  readonly origin: () => string;
}

/** One request that passed every check, as a handler gets it. */
export interface Call {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  /** Values in the types that the catalog declares. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Members of the body that the API description does not know. They are ignored; a job search warns of them. */
  readonly unknownMembers: readonly string[];
  readonly account: Account;
  readonly market: Market;
  readonly world: World;
  /** Aborted when the client has gone or the sandbox stops. */
  readonly signal: AbortSignal;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;
