import type { Steps } from '../../src/core/common/steps';

/** Does the work with a look at what happens at each of its pauses, and counts them. */
export function paused<T>(steps: Steps<T>, atPause: (n: number) => void = () => undefined) {
  for (let pauses = 0; ; pauses++) {
    const step = steps.next();
    if (step.done) return { result: step.value, pauses };
    atPause(pauses);
  }
}
