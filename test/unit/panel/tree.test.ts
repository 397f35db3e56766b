import * as assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { answered, jobs, panel, request } from './fixtures';
import { lines } from './lateRows';
import { usePages } from './panelPage';
import { until } from './patience';
import { ScriptedHost } from './scriptedHost';
import { now } from './states';

const large = (() => {
  const filler = 'x'.repeat(4000);
  const rows = Array.from({ length: 2000 }, (_, id) => ({ id, filler }));
  return JSON.stringify({ jobs: rows, last: 'The Needle' });
})();

describe('the body in the panel', () => {
  const pages = usePages();

  const open = async (body: string) => {
    const host = new ScriptedHost(panel({ request, exchange: answered }), { body });
    const opened = await pages.open(host);
    await opened.page.getByRole('treeitem').nth(1).waitFor();
    return { ...opened, host };
  };
  /** The row that a screen reader is told. */
  const active = (page: Page) =>
    page.evaluate<string>(
      `document.getElementById(document.querySelector('.tree').getAttribute('aria-activedescendant'))?.textContent`,
    );

  it('is drawn in part, never enters the page whole, and is searched to its last row', async () => {
    const { host, page } = await open(large);
    assert.ok(large.length > 8_000_000);
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await page.getByText('filler').first().waitFor();
    const search = page.getByRole('searchbox');
    await search.fill('needle');
    await search.press('Enter');
    await page.getByText('1 of 1', { exact: true }).waitFor();
    await page.locator('mark').waitFor();
    assert.equal(await active(page), 'last: "The Needle"');
    const drawn = await page.getByRole('treeitem').count();
    assert.ok(drawn < 80, `${drawn} rows`);
    assert.ok(host.bytesPosted < 1_000_000, `${host.bytesPosted} bytes went to the page`);
    const largest = Math.max(...host.called('body/rows').map(({ count }) => count));
    assert.ok(largest <= 200);
  });

  it('steps through hits with Enter and Shift+Enter', async () => {
    const { page } = await open(jobs(3));
    const search = page.getByRole('searchbox');
    await search.fill('senior');
    for (const [key, place] of [
      ['Enter', '1 of 3'],
      ['Enter', '2 of 3'],
      ['Shift+Enter', '1 of 3'],
      ['Shift+Enter', '3 of 3'],
    ] as const) {
      await search.press(key);
      await page.getByText(place, { exact: true }).waitFor();
    }
    await search.fill('nowhere');
    await search.press('Enter');
    await page.getByText('No match').waitFor();
  });

  it('shows nothing of a search that another one has overtaken, however late its answer comes', async () => {
    const late: (() => void)[] = [];
    const found = (query: string) => ({ row: 1, hits: query.length, nth: 1, total: 30 });
    const host = new ScriptedHost(panel({ request, exchange: answered }), {
      body: jobs(3),
      answers: {
        'body/search': ({ query }) =>
          query === 'old'
            ? new Promise(resolve => late.push(() => resolve(found('old'))))
            : found(query),
      },
    });
    const { page, settled } = await pages.open(host);
    const search = page.getByRole('searchbox');
    await search.fill('old');
    await search.press('Enter');
    await search.fill('newer');
    await search.press('Enter');
    await page.getByText('1 of 5', { exact: true }).waitFor();
    const windows = host.called('body/rows').length;
    assert.equal(late.length, 1);
    // The box says the old words again: only the answer's own age keeps it from being shown.
    await search.fill('old');
    late[0]?.();
    await settled();
    assert.equal(await page.locator('.hits').textContent(), '');
    assert.equal(host.called('body/rows').length, windows);
    await search.fill('newer');
    await page.getByText('1 of 5', { exact: true }).waitFor();
  });

  it('is a tree for the keyboard', async () => {
    const { page } = await open(jobs(3));
    const tree = page.getByRole('tree');
    await tree.focus();
    const press = async (key: string, expected: RegExp) => {
      await tree.press(key);
      await until(
        page,
        `/${expected.source}/.test(document.querySelector('.row.active')?.textContent)`,
      );
    };
    await press('ArrowDown', /^jobs/);
    await press('ArrowRight', /^0/);
    await press('ArrowRight', /^0/);
    await page.getByRole('treeitem', { name: /^title/ }).waitFor();
    await press('ArrowRight', /^id/);
    await press('ArrowLeft', /^0/);
    await press('ArrowLeft', /^0/);
    await page.getByRole('treeitem', { name: /^title/ }).waitFor({ state: 'detached' });
    await press('End', /^next_cursor/);
    await press('Home', /members/);
    const first = page.getByRole('treeitem').first();
    assert.deepEqual(
      await Promise.all(
        ['aria-level', 'aria-expanded', 'aria-setsize', 'aria-posinset'].map(name =>
          first.getAttribute(name),
        ),
      ),
      ['1', 'true', '1', '1'],
    );
  });

  it('copies the row with the focus, saves and opens', async () => {
    const { host, page, settled } = await open(jobs(3));
    await page.getByRole('tree').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+c');
    for (const name of ['Copy the body', 'Save the body', 'Open the body in an editor']) {
      await page.getByRole('button', { name }).click();
    }
    await settled();
    assert.deepEqual(
      host.called('body/copy').map(({ row }) => row),
      [1, null],
    );
    assert.equal(host.called('body/save').length + host.called('body/open').length, 2);
  });

  it('can be selected as text', async () => {
    const { page } = await open(jobs(3));
    await page.getByText('total', { exact: true }).dblclick();
    assert.equal(await page.evaluate('String(getSelection()).trim()'), 'total');
  });

  it('stays usable when the host cannot read it', async () => {
    let asked = 0;
    const host = new ScriptedHost(panel({ request, exchange: answered }), {
      body: lines(1_000),
      answers: {
        'body/rows': () => {
          asked++;
          throw new Error('This body is no longer kept.');
        },
      },
    });
    const { page, settled } = await pages.open(host, { now });
    await page.getByRole('treeitem').nth(1).waitFor();
    await page.getByRole('tree').press('End');
    await settled();
    await page.getByText('This body is no longer kept.').waitFor();
    await page.clock.runFor(60_000);
    await settled();
    assert.equal(asked, 1);
    assert.equal(await page.getByRole('tree').getAttribute('aria-busy'), null);
  });
});
