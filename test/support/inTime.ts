import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

/** Resolves when the condition holds; the caller's own time limit ends it otherwise. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(2);
}

/** So many turns of the event loop, in each of which everything that is ready goes on. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}

/**
 * What comes of it where a timer of that length, started now, is not first. A machine that is held up runs the timer late
 * and all else too: what then needs no more time, only its turn, still counts as in time.
 */
export async function within<T>(ms: number, running: Promise<T>): Promise<T | undefined> {
  const late = async (): Promise<undefined> => {
    await sleep(ms);
    await turns(100);
  };
  return Promise.race([running, late()]);
}
