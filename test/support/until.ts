import { setTimeout as sleep } from 'node:timers/promises';

/** So long that no slow machine needs it: what has not come by then never comes. */
const longestMs = 120_000;

/** Whether it came to hold. */
export async function comes(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = Date.now() + longestMs;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await sleep(10);
  }
  return true;
}

/** Resolves when it holds; rejects with what was awaited. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  if (!(await comes(holds))) throw new Error(`Never came: ${what}.`);
}
