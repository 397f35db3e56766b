import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.js';

/** More than any form here has stops. */
const mostStops = 80;

/** Tab by Tab, as a person would, to what stands in the panel. */
export async function tabTo(workbench: Workbench, target: Locator): Promise<void> {
  const focused = target.and(workbench.webview().locator(':focus'));
  await target.waitFor();
  for (let presses = 0; presses < mostStops; presses += 1) {
    if (await focused.isVisible()) return;
    await workbench.page.keyboard.press('Tab');
  }
  assert.fail('Tab does not lead there.');
}

/** Opens the search with a JSON body from the tree, row by row. */
export async function openSearchWithBody(workbench: Workbench): Promise<void> {
  const { keyboard } = workbench.page;
  await workbench.command('Jobo: Focus on Operations View');
  await keyboard.press('Home');
  const row = workbench.rows('POST Search jobs with a JSON body');
  while (!(await row.and(workbench.page.locator('.focused')).isVisible()))
    await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await workbench.webview().getByText('/api/jobs/search').first().waitFor();
}
