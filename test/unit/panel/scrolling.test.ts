import * as assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { answered, jobs, panel, request } from './fixtures';
import { LateRows, lines } from './lateRows';
import { usePages } from './panelPage';
import { ScriptedHost } from './scriptedHost';

/** Rows are 20 pixels high. */
const rowAt = (top: number) => top / 20;

describe('scrolling through a body', () => {
  const pages = usePages();

  const open = async (body: string) => {
    const late = new LateRows(body);
    const opened = await pages.open(late.host);
    await opened.page.getByRole('treeitem').nth(1).waitFor();
    const scrollTo = async (top: number) => {
      await opened.page.evaluate(`document.querySelector('.tree').scrollTop = ${top}`);
      await opened.settled();
    };
    /** Answers until the page asks for nothing more. */
    const answerAll = async () => {
      do await opened.settled();
      while ((await late.answer()) > 0);
    };
    return { ...opened, late, scrollTo, answerAll };
  };

  it('begins with rows that came with the run: none is asked for', async () => {
    for (const body of [jobs(3), lines(5_000)]) {
      const host = new ScriptedHost(panel({ request, exchange: answered }), { body });
      const { page, settled } = await pages.open(host);
      await settled();
      assert.ok((await page.getByRole('treeitem').count()) > 5);
      assert.deepEqual(host.called('body/rows'), []);
    }
  });

  it('gets the first rows with the end of the run, too', async () => {
    const running = {
      ...answered,
      phase: { kind: 'running', text: 'Sending…', since: '2026-11-23T10:42:00.000Z' },
      body: { kind: 'none', bytes: 0, contentType: '', badges: [], rows: 0, first: [] },
    } as const;
    const host = new ScriptedHost(panel({ request }), { body: lines(5_000) });
    const { page, settled } = await pages.open(host);
    await host.emit('panel/show', panel({ request, exchange: running }));
    await settled();
    await host.emit('exchange/changed', host.withBody(answered));
    await settled();
    assert.equal(await page.getByRole('treeitem').nth(1).textContent(), 'm1: 1');
    assert.deepEqual(host.called('body/rows'), []);
  });

  it('keeps the last rows until the next have come, each under its own number', async () => {
    const { page, late, settled, scrollTo, answerAll } = await open(lines(5_000));
    const before = await inView(page);
    assert.equal(before[1], 'm1: 1');
    await scrollTo(60_000);
    // They reach to the bottom of the view now.
    const held = await inView(page);
    assert.deepEqual(held, (await drawn(page)).slice(-held.length));
    assert.ok(held.length >= before.length, `${held.length} rows of ${before.length}`);
    assert.ok(held.includes('m20: 20'));
    const tree = page.getByRole('tree');
    assert.equal(await tree.getAttribute('aria-busy'), 'true');
    assert.equal(await tree.getAttribute('aria-activedescendant'), 'row-0');
    await page.getByText('m20: 20', { exact: true }).click();
    await settled();
    assert.equal(await tree.getAttribute('aria-activedescendant'), 'row-20');
    await scrollTo(60_000);
    await answerAll();
    assert.equal((await inView(page))[0], `m${rowAt(60_000)}: ${rowAt(60_000)}`);
    assert.equal(await tree.getAttribute('aria-busy'), null);
    // The row with the focus is not drawn, so that no reader is sent to it.
    assert.equal(await tree.getAttribute('aria-activedescendant'), null);
    assert.ok(late.mostAtOnce <= 2);
  });

  it('asks for what is ahead, and so draws at once what is scrolled to next', async () => {
    const { page, late, scrollTo, answerAll } = await open(lines(5_000));
    await scrollTo(1_000);
    await answerAll();
    assert.deepEqual(late.asked[0], { exchangeId: answered.id, from: 200, count: 200 });
    const asked = late.asked.length;
    await scrollTo(3_000);
    assert.equal((await inView(page))[0], `m${rowAt(3_000)}: ${rowAt(3_000)}`);
    assert.ok(late.asked.slice(asked).every(({ from }) => from >= 200));
  });

  it('has two calls on their way at most, and drops wishes that are overtaken', async () => {
    const { page, late, scrollTo, answerAll } = await open(lines(5_000));
    for (let top = 10_000; top <= 90_000; top += 5_000) await scrollTo(top);
    assert.equal(late.asked.length, 2);
    await answerAll();
    assert.equal(late.mostAtOnce, 2);
    assert.equal((await inView(page))[0], `m${rowAt(90_000)}: ${rowAt(90_000)}`);
    const calls = late.host.called('body/rows').length;
    assert.ok(calls <= 8, `${calls} calls`);
    for (const { count } of late.asked) assert.ok(count <= 200);
  });

  it('draws no row twice, and lets none be pressed, while a folding is on its way', async () => {
    const { page, late, answerAll } = await open(jobs(300));
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await page.locator('.tree[aria-busy=true]').waitFor();
    assert.ok((await inView(page)).length > 3);
    const tree = page.getByRole('tree');
    assert.equal(await tree.getAttribute('aria-activedescendant'), null);
    await page.getByRole('treeitem').nth(1).click();
    await answerAll();
    assert.deepEqual(late.host.called('body/toggle'), []);
    assert.equal(await tree.getAttribute('aria-busy'), null);
    assert.equal(await tree.getAttribute('aria-activedescendant'), 'row-0');
    await page
      .getByRole('treeitem', { name: /^website/ })
      .first()
      .waitFor();
  });
});

/** The texts of all drawn rows. */
const drawn = (page: Page) => page.getByRole('treeitem').allTextContents();

/** The texts of the rows in view, from the first that is wholly in it. */
async function inView(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const box = document.querySelector('.tree').getBoundingClientRect();
    return [...document.querySelectorAll('.row')]
      .filter(row => {
        const { top, bottom } = row.getBoundingClientRect();
        return top > box.top - 2 && bottom < box.bottom + 2 && row.textContent !== '';
      })
      .map(row => row.textContent);
  })()`);
}
