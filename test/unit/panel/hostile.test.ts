import * as assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ExchangeView, PanelView } from '../../../src/protocol';
import { failed, operation, panel, request } from './fixtures';
import { hostileTexts } from './hostileTexts';
import { usePages } from './panelPage';
import { patiently, until } from './patience';
import { ScriptedHost } from './scriptedHost';

/** Every text that comes from outside is `text`. */
function hostileView(text: string): PanelView {
  const exchange: ExchangeView = {
    ...failed,
    title: `GET ${text}`,
    profile: text,
    status: { text, tone: 'bad', meaning: text },
    figures: [text],
    card: {
      tone: 'error',
      title: text,
      detail: text,
      message: text,
      facts: [{ label: text, value: text }],
      meter: { value: 1, max: 2, label: text },
      why: text,
      fixes: [{ title: text, index: 0 }],
    },
    headers: [[text, text]],
    attempts: failed.attempts.map(attempt => ({
      ...attempt,
      label: text,
      waitReason: text,
      waitMs: 1,
      details: [text],
    })),
    body: { ...failed.body, badges: [text] },
  };
  return panel({
    exchange,
    profile: { name: text, badge: text },
    request: {
      ...request,
      operation: {
        ...operation,
        path: `/${text}`,
        summary: text,
        notice: text,
        fields: operation.fields.map(field => ({
          ...field,
          description: text,
          example: text,
          recent: [text],
          suggests: true,
        })),
        body: {
          ...operation.body!,
          example: text,
          schema: {
            ...operation.body!.schema,
            properties: {
              ...operation.body!.schema.properties,
              [`their ${text}`]: {
                type: ['string', 'null'],
                description: text,
                default: text,
                examples: [text],
                enum: [text],
              },
            },
          },
        },
      },
      draft: {
        ...request.draft,
        path: { job_id: text },
        query: { q: text, locations: [text], sources: [text], sort: text },
        body: JSON.stringify({
          queries: [text, [text]],
          skills: { include: [text], [text]: text },
          cursor: text,
          answer: { [text]: text },
          locations: [{ city: text, country: [text] }],
          [text]: text,
          [`my ${text}`]: text,
        }),
      },
      findings: [
        { in: 'query', name: 'q', pointer: text, severity: 'error', message: text },
        {
          in: 'body',
          name: '',
          pointer: `/${text}`,
          severity: 'warning',
          message: text,
          fix: { title: text, index: 0 },
        },
      ],
      price: text,
    },
  });
}

/** Names of all elements in the page, and their attributes' names. */
const inventory = `JSON.stringify([...new Set([...document.querySelectorAll('body *')].flatMap(element =>
  [element.localName, ...[...element.attributes].map(({ name }) => '@' + name)]))].sort())`;

/** The inventory, as soon as the expression is true. In one message: there are hundreds of them to look for. */
async function inventoryWhen(page: Page, expression: string): Promise<string[]> {
  const found = await page.evaluate<string | null>(`(async () => {
    for (let frames = 0; frames < 3_000; frames++) {
      if (${expression}) return ${inventory};
      await new Promise(requestAnimationFrame);
    }
    return null;
  })()`);
  return JSON.parse(found ?? assert.fail(`still not true in the page: ${expression}`)) as string[];
}

/** The lists under a parameter, a value of the body and Add filter, one after the other. */
async function everyList(page: Page): Promise<string[]> {
  const seen = new Set<string>();
  await page.evaluate(`document.querySelector('details.request').open = true`);
  for (const box of [
    '[data-field="sources"] .combobox input',
    '[data-field="/skills"] .combobox input',
    '.body .addFilter input',
  ]) {
    await page.evaluate(`document.querySelector('${box}').focus()`);
    await page.keyboard.press('ArrowDown');
    const isOpen = `document.activeElement.getAttribute('aria-expanded') === 'true'`;
    for (const item of await inventoryWhen(page, isOpen)) seen.add(item);
  }
  return [...seen].sort();
}

async function everyTab(page: Page): Promise<string[]> {
  const seen = new Set<string>();
  for (const [tab, shown] of [
    ['headers', '.headers td'],
    ['attempts', '.lane'],
    ['body', '.tree .key'],
  ] as const) {
    await page.evaluate(`document.getElementById('tab-${tab}').click()`);
    const isThere = `document.querySelector('${shown}') !== null`;
    for (const item of await inventoryWhen(page, isThere)) seen.add(item);
  }
  return [...seen].sort();
}

