import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Tab } from '../../../src/protocol';
import { jobs, panel } from './fixtures';
import { PanelBrowser } from './panelPage';
import { ScriptedHost } from './scriptedHost';
import { now, situations, type PanelSituation } from './states';
import type { ThemeName } from './themes';

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All rules, also those of good practice; without fetching style sheets, which the policy would not let it. */
const findings = async (page: Page): Promise<string[]> => {
  const found = await page.evaluate<Finding[]>(
    'axe.run(document, { preload: false, resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
};

/** What the tab itself must have: an empty one would please every rule. */
async function expectTab(page: Page, tab: Tab, isEmpty: boolean): Promise<void> {
  await page.getByRole('tabpanel', { name: new RegExp(tab, 'i') }).waitFor();
  assert.equal(await page.getByRole('tab', { selected: true }).count(), 1);
  assert.equal(await page.getByRole('tab').count(), 3);
  if (isEmpty) return;
  switch (tab) {
    case 'body':
      await page.getByRole('toolbar').waitFor();
      await page.getByRole('treeitem').nth(1).waitFor();
      return;
    case 'headers':
      await page.getByRole('rowheader', { name: 'content-type' }).waitFor();
      return;
    case 'attempts':
      await page.getByRole('img', { name: /attempt/ }).waitFor();
      await page.getByRole('table', { name: 'Attempts' }).waitFor();
      await page.getByRole('row', { name: /^Total/ }).waitFor();
      return;
  }
}

const emptyTab = (name: string, tab: Tab): boolean => {
  const exchange = situations[name]?.view.exchange;
  switch (tab) {
    case 'body':
      return exchange?.body.kind === 'none';
    case 'headers':
      return exchange?.headers.length === 0;
    case 'attempts':
      return exchange?.attempts.length === 0 && exchange.phase.kind !== 'running';
  }
};

const suggestions = {
  choices: [
    { value: 'Golang', label: 'Golang', detail: '830 jobs' },
    { value: 'Rust', label: 'Rust', detail: '1,200 jobs' },
  ],
  note: 'From 2 hours ago.',
};
const wide = { width: 900, height: 700, zoom: 1 };
const narrow = { width: 320, height: 700, zoom: 1 };
const zoomed = { width: 450, height: 350, zoom: 2 };
interface Look {
  readonly theme: ThemeName;
  readonly size: typeof wide;
  readonly name: string;
}
const looks: readonly Look[] = [
  ...(['dark', 'light', 'hcDark', 'hcLight'] as const).flatMap(theme => [
    { theme, size: wide, name: theme },
    { theme, size: narrow, name: `${theme}, 320 px` },
    { theme, size: zoomed, name: `${theme}, 200 %` },
  ]),
];

describe('accessibility of the panel', () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser.stop());

  const openLook = async ({ theme, size }: Look) => {
    const host = new ScriptedHost(panel({}), {
      body: jobs(2),
      answers: { 'field/complete': () => suggestions },
    });
    const opened = await browser.open(host, { theme, now, ...size });
    await opened.page.evaluate(axe);
    return { ...opened, host };
  };

  for (const look of looks) {
    describe(look.name, () => {
      let shown: Awaited<ReturnType<typeof openLook>>;
      before(async () => {
        shown = await openLook(look);
      });
      after(() => shown.page.close());

      for (const [name, situation] of Object.entries(situations)) {
        it(`${name}: the roles are there, no rule is broken, nothing is wider than the page`, async () => {
          const { page, alarms } = shown;
          await show(shown, situation);
          for (const [role, label] of situation.roles) {
            const found = page.getByRole(role as 'button', { name: label }).first();
            await found.waitFor({ state: 'attached' });
          }
          const check = async (where: string) => {
            assert.deepEqual(await findings(page), [], where);
            assert.equal(await page.evaluate(overflow), 0, `${where} is too wide`);
          };
          if (situation.tabs.length === 0) await check(name);
          for (const tab of situation.tabs) {
            await page.evaluate(`document.getElementById('tab-${tab}').click()`);
            await expectTab(page, tab, emptyTab(name, tab));
            await check(`${name}, ${tab}`);
          }
          assert.deepEqual(alarms, []);
        });
      }
    });
  }

  it('is seen by the rules: a picture without a name is a finding', async () => {
    const { page } = await openLook(looks[0]!);
    await page.evaluate(
      `document.querySelector('.page').append(Object.assign(document.createElement('img'), { width: 9 }))`,
    );
    assert.match((await findings(page)).join('\n'), /^image-alt/m);
    await page.close();
  });
});

async function show(
  { host, page }: { readonly host: ScriptedHost; readonly page: Page },
  { view, open, act }: PanelSituation,
): Promise<void> {
  const { exchange } = view;
  await page.clock.setSystemTime(now);
  const hasBody = exchange !== undefined && exchange.body.kind !== 'none';
  const panelView = hasBody ? { ...view, exchange: host.withBody(exchange) } : view;
  await host.emit('panel/show', panelView);
  for (const text of open ?? []) await page.locator('summary', { hasText: text }).click();
  await act?.(page);
}

const overflow =
  "(box => Math.max(0, box.scrollWidth - box.clientWidth))(document.querySelector('.page'))";
