import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Tab } from '../../../src/protocol';
import { jobs, panel } from './fixtures';
import { openPage } from './panelPage';
import { ScriptedHost } from './scriptedHost';
import { changeTheme } from './servePanel';
import { now, situations, type PanelSituation } from './states';
import { themes, type ThemeName } from './themes';

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules that look at colours and at boxes. The others look at the elements that are seen. */
const rulesOfLooks = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
];

/** All rules, also those of good practice; without fetching style sheets, which the policy would not let it. */
async function faults(page: Page, only?: readonly string[]): Promise<string[]> {
  const options = { preload: false, reporter: 'no-passes', ...(only && { runOnly: only }) };
  const found = await page.evaluate<Finding[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}

/** Of each element: whether it is seen. */
const outline = `[...document.querySelectorAll('body *')].map(each => {
  const { x, y, width, height } = each.getBoundingClientRect();
  const isShown = each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  return Number(isShown && width > 0 && height > 0 && x + width > 0 && y + height > 0);
}).join('')`;

/** In every theme, as a person may change it at any time. Where the same is seen as in another one, looks alone count. */
async function faultsByTheme(page: Page): Promise<Record<ThemeName, string[]>> {
  const found: Record<ThemeName, string[]> = { dark: [], light: [], hcDark: [], hcLight: [] };
  const known = new Set<string>();
  for (const theme of themeNames) {
    await page.evaluate(changeTheme(theme));
    const seen = await page.evaluate<string>(outline);
    found[theme].push(...(await faults(page, known.has(seen) ? rulesOfLooks : undefined)));
    known.add(seen);
    const excess = await page.evaluate<number>(overflow);
    if (excess !== 0) found[theme].push(`${excess} px wider than the page`);
  }
  return found;
}

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
  suggestions: [
    { value: 'Golang', label: 'Golang', detail: '830 jobs' },
    { value: 'Rust', label: 'Rust', detail: '1,200 jobs' },
  ],
  note: 'From 2 hours ago.',
};
const sizes = {
  '900 px': { width: 900, height: 700, zoom: 1 },
  '320 px': { width: 320, height: 700, zoom: 1 },
  '200 %': { width: 450, height: 350, zoom: 2 },
} as const;
type Size = (typeof sizes)[keyof typeof sizes];
const themeNames = Object.keys(themes) as ThemeName[];

async function openSize(size: Size) {
  const host = new ScriptedHost(panel({}), {
    body: jobs(2),
    answers: { 'field/suggest': () => suggestions },
  });
  const opened = await openPage(host, { date: now, ...size });
  await opened.page.evaluate(axe);
  return { ...opened, host };
}
type Opened = Awaited<ReturnType<typeof openSize>>;

/** Makes the situation once, and looks at each of its tabs. */
async function lookAt(opened: Opened, name: string): Promise<Record<ThemeName, string[]>> {
  const { page } = opened;
  const { roles, tabs, ...situation } = situations[name]!;
  await show(opened, situation);
  for (const [role, label] of roles) {
    const found = page.getByRole(role as 'button', { name: label }).first();
    await found.waitFor({ state: 'attached' });
  }
  const seen: Record<ThemeName, string[]> = { dark: [], light: [], hcDark: [], hcLight: [] };
  for (const tab of tabs.length === 0 ? [undefined] : tabs) {
    if (tab !== undefined) {
      await page.evaluate(`document.getElementById('tab-${tab}').click()`);
      await expectTab(page, tab, emptyTab(name, tab));
    }
    const found = await faultsByTheme(page);
    for (const theme of themeNames) {
      seen[theme].push(...found[theme].map(fault => `${tab ?? 'page'}: ${fault}`));
    }
  }
  return seen;
}

describe('accessibility of the panel', () => {
  for (const [sizeName, size] of Object.entries(sizes)) {
    describe(sizeName, () => {
      let opened: Opened;
      before(async () => {
        opened = await openSize(size);
      });
      after(() => opened.page.close());

      for (const name of Object.keys(situations)) {
        describe(`${name}: the roles are there`, () => {
          let seen: Record<ThemeName, string[]>;
          before(async () => {
            seen = await lookAt(opened, name);
          });

          for (const theme of themeNames) {
            it(`no rule is broken and nothing is wider than the page in ${theme}`, () => {
              assert.deepEqual(seen[theme], []);
              assert.deepEqual(opened.alarms, []);
            });
          }
        });
      }
    });
  }

  it('is seen by the rules: a picture without a name is a finding', async () => {
    const { page } = await openSize(sizes['900 px']);
    await page.evaluate(
      `document.querySelector('.page').append(Object.assign(document.createElement('img'), { width: 9 }))`,
    );
    assert.match((await faults(page)).join('\n'), /^image-alt/m);
    await page.close();
  });
});

async function show(
  { host, page }: { readonly host: ScriptedHost; readonly page: Page },
  { view, open, act }: Pick<PanelSituation, 'view' | 'open' | 'act'>,
): Promise<void> {
  const { exchange } = view;
  const hasBody = exchange !== undefined && exchange.body.kind !== 'none';
  const panelView = hasBody ? { ...view, exchange: host.withBody(exchange) } : view;
  await host.emit('panel/show', panelView);
  for (const text of open ?? []) await page.locator('summary', { hasText: text }).click();
  await act?.(page);
}

const overflow =
  "(box => Math.max(0, box.scrollWidth - box.clientWidth))(document.querySelector('.page'))";
