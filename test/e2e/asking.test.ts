import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.js';
import { addProfile } from './addProfile.js';
import * as byKeyboard from './byKeyboard.js';
import { useWorkbench } from './harness.js';

/** From the profile on, nothing here touches the mouse. */
describe('a search, asked for with the keyboard', () => {
  const workbench = useWorkbench();
  let sandbox: Sandbox;
  const seen: string[] = [];
  const searches = () => seen.filter(line => line.includes('/api/jobs/search')).length;

  before(async () => {
    sandbox = await startSandbox({ log: line => seen.push(line) });
    await workbench.setSetting('jobo.credits.confirmAbove', 200);
    await workbench.tab().click();
    await addProfile(workbench, 'Local', sandbox.url);
    await workbench.command('Jobo: Set API Key…');
    const box = workbench.page.locator('.quick-input-widget input[type=password]');
    await box.fill(sandbox.keys.good);
    await box.press('Enter');
    await workbench.toast('The key of Local works').waitFor();
    await workbench.command('Notifications: Clear All Notifications');
  });
  after(() => sandbox.stop());

  const panel = () => workbench.webview();
  const press = (keys: string) => workbench.page.keyboard.press(keys);
  const type = (text: string) => workbench.page.keyboard.type(text);
  const sendButton = (price: string) => panel().getByRole('button', { name: `Send · ${price}` });
  const focused = (of: Locator) => of.and(panel().locator(':focus'));
  /** Whatever it is that the name labels. */
  const box = (name: string) => panel().locator('.body').getByLabel(name, { exact: true });

  const tabTo = (target: Locator) => byKeyboard.tabTo(workbench, target);

  // Not by Ctrl+A: the workbench selects all once more, a moment after the page has, and over what is typed by then.
  const overtype = async (text: string) => {
    await press('End');
    await press('Shift+Home');
    await type(text);
  };

  /** Beside an answer the form is folded. */
  const unfold = async () => {
    const form = panel().locator('details.request');
    if ((await form.getAttribute('open')) !== null) return;
    await tabTo(form.locator('> summary'));
    await press('Enter');
  };

  it('opens an operation from the tree', async () => {
    await byKeyboard.openSearchWithBody(workbench);
  });

  it('shows what it may cost, and follows page_size', async () => {
    await workbench.command('View: Focus Active Editor Group');
    await tabTo(box('queries'));
    await press('Backspace');
    await type('engineer');
    await press('Enter');
    await panel().getByText('engineer added.').waitFor({ state: 'attached' });
    await tabTo(box('page_size'));
    await overtype('10');
    await sendButton('up to 30 credits').waitFor();
    await tabTo(box('Add filter'));
    await type('posted_a');
    await press('Enter');
    await focused(box('posted_after')).waitFor();
    await type('2020-01-01');
    const fix = panel().getByRole('button', {
      name: 'Set posted_after to "2020-01-01T00:00:00Z"',
    });
    await tabTo(fix);
    await workbench.shot('ask-1-form');
    await press('Enter');
    await fix.waitFor({ state: 'hidden' });
    await press('ControlOrMeta+Enter');
    await panel().getByRole('heading', { name: '200 OK' }).waitFor();
    await workbench.statusBarItem('49,970').waitFor();
  });

  it('asks before a run above the threshold, the safe choice first', async () => {
    await unfold();
    await tabTo(box('page_size'));
    await overtype('100');
    await sendButton('up to 300 credits').waitFor();
    await press('ControlOrMeta+Enter');
    await workbench.quickPick('Do not send').waitFor();
    await workbench.page.getByText('More than 200 credits for one run.').waitFor();
    await panel().getByText('Waiting for your word.').first().waitFor();
    await workbench.shot('ask-2-guard');
    await press('Enter');
    await panel().getByText('Not sent').first().waitFor();
    await workbench.webviewHasFocus();
    assert.equal(searches(), 1);
  });

  it('sends what the person has confirmed', async () => {
    await press('ControlOrMeta+Enter');
    await workbench.quickPick('Do not send').waitFor();
    await workbench.quickInput.and(workbench.page.locator(':focus')).waitFor();
    await press('ArrowDown');
    await workbench.quickPick(/^Send/).and(workbench.page.locator('.focused')).waitFor();
    await press('Enter');
    await panel().getByRole('heading', { name: '200 OK' }).waitFor();
    await workbench.statusBarItem('49,670').waitFor();
    assert.equal(searches(), 2);
    await workbench.shot('ask-3-answer');
  });

  it('compares the answer with the one before', async () => {
    const choose = async (words: string) => {
      const entry = workbench.page.getByRole('menuitem', { name: words, exact: true });
      const isThere = () =>
        entry.waitFor({ timeout: 2_000 }).then(
          () => true,
          () => false,
        );
      // A menu that is open does not learn that a run has been selected by now.
      for (let opened = 0; opened < 10; opened += 1) {
        await press('Shift+F10');
        if (await isThere()) break;
        await press('Escape');
      }
      while (!(await entry.and(workbench.page.locator(':focus')).isVisible()))
        await press('ArrowDown');
      await press('Enter');
    };
    const goTo = async (row: Locator) => {
      await press('Home');
      while (!(await row.and(workbench.page.locator('.focused')).isVisible()))
        await press('ArrowDown');
    };
    const run = (credits: number) =>
      workbench.rows(new RegExp(`^Search jobs with a JSON body\\s*200 · ${credits} credits`));
    await workbench.command('Jobo: Focus on History View');
    await goTo(run(30));
    await choose('Select for Compare');
    await goTo(run(300));
    await choose('Compare with Selected');
    await workbench.page.locator('.monaco-diff-editor').first().waitFor();
    await workbench.toast(/90 added/).waitFor();
    await workbench.shot('ask-4-compared');
  });

  it('is readable in every theme: the form, and the question', async () => {
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.command('View: Close Editor');
    for (const theme of ['light', 'dark', 'highContrast', 'highContrastLight'] as const) {
      await workbench.setTheme(theme);
      await sendButton('up to 300 credits').waitFor();
      await workbench.command('View: Focus Active Editor Group');
      await unfold();
      await tabTo(box('page_size'));
      await workbench.shot(`ask-form-${theme}`);
      await press('ControlOrMeta+Enter');
      await workbench
        .quickPick('Do not send')
        .or(workbench.quickPick('Show the kept answer'))
        .waitFor();
      await workbench.shot(`ask-guard-${theme}`);
      await press('Escape');
    }
    assert.equal(searches(), 2);
  });
});
