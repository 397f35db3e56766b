import type { Operation } from '../catalog/operation';
import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import { fingerprint } from '../request/fingerprint';
import { operationClass } from '../retry/retryPolicy';

/** A run of this window that has not ended. */
export interface Running {
  readonly controller: AbortController;
  /** Identifies request and account; two runs with the same action never run at once. */
  readonly action: string | undefined;
  /** What `onStart` is told. */
  readonly started: Promise<Exchange>;
  readonly done: Promise<Exchange>;
  sendNow?: () => void;
}

/** What a metered or creating run does, as a text; undefined for what may be done twice at a time. */
export function actionOf(
  draft: Draft,
  operation: Operation,
  profile: string,
  account: string,
): string | undefined {
  if (operationClass(operation) === 'free') return undefined;
  const request = fingerprint(draft, operation) ?? draft;
  return JSON.stringify([profile, account, request]);
}
