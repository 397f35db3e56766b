import type { Operation, OperationClass } from '../catalog/operation';
import type { Exchange, Outcome } from '../exchange';
import type { Draft } from '../request/draft';
import type { FailureReason } from '../transport/transport';
import type { ErrorBody } from './readError';

/** What a rule decides by. */
export interface Evidence {
  readonly exchange: Exchange;
  readonly outcome: Outcome;
  readonly operation: Operation;
  readonly operationClass: OperationClass;
  readonly error: ErrorBody;
  readonly status: number | undefined;
  readonly failure: FailureReason | undefined;
  /** What the request was built from; without it no fix can change the request. */
  readonly draft: Draft | undefined;
}

/** Headers of the last answer; empty: there was none. */
export const headersOf = ({ exchange }: Pick<Evidence, 'exchange'>) =>
  exchange.attempts.at(-1)?.headers ?? {};
