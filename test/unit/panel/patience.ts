import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** How long anything is waited for: a little less than a case may take, so that its failure says what was waited for. */
export const patienceMs = 50_000;

/** Waits for a condition, and tells whether it came about: who asked can say what was there instead. */
export async function patiently(isThere: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (!(await isThere())) {
    if (performance.now() > end) return false;
    await setTimeout(10);
  }
  return true;
}

/** Waits for an expression to be true in the page; the policy forbids playwright's own way. */
export async function until(page: Page, expression: string): Promise<void> {
  const isTrue = () => page.evaluate<boolean>(`Boolean(${expression})`);
  if (!(await patiently(isTrue))) throw new Error(`still not true in the page: ${expression}`);
}
