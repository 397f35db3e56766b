import type { Exchange } from './exchange';

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
