import { setImmediate } from 'node:timers/promises';
import type { Steps } from './steps';

/** How long to work before other work gets its turn (ms): less than a frame. */
const turnMs = 12;

export interface TurnOptions {
  /** Milliseconds since any fixed moment. */
  readonly now?: () => number;
  /** Resolves when other waiting work has had its turn. */
  readonly pause?: () => Promise<unknown>;
}

/** Does the work in turns, so that it does not hold up the rest of the process: a panel, *Stop*, another run. */
export async function inTurns<T>(
  steps: Steps<T>,
  { now = () => performance.now(), pause = () => setImmediate() }: TurnOptions = {},
): Promise<T> {
  for (let since = now(); ;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (now() - since < turnMs) continue;
    await pause();
    since = now();
  }
}

/** Does the work for each item after the one before, in turns like {@link inTurns}: also work that only seems to wait. */
export async function eachInTurns<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<unknown> | undefined,
  { now = () => performance.now(), pause = () => setImmediate() }: TurnOptions = {},
): Promise<void> {
  let since = now();
  for (const item of items) {
    await work(item);
    if (now() - since < turnMs) continue;
    await pause();
    since = now();
  }
}
