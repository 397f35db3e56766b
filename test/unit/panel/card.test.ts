import * as assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poor } from './failures';
import { answered, failed, fixed, panel, request } from './fixtures';
import { usePages } from './panelPage';
import { until } from './patience';
import { ScriptedHost } from './scriptedHost';
import { now } from './states';

const spoken = (page: Page) => page.locator('.page > .spoken').textContent();

describe('the card of a failed run', () => {
  const pages = usePages();

  it('shows facts, the bar and why; the default fix is first in the order of the keyboard', async () => {
    const host = new ScriptedHost(panel({ request, exchange: poor }), { body: '{}' });
    const { page } = await pages.open(host);
    assert.deepEqual(await page.locator('dl dt').allTextContents(), [
      'Needed',
      'Balance',
      'Short by',
      'Price',
    ]);
    const meter = page.getByRole('meter', { name: '121 of 300 credits' });
    const figures = ['aria-valuenow', 'aria-valuemin', 'aria-valuemax'];
    assert.deepEqual(await Promise.all(figures.map(name => meter.getAttribute(name))), [
      '121',
      '0',
      '300',
    ]);
    const share = await page.evaluate<number>(
      `document.querySelector('.filled').offsetWidth / document.querySelector('.meter .bar').clientWidth`,
    );
    assert.ok(Math.abs(share - 121 / 300) < 0.01, `${share}`);
    await page.locator('details.request > summary').focus();
    const order: string[] = [];
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate<string>('document.activeElement.textContent'));
    }
    assert.deepEqual(order, [...poor.card!.fixes.map(({ title }) => title), 'Copy report', 'Why?']);
    assert.equal(await page.locator('.card button.default').count(), 1);
  });

  it('keeps what nobody documents folded, and shows it as text', async () => {
    const more = [{ label: '<b>trace_id</b>', value: '4bf9\u202e<img src=x onerror=alert(1)>' }];
    const exchange = { ...poor, card: { ...poor.card!, more } };
    const host = new ScriptedHost(panel({ request, exchange }), { body: '{}' });
    const { page, alarms } = await pages.open(host);
    const value = page.getByText('4bf9U+202E<img src=x onerror=alert(1)>');
    assert.equal(await value.isVisible(), false);
    await page.getByText('More', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await value.waitFor();
    assert.equal(await page.locator('.card img, .card dt b').count(), 0);
    assert.deepEqual(alarms, []);
  });

  it('says on each button what it changes, and on the default how to press it', async () => {
    const [first, ...rest] = poor.card!.fixes;
    const fixes = [{ ...first!, change: 'page_size 100 → 40' }, ...rest];
    const exchange = { ...poor, card: { ...poor.card!, fixes } };
    const host = new ScriptedHost(panel({ request, exchange }), { body: '{}' });
    const { page } = await pages.open(host);
    const hints = page.locator('.card .buttons > button:not(.link)');
    const titles = await Promise.all(
      (await hints.all()).map(button => button.getAttribute('title')),
    );
    assert.deepEqual(titles, ['page_size 100 → 40 · Ctrl+Enter', null, null]);
  });

  it('opens what there is to read only when asked to, and by the host', async () => {
    const host = new ScriptedHost(panel({ request, exchange: poor }), { body: '{}' });
    const { page, alarms, settled } = await pages.open(host);
    await page.getByText('Why?').click();
    await settled();
    assert.equal(host.called('why/open').length, 0);
    await page.getByRole('button', { name: 'Read more' }).click();
    await settled();
    assert.deepEqual(host.called('why/open'), [{ exchangeId: 'run-402' }]);
    assert.equal(await page.locator('a, [href]:not(link)').count(), 0);
    assert.deepEqual(alarms, []);
  });

  it('copies the report and says so, once for the eye and once for the ear', async () => {
    const host = new ScriptedHost(panel({ request, exchange: failed }), { body: '{}' });
    const { page, settled } = await pages.open(host, { now });
    await page.getByRole('button', { name: 'Copy report' }).click();
    await settled();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.deepEqual(host.called('report/copy'), [{ exchangeId: 'run-2' }]);
    assert.equal(await spoken(page), 'Report copied.');
    await page.clock.runFor(2500);
    await page.getByRole('button', { name: 'Copy report' }).waitFor();
    assert.equal(await page.locator('[aria-live]').count(), 1);
  });

  it('says it when the report could not be copied', async () => {
    const answers = {
      'report/copy': () => {
        throw new Error('The clipboard is busy. Try again.');
      },
    };
    const host = new ScriptedHost(panel({ request, exchange: failed }), { body: '{}', answers });
    const { page } = await pages.open(host);
    await page.getByRole('button', { name: 'Copy report' }).click();
    await page.getByText('The clipboard is busy. Try again.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Copied' }).count(), 0);
  });

  it('does not buy twice: a second press while the first one is being carried out does nothing', async () => {
    const host = new ScriptedHost(panel({ request, exchange: poor }), { body: '{}' });
    const { page, settled } = await pages.open(host);
    await page.evaluate(`{
      const button = document.querySelector('.card button.default');
      button.click();
      button.click();
    }`);
    await settled();
    assert.equal(host.called('fix/apply').length, 1);
    await page.getByRole('button', { name: 'Top up' }).click();
    await settled();
    assert.deepEqual(
      host.called('fix/apply').map(({ index }) => index),
      [0, 2],
    );
  });

  it('leaves Ctrl+Enter to the request when the answer arrived and only has a catch', async () => {
    const card = { ...failed.card!, tone: 'warning' as const };
    const exchange = { ...answered, card };
    const host = new ScriptedHost(panel({ request, exchange }), { body: '{}' });
    const { page, settled } = await pages.open(host);
    await page.keyboard.press('Control+Enter');
    await settled();
    assert.equal(host.called('exchange/send').length, 1);
    assert.equal(host.called('fix/apply').length, 0);
  });

  for (const meter of [
    { value: -3, max: 0, label: 'none of nothing' },
    { value: 900, max: 300, label: 'more than enough' },
    { value: NaN, max: NaN, label: 'no figures' },
  ]) {
    it(`draws ${meter.label} without breaking out of the bar`, async () => {
      const exchange = { ...poor, card: { ...poor.card!, meter } };
      const { page } = await pages.open(new ScriptedHost(panel({ exchange }), { body: '{}' }));
      const [filled, bar] = await page.evaluate<[number, number]>(
        `['.filled', '.meter .bar'].map(one => document.querySelector(one).offsetWidth)`,
      );
      assert.ok(filled >= 0 && filled <= bar, `${filled} of ${bar}`);
    });
  }
});

