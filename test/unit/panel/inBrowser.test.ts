import * as assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { answered, failed, jobs, panel, request, waiting } from './fixtures';
import { usePages } from './panelPage';
import { until } from './patience';
import { ScriptedHost } from './scriptedHost';
import { asking, now } from './states';

/** More than the pause in the typing after which the host hears of it. */
const typingPause = 300;

const warning = {
  in: 'query',
  name: 'page_size',
  pointer: '',
  severity: 'warning',
  message: 'Too many.',
} as const;

const addFilter = async (page: Page, name: string) => {
  const add = page.getByRole('combobox', { name: 'Add filter' }).first();
  await add.fill(name);
  await add.press('Enter');
};

describe('the panel in a browser', () => {
  const pages = usePages();

  it('says how to begin while there is nothing to show', async () => {
    const { page } = await pages.open(new ScriptedHost(panel({})));
    await page.getByText(/Choose an operation/).waitFor();
  });

  it('draws what is odd about an answer, also about one without a body', async () => {
    const badges = ['The member "id" stands twice in one object.', 'A web page, shown as text.'];
    for (const body of [
      { ...answered.body, badges, rows: 1 },
      { kind: 'none', bytes: 0, contentType: '', badges, rows: 0, first: [] } as const,
    ]) {
      const { page } = await pages.open(
        new ScriptedHost(panel({ request, exchange: { ...answered, body } })),
      );
      const drawn = page.locator('.badges li');
      await drawn.first().waitFor();
      assert.deepEqual(
        (await drawn.allTextContents()).map(text => text.trim()),
        badges,
      );
    }
  });

  it('sends what is typed, at once with Ctrl+Enter, without telling the half of it', async () => {
    const host = new ScriptedHost(panel({ request }));
    const { page, settled } = await pages.open(host);
    for (const name of ['q', 'remote', 'work_models', 'locations']) await addFilter(page, name);
    await page.getByRole('textbox', { name: 'q', exact: true }).fill('golang');
    await page.getByLabel('page_size', { exact: true }).first().fill('640');
    await page.getByRole('combobox', { name: 'remote', exact: true }).selectOption('true');
    await page.getByRole('checkbox', { name: 'hybrid' }).check();
    await page.getByLabel('locations', { exact: true }).fill('Berlin, Paris');
    await page.getByLabel('locations', { exact: true }).press('Control+Enter');
    await settled();
    const sent = host.called('exchange/send').at(-1)!;
    assert.deepEqual(sent.draft.query, {
      sort: 'newest',
      q: 'golang',
      page_size: 640,
      remote: true,
      work_models: ['hybrid'],
      locations: ['Berlin', 'Paris'],
    });
    assert.equal(sent.anyway, false);
  });

  it('tells the draft after a pause in the typing, and shows the findings beside the field', async () => {
    const host = new ScriptedHost(panel({ request }), {
      answers: { 'draft/change': () => ({ findings: [warning], price: 'up to 300 credits' }) },
    });
    const { page } = await pages.open(host);
    await page.getByLabel('page_size', { exact: true }).first().pressSequentially('9');
    await page.getByRole('button', { name: 'Send · up to 300 credits' }).waitFor();
    const field = page.getByLabel('page_size', { exact: true }).first();
    const described = (await field.getAttribute('aria-describedby'))!.split(' ');
    const texts = await Promise.all(
      described.map(id => page.locator(`[id="${id}"]`).textContent()),
    );
    assert.match(texts.join(' '), /Warning: Too many\./);
    assert.equal(host.called('draft/change').length, 1);
  });

  it('tells the draft at once when the window is left, with what a field puts in as it loses the focus', async () => {
    const host = new ScriptedHost(panel({ request }));
    const { page } = await pages.open(host);
    await addFilter(page, 'sources');
    await page.getByRole('textbox', { name: 'sources' }).pressSequentially('greenhouse');
    // No pause in the typing ends any more.
    await page.evaluate('void (window.setTimeout = () => 0)');
    await page.evaluate(`document.activeElement.blur(); window.dispatchEvent(new Event('blur'))`);
    await page.evaluate('new Promise(requestAnimationFrame)');
    assert.deepEqual(host.called('draft/change').at(-1)?.draft.query['sources'], ['greenhouse']);
  });

  it('has three states for a list that may be sent empty', async () => {
    const host = new ScriptedHost(panel({ request }));
    const { page, settled } = await pages.open(host, { now });
    await addFilter(page, 'sources');
    const presence = page.getByLabel('sources: what to send');
    const sent = async () => {
      await page.clock.runFor(typingPause);
      await settled();
      return host.called('draft/change').at(-1)?.draft.query['sources'];
    };
    await presence.selectOption('empty list');
    assert.deepEqual(await sent(), []);
    const values = page.getByRole('textbox', { name: 'sources' });
    await values.fill('a,b,');
    assert.deepEqual(await sent(), ['a', 'b']);
    assert.equal(await presence.count(), 0);
    await values.press('Backspace');
    await values.press('Backspace');
    assert.equal(await sent(), undefined);
    assert.equal(await presence.inputValue(), 'absent');
  });

  it('keeps a value that its control does not offer, and undo over an echo and over Format', async () => {
    const draft = { ...request.draft, query: { sort: 'sideways' } };
    const host = new ScriptedHost(panel({ request: { ...request, draft } }));
    const { page, settled } = await pages.open(host, { now });
    assert.equal(await page.getByLabel('sort', { exact: true }).inputValue(), '= "sideways"');
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    const body = page.getByRole('textbox', { name: /^Body/ });
    await body.fill('{"id":12345678901234567890,"x":1.0}');
    await page.getByRole('button', { name: 'Format' }).click();
    assert.equal(await body.inputValue(), '{\n  "id": 12345678901234567890,\n  "x": 1.0\n}');
    await page.clock.runFor(typingPause);
    await settled();
    await host.emit('request/changed', {
      ...request,
      draft: host.called('draft/change').at(-1)!.draft,
    });
    await body.press('Control+z');
    assert.equal(await body.inputValue(), '{"id":12345678901234567890,"x":1.0}');
  });

  it('shows what a fix has changed, without losing the focus', async () => {
    const host = new ScriptedHost(panel({ request }));
    const { page } = await pages.open(host);
    await page.getByLabel('page_size', { exact: true }).first().focus();
    const fixed = { ...request.draft, query: { ...request.draft.query, page_size: 100 } };
    await host.emit('request/changed', { ...request, draft: fixed });
    await until(page, `document.activeElement.value === '100'`);
  });

  it('offers to send anyway when only warnings stand in the way', async () => {
    const host = new ScriptedHost(panel({ request }), {
      answers: { 'exchange/send': ({ anyway }) => ({ sent: anyway, findings: [warning] }) },
    });
    const { page } = await pages.open(host);
    await page.getByRole('button', { name: /^Send ·/ }).click();
    await page.getByRole('button', { name: 'Send anyway' }).click();
    await page.getByRole('button', { name: 'Send anyway' }).waitFor({ state: 'detached' });
    assert.deepEqual(
      host.called('exchange/send').map(({ anyway }) => anyway),
      [false, true],
    );
  });

  it('shows a failed call as a line', async () => {
    const host = new ScriptedHost(panel({ request }), {
      answers: {
        'docs/open': () => {
          throw new Error('The page could not be opened.');
        },
      },
    });
    const { page } = await pages.open(host);
    await page.getByRole('button', { name: 'Documentation' }).click();
    await page.getByText('The page could not be opened.').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('The page could not be opened.').waitFor({ state: 'detached' });
  });

  it('runs the default fix with Ctrl+Enter after a failure, and the request from within it', async () => {
    const host = new ScriptedHost(panel({ request, exchange: failed }), { body: '{}' });
    const { page, settled } = await pages.open(host);
    await host.emit('panel/focus', { on: 'card' });
    await until(page, `document.activeElement.closest('.card') !== null`);
    await page.keyboard.press('Control+Enter');
    await page.locator('summary').first().click();
    await page.getByLabel(/^job_id/).press('Control+Enter');
    await settled();
    assert.deepEqual(host.called('fix/apply'), [{ exchangeId: 'run-2', index: 0 }]);
    assert.equal(host.called('exchange/send').length, 1);
  });

  it('counts down, speaks every ten seconds, sends now and stops', async () => {
    const host = new ScriptedHost(panel({ request, exchange: waiting(now.getTime(), 24_000) }));
    const { page } = await pages.open(host, { now });
    // The panel looks at the clock four times a second.
    await page.clock.runFor(2_250);
    await page.getByText('Rate limit: waiting 22 s, then attempt 3 of 6.').first().waitFor();
    const spoken = new Set<string | null>();
    for (let second = 0; second < 22; second++) {
      spoken.add(await page.locator('.page > .spoken').textContent());
      await page.clock.runFor(1000);
    }
    assert.deepEqual(
      [...spoken].map(text => /^429\. Waiting (\S+ \S+), attempt 3 of 6\.$/.exec(text ?? '')?.[1]),
      ['24 seconds', '20 seconds', '10 seconds'],
    );
    assert.equal(await page.evaluate("document.querySelector('progress').position"), 1);
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.keyboard.press('Escape');
    assert.equal(host.called('exchange/sendNow').length, 1);
    assert.deepEqual(host.called('exchange/cancel'), [{ exchangeId: 'run-3' }]);
  });

  it('does not send twice while a run is on', async () => {
    const running = {
      ...answered,
      phase: { kind: 'running', text: 'Sending…', since: '' },
    } as const;
    const host = new ScriptedHost(panel({ request, exchange: running }));
    const { page } = await pages.open(host);
    await page.getByRole('button', { name: /^Send ·/ }).click({ force: true });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Stop' }).click();
    assert.equal(host.called('exchange/send').length, 0);
    assert.equal(host.called('exchange/cancel').length, 1);
  });

  it('says that nothing has been sent while a question stands, and can be stopped', async () => {
    const host = new ScriptedHost(panel({ request, exchange: asking }));
    const { page } = await pages.open(host);
    await page.getByRole('tab', { name: 'Attempts (0)' }).click();
    await page.getByText('Nothing has been sent yet.').waitFor();
    const spoken = await page.locator('.page > .spoken').innerText();
    assert.match(spoken, /^Waiting for your word\. Nothing is sent/);
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Escape');
    assert.equal(host.called('exchange/send').length, 0);
    assert.equal(host.called('exchange/cancel').length, 1);
  });

  it('shows how much of an answer has come, and does not speak it', async () => {
    const progress = '12.3 MB received, 2.1 MB a second';
    const running = {
      ...answered,
      phase: { kind: 'running', text: 'Sending…', since: '', progress },
    } as const;
    const { page } = await pages.open(new ScriptedHost(panel({ request, exchange: running })));
    await page.getByText(progress).waitFor();
    assert.equal(await page.locator('.page > .spoken').innerText(), 'Sending…');
  });

  it('drops news of a run that it does not show, and keeps its place', async () => {
    const host = new ScriptedHost(panel({ request, exchange: answered }), { body: jobs(3) });
    const { page, settled } = await pages.open(host);
    await host.emit('exchange/changed', { ...failed, id: 'another' });
    await page.getByRole('tab', { name: /Headers/ }).click();
    assert.equal(await page.getByText('400 Bad Request').count(), 0);
    await settled();
    await page.reload();
    await page.getByRole('tab', { name: /Headers/, selected: true }).waitFor();
    const ready = host.called('panel/ready').at(-1);
    assert.deepEqual(ready, {
      operationId: 'advancedSearch',
      exchangeId: 'run-1',
      tab: 'headers',
      bodyView: 'form',
    });
  });

  it('puts the focus where it was asked to before the first frame', async () => {
    const view = panel({ request });
    const host: ScriptedHost = new ScriptedHost(view, {
      answers: {
        'panel/ready': () => {
          void host.emit('panel/focus', { on: 'field', field: 'posted_after' });
          return view;
        },
      },
    });
    const { page } = await pages.open(host);
    await until(page, `document.activeElement.closest('.field')?.dataset.field === 'posted_after'`);
  });

  it('goes through tabs with the arrows', async () => {
    const host = new ScriptedHost(panel({ request, exchange: answered }), { body: jobs(3) });
    const { page } = await pages.open(host);
    await page.getByRole('tab', { name: 'Body' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('cell', { name: '1129' }).waitFor();
    await page.keyboard.press('End');
    await page.getByRole('img', { name: /1 attempt, 210 ms/ }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tree').waitFor();
  });
});
