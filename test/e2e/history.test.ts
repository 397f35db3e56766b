import path from 'node:path';
import { folderStore } from '../../src/core/disk/folderStore';
import { exchangeOf } from '../integration/exchanges';
import { rowVersion, type HistoryRow } from '../../src/core/history/row';
import { useWorkbench } from './harness.js';
import { setField } from './setField.js';

const extension = 'jobo-api-explorer.jobo-api-explorer';

/** More runs than a day shows at first, each with a charge of its own, by which it is known. */
const yesterday = (now: number) =>
  Array.from({ length: 150 }, (_, n) => {
    const startedAt = new Date(now - 86_400_000 - n * 1_000).toISOString();
    const credits = { charged: n + 1 };
    const id = `yesterday-${n}`;
    const outcome = { kind: 'answered', status: 200 } as const;
    const exchange = exchangeOf('getJob', outcome, { id, startedAt, credits });
    const draft = { operationId: 'getJob', path: {}, query: {}, headers: {} };
    const owner = { pid: 1, window: 'gone' };
    const rest = { hadFiles: false, idempotencyKey: id, owner };
    const row: HistoryRow = { version: rowVersion, exchange, draft, ...rest };
    return { row, body: undefined };
  });

describe('history', () => {
  const workbench = useWorkbench();
  const today = () => workbench.rows(/^Today/);
  const runs = () => workbench.rows(/^Search jobs with query parameters\s*\d{3} ·/);
  const send = () => workbench.webview().getByRole('button', { name: /^Send/ }).first().click();

  const earlier = () => workbench.rows(/^Earlier…/);

  before(async () => {
    const storage = path.join(workbench.userDataDir, 'User/globalStorage', extension);
    await folderStore(path.join(storage, 'history')).writeMany?.(yesterday(Date.now()));
  });

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
    await workbench.page.getByText(/None of 152 runs is status:4xx/).waitFor();
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

  it('leads from the newest runs of a day to the earlier ones, with the keys', async () => {
    const { keyboard } = workbench.page;
    const job = (nth: number) => workbench.rows(new RegExp(`^Read one job\\s*200 · ${nth} credit`));
    await workbench.command('Jobo: Focus on History View');
    await workbench.rows(/^Yesterday/).click();
    await job(1).waitFor();
    await keyboard.press('End');
    await earlier().filter({ hasText: '(50 runs)' }).waitFor();
    await workbench.shot('history-7-earlier');
    await keyboard.press('Enter');
    await job(101).and(workbench.page.locator('.focused')).waitFor();
    await workbench.shot('history-8-earlier-shown');
    await earlier().waitFor({ state: 'hidden' });
    await keyboard.press('End');
    await job(150).and(workbench.page.locator('.focused')).waitFor();
  });
});