describe('the way between a run and what came of it', () => {
  const pages = usePages();

  it('is gone with the keyboard, and the status line has the focus then, not a button', async () => {
    const gone = { ...poor, hasNewer: true } as const;
    const host: ScriptedHost = new ScriptedHost(panel({ request, exchange: fixed }), {
      answers: {
        'run/show': ({ which }) => {
          const exchange = which === 'before' ? gone : fixed;
          void host
            .emit('panel/show', panel({ request, exchange }))
            .then(() => host.emit('panel/focus', { on: 'status' }));
          return null;
        },
      },
    });
    const { page } = await pages.open(host);
    await page.locator('details.request > summary').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Not enough credits' }).waitFor();
    await until(page, `document.activeElement.className === 'statusLine'`);
    assert.equal(await page.getByRole('button', { name: /^Back to/ }).count(), 0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back to the run before: 402 · 10:41' }).waitFor();
    assert.deepEqual(host.called('run/show'), [
      { exchangeId: 'run-mended', which: 'before' },
      { exchangeId: 'run-402', which: 'newest' },
    ]);
    assert.equal(host.called('fix/apply').length, 0);
  });

  it('does not lose what has just been typed', async () => {
    const host = new ScriptedHost(panel({ request, exchange: fixed }), { body: '{}' });
    const { page, settled } = await pages.open(host);
    await page.locator('details.request > summary').click();
    await page.getByLabel(/^job_id/).fill('another');
    await page.getByRole('button', { name: /^Back to/ }).click();
    await settled();
    const calls = host.calls.map(({ call }) => call);
    assert.ok(calls.indexOf('draft/change') >= 0, calls.join());
    assert.ok(calls.indexOf('draft/change') < calls.indexOf('run/show'), calls.join());
  });
});
