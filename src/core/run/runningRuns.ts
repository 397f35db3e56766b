import type { Operation } from '../catalog/operation';
import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import { fingerprint } from '../request/fingerprint';
import type { RunOptions } from './explorerParts';
import { operationClass } from '../catalog/operationClass';

/**
 * Identifies request and account: two runs with the same action never run at once. Undefined for what may run twice. It is
 * worked out when there is another run to compare it with, which is seldom.
 */
export type Action = (() => string) | undefined;

/** A run of this window that has not ended. */
export interface Running {
  readonly controller: AbortController;
  readonly action: Action;
  /** Resolves with the exchange that `onStart` is called with. */
  readonly started: Promise<Exchange>;
  readonly done: Promise<Exchange>;
  sendNow?: () => void;
}

/** Starts one run with the options and the controller that it is given. */
type Carry = (options: RunOptions, controller: AbortController) => Promise<Exchange>;

/** The runs of this window that have not ended, oldest first. */
export class RunningRuns {
  readonly #runs = new Map<string, Running>();

  twinOf(action: Action): Running | undefined {
    return action && [...this.#runs.values()].find(running => running.action?.() === action());
  }

  /** Runs it until it ends. Its controller also aborts with `options.signal`. */
  start(id: string, action: Action, options: RunOptions, carry: Carry): Promise<Exchange> {
    const controller = new AbortController();
    const stop = () => controller.abort();
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) stop();
    let tell: (exchange: Exchange) => void = () => undefined;
    const started = new Promise<Exchange>(resolve => (tell = resolve));
    const onStart = (exchange: Exchange) => {
      tell(exchange);
      options.onStart?.(exchange);
    };
    const done = carry({ ...options, onStart }, controller).finally(() => {
      this.#runs.delete(id);
      options.signal?.removeEventListener('abort', stop);
    });
    this.#runs.set(id, { controller, action, started, done });
    return done;
  }

  onWait(id: string, sendNow: () => void): void {
    const running = this.#runs.get(id);
    if (running) running.sendNow = sendNow;
  }

  /** Ends the wait before the next attempt. */
  sendNow(id: string): void {
    this.#runs.get(id)?.sendNow?.();
  }

  /** False where there is no such run. */
  cancel(id: string): boolean {
    const running = this.#runs.get(id);
    running?.controller.abort();
    return running !== undefined;
  }

  ids(): readonly string[] {
    return [...this.#runs.keys()];
  }

  /** Cancels all of them; resolves when every one has ended. */
  async endAll(): Promise<void> {
    for (const { controller } of this.#runs.values()) controller.abort();
    await Promise.allSettled([...this.#runs.values()].map(({ done }) => done));
  }
}

/** The action of a run; undefined for free operations. @param account the one at the press: it may become another */
export function actionOf(
  draft: Draft,
  operation: Operation,
  profile: string,
  account: string,
): Action {
  if (operationClass(operation) === 'free') return undefined;
  let text: string | undefined;
  return () =>
    (text ??= JSON.stringify([profile, account, fingerprint(draft, operation) ?? draft]));
}
