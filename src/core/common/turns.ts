import { setImmediate } from 'node:timers/promises';
import type { Steps } from './steps';

/** As long as a turn may take before others have theirs, in milliseconds: less than a frame. */
const turnMs = 12;

export interface TurnOptions {
  /** Milliseconds, from whatever moment on. */
  readonly now?: () => number;
  /** Resolves when all others have had their turn. */
  readonly pause?: () => Promise<unknown>;
}

/** Does the work in turns with whatever else this process has to do: a panel, a stop, a run that goes on. */
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
