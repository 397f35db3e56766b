import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.js';
import { formsOf } from '../support/keyForms.js';
import { addProfile } from './addProfile.js';
import { useWorkbench } from './harness.js';
import { packagedExtension } from './installExtension.js';

describe('the package', () => {
  it('has at most 1,000,000 bytes, since an installation waits for all of them', () => {
    const { size } = fs.statSync(packagedExtension());
    assert.ok(size <= 1_000_000, `${size} bytes`);
  });
});

describe('a first session', () => {
  const workbench = useWorkbench();
  let sandbox: Sandbox;
  const key = (name: string) => (sandbox.keys as Readonly<Record<string, string>>)[name] ?? '';

  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  const spentToday = (words: RegExp) =>
    workbench.page.locator('.pane-header', { hasText: 'History' }).filter({ hasText: words });

  const setKey = async (name: string) => {
    await workbench.command('Jobo: Set API Key…');
    const box = workbench.page.locator('.quick-input-widget input[type=password]');
    await box.fill(key(name));
    await box.press('Enter');
    await box.waitFor({ state: 'hidden' });
  };

  const editorText = (text: RegExp) =>
    workbench.page.locator('.monaco-editor .view-lines').filter({ hasText: text }).first();

  it('shows the operations by group, with their prices', async () => {
    await workbench.tab().click();
    await workbench.rows('Jobs Search').first().waitFor();
    await workbench.rows(/^GET Search jobs with query parameters\s*not billed/).waitFor();
    await workbench.rows(/GET Read one job\s*free/).waitFor();
    await workbench.shot('1-tree');
  });

  it('answers the first click from the sandbox, with no key', async () => {
    await workbench.rows('GET Search jobs with query parameters').click();
    await workbench.webview().getByRole('button', { name: /^Send/ }).first().click();
    await workbench.webview().getByText('200 OK').first().waitFor();
    await workbench.shot('2-first-answer');
  });

  it('adds a profile and verifies its key', async () => {
    await addProfile(workbench, 'Local', sandbox.url);
    await setKey('good');
    await workbench.toast('The key of Local works').waitFor();
    await workbench.rows(/^GET Search jobs with query parameters\s*≤ 75 cr/).waitFor();
    await workbench.shot('3-key-verified');
    await workbench.command('Notifications: Clear All Notifications');
  });

  it('fills the form in by keyboard alone and runs into panel, history and status bar', async () => {
    await workbench.rows('POST Search jobs with a JSON body').click();
    await workbench.webview().getByText('/api/jobs/search').first().waitFor();
    const queries = workbench.webview().getByRole('textbox', { name: 'queries' });
    await queries.press('Backspace');
    await queries.pressSequentially('engineer');
    await queries.press('Enter');
    await workbench.webview().getByRole('button', { name: 'Remove engineer' }).waitFor();
    const size = workbench.webview().getByRole('spinbutton', { name: 'page_size' });
    // Not Ctrl+A: the editor selects all once more, a moment later, which may be between two letters.
    await size.press('End');
    await size.press('Shift+Home');
    await size.pressSequentially('10');
    await workbench
      .webview()
      .getByRole('button', { name: /Send · up to 30 credits/ })
      .waitFor();
    await workbench.shot('3-form');
    await size.press('Control+Enter');
    await workbench.webview().getByText('200 OK').first().waitFor();
    await workbench.webview().getByRole('treeitem', { name: /jobs/ }).first().waitFor();
    await workbench.statusBarItem('49,970').waitFor();
    await workbench.rows(/^POST Search jobs with a JSON body\s*≤ 30 cr · 200/).waitFor();
    await workbench.rows(/^Search jobs with a JSON body\s*200 · 30 credits/).waitFor();
    await spentToday(/today 30 credits/).waitFor();
    await workbench.shot('4-answer');
  });

  it('asks for a required parameter in the palette', async () => {
    await workbench.ask('Jobo: Send Request…', 'geocode');
    await workbench.quickPick('Resolve a place name').click();
    await workbench.page.locator('.quick-input-widget', { hasText: 'location' }).first().waitFor();
    await workbench.quickInput.fill('Berlin');
    await workbench.shot('5-palette-parameter');
    await workbench.page.keyboard.press('Enter');
    await workbench.webview().getByText('200 OK').first().waitFor();
    await workbench.webview().getByText('Berlin').first().waitFor();
  });

  it('counts a 429 wait down and cancels it', async () => {
    await setKey('scenario:429-seconds');
    await workbench.rows('GET Search jobs with query parameters').first().click();
    await workbench.webview().getByRole('button', { name: /^Send/ }).first().click();
    await workbench
      .webview()
      .getByText(/Rate limit: waiting/)
      .first()
      .waitFor();
    await workbench.shot('6-waiting');
    await workbench.webview().getByRole('button', { name: 'Stop' }).first().click();
    await workbench.webview().getByText('Cancelled').first().waitFor();
    await workbench.shot('7-cancelled');
  });

  const openBody = async () => {
    await workbench.rows('POST Search jobs with a JSON body').first().click();
    await workbench.webview().getByRole('heading', { name: 'POST /api/jobs/search' }).waitFor();
    const edit = workbench.webview().getByRole('button', { name: 'Edit in editor' });
    if (!(await edit.isVisible())) await workbench.webview().getByText('Request').first().click();
    await edit.click();
  };

  it('edits the body of the draft in an editor of its own', async () => {
    await openBody();
    await editorText(/"page_size":\s10/).waitFor();
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('{ "page_size": 640, ');
    await workbench.page.keyboard.type('"wor');
    await workbench.page.locator('.suggest-widget').getByText('work_models').first().waitFor();
    await workbench.shot('10-body-editor');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('{ "queries": ["engineer"], "page_size": 20 ');
    await workbench
      .webview()
      .getByRole('button', { name: /Send · up to 60 credits/ })
      .waitFor();
    await workbench.rows(/^POST Search jobs with a JSON body\s*≤ 60 cr/).waitFor();
    await workbench.stateIsWritten(/page_size\\*": 20 \}/);
  });

  it('keeps history and profile over a reload', async () => {
    await workbench.secretsAreWritten();
    await workbench.reload();
    // Not by a click on its tab: the side bar may be there already, and would be closed by that.
    await workbench.command('Jobo: Focus on Operations View');
    await workbench
      .rows(/Resolve a place name\s*200/)
      .first()
      .waitFor();
    await workbench.page.locator('.pane-header', { hasText: 'Local' }).first().waitFor();
    await spentToday(/today 31 credits/).waitFor();
    await workbench.shot('8-reloaded');
  });

  it('goes on with a body in its editor after a reload', async () => {
    // Whether the window's layout comes back with a reload is a matter of a moment. Where it does, so does the editor.
    const restored = workbench.page.locator('.tab', { hasText: 'body.json' });
    if (await restored.isVisible()) await restored.click();
    else await openBody();
    const text = editorText(/"page_size":\s20/);
    await text.click();
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('{ "queries": ["engineer"], "page_size": 2 ');
    await workbench.rows(/^POST Search jobs with a JSON body\s*≤ 6 cr/).waitFor();
    await workbench.page.locator('.tab:not(.dirty)', { hasText: 'body.json' }).waitFor();
    await workbench.shot('11-body-editor-again');
  });

  it('explains a rejected key and an empty wallet', async () => {
    await setKey('revoked');
    await workbench.toast('was rejected').waitFor();
    await workbench.command('Notifications: Clear All Notifications');
    await setKey('empty');
    await workbench.toast('The key of Local works').waitFor();
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.rows('POST Search jobs with a JSON body').first().click();
    await workbench.webview().getByRole('button', { name: /^Send/ }).first().click();
    await workbench.webview().getByText('Not enough credits').first().waitFor();
    await workbench.shot('9-402');
  });

  it('is readable in every theme and in a narrow window', async () => {
    for (const theme of ['light', 'dark', 'highContrast', 'highContrastLight'] as const) {
      await workbench.setTheme(theme);
      await workbench.webview().getByText('Not enough credits').first().waitFor();
      await workbench.shot(`theme-${theme}`);
    }
    await workbench.setTheme('dark');
    await workbench.setViewport({ width: 720, height: 800 });
    await workbench.webview().getByText('Not enough credits').first().waitFor();
    await workbench.shot('narrow');
    await workbench.setViewport();
  });

  it('leaves the key in no file', () => {
    const keys = ['good', 'scenario:429-seconds', 'revoked', 'empty'].map(key);
    const found = (texts: readonly string[]) => {
      const forms = texts.flatMap(formsOf).map(form => Buffer.from(form, 'latin1'));
      return [...workbench.files(), ...workbench.browserFiles()]
        .filter(({ bytes }) => forms.some(form => bytes.includes(form)))
        .map(({ name }) => name);
    };
    // The same scan has to find what is certainly there: a run that History has on disk, and what is planted.
    assert.notDeepEqual(found(['/api/jobs/search']), []);
    const planted = key('test');
    const names = formsOf(planted).map((_, n) => `planted-${n}`);
    for (const folder of [workbench.userDataDir, workbench.browserDir]) {
      for (const [n, form] of formsOf(planted).entries())
        fs.writeFileSync(path.join(folder, names[n] ?? ''), `x${form}x`, 'latin1');
    }
    assert.deepEqual(found([planted]).sort(), [...names, ...names].sort());
    assert.deepEqual(found(keys), []);
  });
});
