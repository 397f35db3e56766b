import * as assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { PhaseView } from '../../../src/protocol';
import { hopeless } from './failures';
import { answered, jobs, panel, waiting } from './fixtures';
import { usePages } from './panelPage';
import { until } from './patience';
import { ScriptedHost } from './scriptedHost';
import { now, sending } from './states';

type Waiting = Extract<PhaseView, { kind: 'waiting' }>;
const spoken = (page: Page) => page.locator('.page > .spoken').textContent();

describe('a wait in the panel', () => {
  const pages = usePages();

  for (const [name, exchange, order] of [
    ['that helps: Send now is first', waiting(now.getTime(), 24_000), ['Send now', 'Stop']],
    ['in vain: Stop is first', hopeless(now.getTime(), 24_000), ['Stop', 'Send now']],
  ] as const) {
    it(name, async () => {
      const { page } = await pages.open(new ScriptedHost(panel({ exchange })), { now });
      assert.deepEqual(await page.locator('.card button').allTextContents(), order);
      assert.deepEqual(await page.locator('.card button.default').allTextContents(), [order[0]]);
      assert.ok(exchange.phase.kind === 'waiting');
      await page.locator('.card p', { hasText: exchange.phase.reason }).waitFor();
    });
  }

  it('is announced with the answer that led to it, and why it is in vain once', async () => {
    const host = new ScriptedHost(panel({ exchange: waiting(now.getTime(), 24_000) }));
    const { page } = await pages.open(host, { now });
    assert.equal(await spoken(page), '429. Waiting 24 seconds, attempt 3 of 6.');
    await host.emit('panel/show', panel({ exchange: hopeless(now.getTime(), 24_000) }));
    await until(
      page,
      `/^503. Waiting 24 seconds, attempt 3 of 6. .* unlikely to help.$/.test(document.querySelector('.page > .spoken').textContent)`,
    );
    await page.clock.runFor(6_000);
    await until(
      page,
      `/20 seconds, attempt 3 of 6.$/.test(document.querySelector('.page > .spoken').textContent)`,
    );
  });

  it('of minutes is spoken by the minute, and by tens in the last one', async () => {
    const host = new ScriptedHost(panel({ exchange: waiting(now.getTime(), 150_000) }));
    const { page } = await pages.open(host, { now });
    await page.clock.runFor(1_000);
    const heard = new Set<string | null>();
    for (let second = 1; second < 130; second++) {
      heard.add(await spoken(page));
      await page.clock.runFor(1_000);
    }
    assert.deepEqual(
      [...heard].map(text => /Waiting (.+), attempt/.exec(text ?? '')?.[1]),
      ['2 minutes 30 seconds', '2 minutes', '1 minute', '50 seconds', '40 seconds', '30 seconds'],
    );
  });

  it('is announced with its time where it is scheduled, and by itself before the first attempt', async () => {
    const { attempt: _, ...phase } = waiting(now.getTime(), 24_000).phase as Waiting;
    const text = 'Scheduled for 10:42:36, in {0}.';
    const exchange = { ...waiting(now.getTime(), 24_000), phase: { ...phase, text } };
    const host = new ScriptedHost(panel({ exchange }));
    const { page } = await pages.open(host, { now });
    assert.equal(await spoken(page), '429. Scheduled for 10:42:36, in 24 seconds.');
    const first = { ...waiting(now.getTime(), 24_000), attempts: [] };
    await host.emit('panel/show', panel({ exchange: first }));
    await until(
      page,
      `document.querySelector('.page > .spoken').textContent.startsWith('Waiting 24 s')`,
    );
  });

  it('ends in one line, in the only place that speaks', async () => {
    const host = new ScriptedHost(panel({ exchange: waiting(now.getTime(), 24_000) }));
    const { page } = await pages.open(host, { now });
    await host.emit('exchange/changed', { ...answered, id: 'run-3' });
    await until(page, `/^200 OK/.test(document.querySelector('.page > .spoken').textContent)`);
    assert.equal(await spoken(page), '200 OK. 0.21 s, 18.4 KB, 1 attempt, 75 credits · 1,129 left');
    assert.equal(await page.locator('[aria-live]').count(), 1);
  });

  it('is not needed for the timeline: the first attempt is in it while it is out', async () => {
    const host = new ScriptedHost(panel({}), { body: jobs(2) });
    const { page } = await pages.open(host, { now });
    await host.emit('panel/show', panel({ exchange: sending }));
    await page.clock.runFor(1_000);
    await page.getByRole('tabpanel').getByText('No answer yet.').waitFor();
    await page.getByRole('tab', { name: 'Attempts (1)' }).click();
    const row = page.getByRole('row', { name: /^1 Sending…/ });
    assert.match((await row.textContent())!, /1\.\d s so far/);
    await page.clock.runFor(5_000);
    assert.match((await row.textContent())!, /[56]\.\d s so far/);
    await page.getByRole('img', { name: /^1 attempt, [56]\./ }).waitFor();
    await host.emit('exchange/changed', host.withBody({ ...answered, id: sending.id }));
    await page.getByRole('row', { name: /^1 200/ }).waitFor();
    await page.getByRole('tab', { name: 'Body' }).click();
    await page.getByRole('treeitem').first().waitFor();
  });

  it('is drawn to scale, and its time goes on', async () => {
    const host = new ScriptedHost(panel({ exchange: waiting(now.getTime(), 24_000) }));
    const { page } = await pages.open(host, { now });
    await page.clock.runFor(2_000);
    await page.getByRole('tab', { name: /Attempts/ }).click();
    const widths = await page.evaluate<number[]>(
      `[...document.querySelectorAll('.track .wait')].map(one => one.getBoundingClientRect().width)`,
    );
    assert.ok(Math.abs(widths[1]! / widths[0]! - 24 / 12) < 0.02, widths.join(' '));
    const total = page.getByRole('row', { name: /^Total/ });
    assert.match((await total.textContent())!, /14\.4 s so far/);
    await page.clock.runFor(5_000);
    assert.match((await total.textContent())!, /19\.[1-4] s so far/);
  });
});
