import { useWorkbench } from './harness.js';
import { setField } from './setField.js';

describe('history', () => {
  const workbench = useWorkbench();
  const today = () => workbench.rows(/^Today/);
  const runs = () => workbench.rows(/^Search jobs with query parameters\s*\d{3} ·/);
  const send = () => workbench.webview().getByRole('button', { name: /^Send/ }).first().click();

  it('groups the runs of today', async () => {
    await workbench.tab().click();
    await workbench.rows('GET Search jobs with query parameters').click();
    for (const [nth, size] of ['2', '3'].entries()) {
      await setField(workbench.webview(), 'page_size', size);
      await send();
      await runs().nth(nth).waitFor();
    }
    await today().waitFor();
    await workbench.shot('history-1-days');
  });

  it('compares two selected runs', async () => {
    await runs().nth(1).click();
    await runs()
      .nth(0)
      .click({ modifiers: ['ControlOrMeta'] });
    await runs().nth(0).click({ button: 'right' });
    const entry = workbench.page.getByRole('menuitem', { name: 'Compare Selected' });
    await entry.waitFor();
    await workbench.shot('history-2-menu');
    await workbench.clickInMenu('Compare Selected');
    await workbench.page.locator('.monaco-diff-editor').first().waitFor();
    await workbench.toast(/1 (row )?added/).waitFor();
    await workbench.shot('history-3-diff');
  });

  it('says above the view what a filter shows', async () => {
    await workbench.ask('Jobo: Filter History…', 'status:4xx');
    await workbench.shot('history-4-filter');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByText(/None of 2 runs is status:4xx/).waitFor();
    await workbench.shot('history-5-filtered');
    await workbench.command('Jobo: Clear History Filter');
    await today().waitFor();
  });

  it('finds a run by what is typed', async () => {
    await workbench.ask('Jobo: Search History…', 'op:searchJobs status:ok');
    await workbench.quickPick('Search jobs with query parameters').first().waitFor();
    await workbench.shot('history-6-search');
    await workbench.page.keyboard.press('Escape');
  });
});
