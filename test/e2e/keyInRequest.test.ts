import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.js';
import { addProfile } from './addProfile.js';
import * as byKeyboard from './byKeyboard.js';
import { useWorkbench } from './harness.js';

/** Nothing but the keyboard, from the form on. */
describe('a key that is typed into the form', () => {
  const workbench = useWorkbench();
  let sandbox: Sandbox;
  const seen: string[] = [];

  before(async () => {
    sandbox = await startSandbox({ log: line => seen.push(line) });
    await workbench.tab().click();
    await addProfile(workbench, 'Local', sandbox.url);
    await workbench.command('Notifications: Clear All Notifications');
  });
  after(() => sandbox.stop());

  const panel = () => workbench.webview();
  const press = (keys: string) => workbench.page.keyboard.press(keys);
  const tabTo = (target: Locator) => byKeyboard.tabTo(workbench, target);

  it('is an error at its place, in every theme', async () => {
    await byKeyboard.openSearchWithBody(workbench);
    await workbench.command('View: Focus Active Editor Group');
    const queries = panel().locator('.body').getByLabel('queries', { exact: true });
    await tabTo(queries);
    await workbench.page.keyboard.insertText(sandbox.keys.good);
    await press('Enter');
    await panel().getByText('This looks like an API key.').first().waitFor();
    for (const theme of ['light', 'dark', 'highContrast', 'highContrastLight'] as const) {
      await workbench.setTheme(theme);
      await panel().getByRole('button', { name: 'Store It for Local' }).waitFor();
      await workbench.shot(`key-form-${theme}`);
    }
    await workbench.command('View: Focus Active Editor Group');
  });

  it('is not sent, and moved to secret storage with a press', async () => {
    await press('ControlOrMeta+Enter');
    const store = panel().getByRole('button', { name: 'Store It for Local' });
    await tabTo(store);
    await press('Enter');
    await workbench
      .toast('The key is stored for Local, and no longer stands in the request.')
      .waitFor();
    await store.waitFor({ state: 'hidden' });
    await workbench.shot('key-stored');
    assert.equal(seen.filter(line => line.includes('/api/jobs/search')).length, 0);
    await press('ControlOrMeta+Enter');
    await panel().getByRole('heading', { name: '200 OK' }).waitFor();
  });
});
