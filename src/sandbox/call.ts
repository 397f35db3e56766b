import type { Operation } from '../core/catalog/operation';
import type { Account } from './accounts';
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

export interface Done {
  readonly kind: 'done';
  readonly status: 200 | 201 | 202;
  /** Left out: no body at all. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Rows delivered, the basis of a price per item. */
  readonly rows?: number;
  /** The call repeated something that was paid before. */
  readonly alreadyPaid?: boolean;
}

export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  readonly code?: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** More members of the body, for example `credits_required`. */
  readonly members?: Readonly<Record<string, unknown>>;
}

export type Answer = Done | Refused;
export type Handler = (call: Call) => Answer | Promise<Answer>;

export const done = (body: unknown, more: Omit<Partial<Done>, 'kind' | 'body'> = {}): Done => ({
  kind: 'done',
  status: 200,
  body,
  ...more,
});

export const refuse = (
  status: number,
  detail: string,
  more: Omit<Partial<Refused>, 'kind' | 'status' | 'detail'> = {},
): Refused => ({ kind: 'refused', status, detail, ...more });
