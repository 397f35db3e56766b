import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { PanelView } from '../../../src/protocol';
import { empty, hopeless, poor, rejected } from './failures';
import { answered, failed, jobs, fixed, panel, request, waiting } from './fixtures';
import { openPage, type PanelPage } from './panelPage';
import { asking, fullBody, sending, situations, withBody } from './states';
import { ScriptedHost } from './scriptedHost';
import { changeTheme } from './servePanel';
import type { ThemeName } from './themes';

const now = new Date('2026-11-23T10:42:12.390Z');
const withWarning = {
  ...request,
  draft: { ...request.draft, query: { ...request.draft.query, page_size: 640 } },
  findings: [
    {
      in: 'query',
      name: 'page_size',
      pointer: '',
      severity: 'warning',
      message: '640 is more than the 100 that the API takes.',
    },
  ],
} as const;

const receiving = {
  ...sending,
  phase: {
    kind: 'running',
    text: 'Sending…',
    since: now.toISOString(),
    progress: '12.3 MB received, 2.1 MB a second',
  },
} as const;

const odd = [
  'Encoded as "x-foo", which cannot be undone here; shown as it came. Save keeps the bytes for another tool.',
  'Bytes behind the end of the packed body were left out; the body itself is whole.',
  '3 members repeat a name of their object, first "id"; other tools may see only one of each. All are shown.',
];

interface Shot {
  readonly view: PanelView;
  readonly body?: string;
  readonly act?: (page: Page) => Promise<void>;
}

const scrollTo = (page: Page, field: string) =>
  page.evaluate<undefined>(`document.querySelector('[data-field="${field}"]').scrollIntoView()`);

const shots: Readonly<Record<string, Shot>> = {
  form: { view: panel({ request: withWarning }) },
  'form-body': {
    view: withBody(fullBody),
    act: page => scrollTo(page, 'body'),
  },
  'form-groups': {
    view: withBody(fullBody),
    act: page => scrollTo(page, '/locations'),
  },
  'form-json': { view: withBody(fullBody), act: situations['body as JSON']!.act! },
  'form-broken': { view: withBody('{"queries": ["golang",}') },
  'form-filters': { view: panel({ request }), act: situations['list of filters']!.act! },
  answer: { view: panel({ request, exchange: answered }), body: jobs(25) },
  odd: {
    view: panel({ request, exchange: { ...answered, body: { ...answered.body, badges: odd } } }),
    body: jobs(25),
  },
  failure: {
    view: panel({ request: withWarning, exchange: failed }),
    body: '{"type":"https://jobo.world/problems/validation","title":"Bad Request","status":400,"detail":"page_size must be between 1 and 100."}',
  },
  asking: { view: panel({ request, exchange: asking }) },
  sending: {
    view: panel({ request, exchange: receiving }),
    act: page => page.getByRole('tab', { name: /Attempts/ }).click(),
  },
  waiting: {
    view: panel({ request, exchange: waiting(now.getTime(), 24_000) }),
    act: page => page.getByRole('tab', { name: /Attempts/ }).click(),
  },
  '402': { view: panel({ request, exchange: poor }), body: '{"error":"insufficient credits"}' },
  empty: {
    view: panel({ request, exchange: empty }),
    body: '{"jobs":[],"total":0,"page":1,"page_size":25,"total_pages":0,"facets":{}}',
  },
  mended: { view: panel({ request, exchange: fixed }), body: jobs(25) },
  'gone-back': {
    view: panel({ request, exchange: { ...poor, before: fixed.before!, hasNewer: true } }),
    body: '{"error":"insufficient credits"}',
  },
  '402-why': {
    view: panel({ request, exchange: poor }),
    body: '{"error":"insufficient credits"}',
    act: page => page.getByText('Why?').click(),
  },
  '401': { view: panel({ request, exchange: rejected }), body: '{"error":"API key"}' },
  'waiting-stop-first': {
    view: panel({ request, exchange: hopeless(now.getTime(), 24_000) }),
    act: page => page.getByRole('tab', { name: /Attempts/ }).click(),
  },
  search: {
    view: panel({ request, exchange: answered }),
    body: jobs(2000),
    act: async page => {
      await page.getByRole('searchbox').fill('engineer 1999');
      await page.getByRole('searchbox').press('Enter');
      await page.getByText('1 of 1').waitFor();
    },
  },
};

/** The suffix of the picture in each theme. */
const wide: Readonly<Record<ThemeName, string>> = {
  dark: 'dark',
  light: 'light',
  hcDark: 'hc',
  hcLight: 'hc-light',
};
const sizes: readonly {
  width: number;
  height?: number;
  zoom?: number;
  suffixes: Partial<Record<ThemeName, string>>;
}[] = [
  { width: 900, suffixes: wide },
  { width: 320, suffixes: { dark: 'narrow' } },
  { width: 450, height: 350, zoom: 2, suffixes: { light: 'zoomed' } },
];

describe('panel pictures', () => {
  const directory = join(import.meta.dirname, '../../out/screenshots');
  before(() => {
    mkdirSync(directory, { recursive: true });
  });

  for (const [name, { view, body, act }] of Object.entries(shots)) {
    for (const { suffixes, ...size } of sizes) {
      describe(`of ${name}, ${size.width} px`, () => {
        let shown: PanelPage;
        before(async () => {
          const host = new ScriptedHost(view, body === undefined ? {} : { body });
          shown = await openPage(host, { ...size, now });
          await act?.(shown.page);
          await shown.settled();
        });
        after(() => shown.page.close());

        for (const [theme, suffix] of Object.entries(suffixes)) {
          it(`${name}, ${suffix}: nothing is wider than the page`, async () => {
            const { page, alarms } = shown;
            await page.evaluate(changeTheme(theme as ThemeName));
            await page.screenshot({ path: join(directory, `panel-${name}-${suffix}.png`) });
            const overflow = await page.evaluate(
              "(box => box.scrollWidth - box.clientWidth)(document.querySelector('.page'))",
            );
            assert.equal(overflow, 0);
            assert.deepEqual(alarms, []);
          });
        }
      });
    }
  }
});
