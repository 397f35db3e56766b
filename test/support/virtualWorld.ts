import type { World } from '../../src/core/common/world';

/** A clock that only moves when everybody waits; it then jumps to the next one who may go on. */
export interface VirtualWorld extends World {
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Lets time pass until all are done. Fails where nobody waits and nothing moves. */
  settle<T>(running: Promise<T>): Promise<T>;
}

export function virtualWorld(random: () => number = () => 0): VirtualWorld {
  const start = Date.UTC(2026, 0, 1);
  let elapsed = 0;
  let timers: { readonly at: number; readonly go: () => void }[] = [];
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = { at: elapsed + ms, go: resolve };
      timers.push(timer);
      signal?.addEventListener('abort', () => {
        timers = timers.filter(each => each !== timer);
        reject(new Error('aborted'));
      });
    });
  return {
    now: () => start + elapsed,
    monotonic: () => elapsed,
    random,
    wait: (ms, _reason, signal) => sleep(ms, signal),
    sleep,
    async settle(running) {
      const state = { done: false };
      const mark = (): void => {
        state.done = true;
      };
      running.then(mark, mark);
      for (let idle = 0; idle < 100;) {
        await new Promise(resolve => setImmediate(resolve));
        if (state.done) return running;
        const next = timers.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) {
          idle += 1;
          continue;
        }
        idle = 0;
        timers = timers.filter(each => each !== next);
        elapsed = Math.max(elapsed, next.at);
        next.go();
      }
      throw new Error('Nobody waits, and nothing is done.');
    },
  };
}