describe('hostile answers in the panel', () => {
  const pages = usePages();

  it('there are more than fifty of them', () => {
    assert.ok(hostileTexts.length >= 50);
  });

  it('are text wherever they stand: no element, dialog, request or breach of the policy', async () => {
    const body = (text: string) => JSON.stringify({ [text]: text, list: [{ [text]: [text] }] });
    const harmless = new ScriptedHost(hostileView('harmless'), { body: body('harmless') });
    const { page, alarms } = await pages.open(harmless);
    await page.getByRole('treeitem').nth(2).waitFor();
    const expected = new Set(await everyTab(page));
    for (const text of hostileTexts) {
      const view = hostileView(text);
      const id = `run of ${text.slice(0, 20)}`;
      const exchange = harmless.withBody({ ...view.exchange!, id });
      await harmless.emit('panel/show', { ...view, exchange });
      await until(page, `document.querySelector('.card h3 bdi').childNodes.length > 0`);
      const extra = (await everyTab(page)).filter(item => !expected.has(item));
      assert.deepEqual(extra, [], text.slice(0, 60));
    }
    assert.deepEqual(alarms, []);
    assert.equal(await page.evaluate('typeof Object.prototype.polluted'), 'undefined');
  });

  it('are text in the lists under the boxes of the form', async () => {
    let suggested = 'harmless';
    const host = new ScriptedHost(hostileView('harmless'), {
      answers: {
        'field/suggest': () => ({
          suggestions: [{ value: `${suggested}!`, label: suggested, detail: suggested }],
          note: suggested,
        }),
      },
    });
    const { page, alarms } = await pages.open(host);
    const expected = new Set(await everyList(page));
    for (const text of hostileTexts) {
      suggested = text;
      await host.emit('panel/show', hostileView(text));
      const extra = (await everyList(page)).filter(item => !expected.has(item));
      assert.deepEqual(extra, [], text.slice(0, 60));
    }
    assert.deepEqual(alarms, []);
  });

  it('are text in the body too: as names and values, small and beside eight megabytes', async () => {
    const corpus = hostileTexts.map(text => ({ [text]: text, inner: { [text]: [text] } }));
    for (const filler of ['', 'x'.repeat(8_000_000)]) {
      const host = new ScriptedHost(panel({ request, exchange: failed }), {
        body: JSON.stringify({ corpus, filler }),
      });
      const { page, alarms } = await pages.open(host);
      await page.getByRole('treeitem').nth(2).waitFor();
      const before = JSON.parse(await page.evaluate<string>(inventory)) as string[];
      await page.getByRole('button', { name: 'Unfold all' }).click();
      // The answer to it also takes the active row back to the top, so it has to be in before the first key.
      await page.getByRole('treeitem', { name: 'inner' }).first().waitFor();
      const tree = page.getByRole('tree');
      await tree.focus();
      for (let screen = 0; screen < 14; screen++) {
        await tree.press('PageDown');
        await until(page, `document.querySelector('.row.active .key') !== null`);
        const now = JSON.parse(await page.evaluate<string>(inventory)) as string[];
        const allowed = new Set([...before, 'span', 'bdi', 'i']);
        assert.deepEqual(
          now.filter(item => !allowed.has(item)),
          [],
        );
      }
      assert.deepEqual(alarms, []);
      assert.ok(host.bytesPosted < 600_000, `${host.bytesPosted} bytes went to the page`);
      await page.close();
    }
  });

  for (const [name, unit, times] of [
    ['letters', 'x', 1_000_000],
    ['one word of markup', '<b>', 333_333],
    ['characters that move others', '\u202e', 1_000_000],
    ['terminal colours', '\u001b[31m', 200_000],
  ] as const) {
    it(`do not hold the page up with a megabyte of ${name} in every place`, async () => {
      const { page, alarms } = await pages.open(new ScriptedHost(panel({ request })));
      const place = '[[long]]';
      const value = panel({ exchange: hostileView(place).exchange! });
      // Lengthened in the page: tens of megabytes through the test's own door would take longer than what is tested.
      await page.evaluate(
        `postMessage(JSON.parse(${JSON.stringify(JSON.stringify({ event: 'panel/show', value }))},
          (_, value) => typeof value === 'string' ? value.replaceAll('${place}', ${JSON.stringify(unit)}.repeat(${times})) : value), '*')`,
      );
      await page.locator('.card').waitFor();
      await page.locator('.card summary').click();
      await page.getByRole('button', { name: 'Read more' }).waitFor();
      await page.locator('#tab-attempts').click();
      await page.locator('.lane').waitFor();
      const drawn = await page.evaluate<number>(
        `document.querySelector('.card').textContent.length`,
      );
      assert.ok(drawn < 60_000, `${drawn} characters in the card`);
      assert.deepEqual(alarms, []);
    });
  }

  it('are text in words of the host, and messages of no known kind do nothing', async () => {
    const host = new ScriptedHost(
      panel({ request, words: { Body: '<img src=x onerror=alert(1)>' } }),
    );
    const { page, alarms, settled } = await pages.open(host);
    const before = await page.evaluate<string>(inventory);
    for (const message of [
      'null',
      '7',
      '"x"',
      '[]',
      '{"id":999,"result":{}}',
      '{"event":"no such"}',
      '{"id":"1"}',
    ]) {
      await page.evaluate(`postMessage(${message}, '*')`);
    }
    await settled();
    assert.equal(await page.evaluate<string>(inventory), before);
    assert.deepEqual(alarms, []);
  });

  it('the harness itself sees a breach', async () => {
    const { page, alarms } = await pages.open(new ScriptedHost(panel({ request })));
    await page.evaluate(
      `document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/beacon' }))`,
    );
    const isSeen = () => alarms.some(alarm => alarm.includes('Content Security Policy'));
    assert.ok(await patiently(isSeen), alarms.join('\n'));
  });
});
