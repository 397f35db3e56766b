import type { Page } from 'playwright-core';
import type { ExchangeView, PanelView, Tab } from '../../../src/protocol';
import { hopeless, poor, rejected } from './failures';
import { answered, failed, fixed, panel, request, waiting } from './fixtures';

/** When the pages of these tests are. */
export const now = new Date('2026-11-23T10:42:12.390Z');

export interface PanelSituation {
  readonly view: PanelView;
  /** Clicked in this order, by what they read. */
  readonly open?: readonly string[];
  readonly act?: (page: Page) => Promise<void>;
  readonly tabs: readonly Tab[];
  /** What must be there, beside the tab: roles as a screen reader has them, with their names. */
  readonly roles: readonly (readonly [string, RegExp])[];
}

const everyTab: readonly Tab[] = ['body', 'headers', 'attempts'];
const send = ['button', /^Send/] as const;
const status = ['status', /.*/] as const;
const finding = {
  in: 'query',
  name: 'page_size',
  pointer: '',
  severity: 'error',
  message: '640 is more than the 100 that the API takes.',
} as const;
/** Every kind of member, what does not fit, and what is not documented. */
export const fullBody = `{
  "queries": ["golang", "rust engineer"],
  "skills": {"include": ["Go"]},
  "page_size": 640,
  "posted_after": "2026-11-16T10:42:00Z",
  "include_facets": [],
  "locations": [{"country": "PT"}, {"city": 5}],
  "contact": {"email": "a@b.example"},
  "answer": {"list": [1, 2.0]},
  "cursor": null,
  "unknown": 12345678901234567890
}`;
export const withBody = (body: string): PanelView =>
  panel({
    request: {
      ...request,
      draft: { ...request.draft, body },
      findings: [
        {
          ...finding,
          in: 'body',
          name: '',
          pointer: '/page_size',
          severity: 'warning',
          message: 'page_size should be 100 or less.',
          fix: { title: 'Set to 100', index: 0 },
        },
      ],
    },
  });
const resending: ExchangeView = {
  ...waiting(now.getTime(), 24_000),
  id: 'run-5',
  phase: {
    kind: 'running',
    text: 'Sending attempt 3…',
    since: '2026-11-23T10:42:00.000Z',
    progress: '12.3 MB received, 2.1 MB a second',
  },
};
const { status: _, ...unanswered } = answered;
export const sending: ExchangeView = {
  ...unanswered,
  id: 'run-6',
  phase: { kind: 'running', text: 'Sending…', since: now.toISOString() },
  attempts: [],
  figures: [],
  headers: [],
  body: { kind: 'none', bytes: 0, contentType: '', badges: [], rows: 0, first: [] },
};
export const asking: ExchangeView = {
  ...sending,
  id: 'run-7',
  phase: {
    kind: 'asking',
    text: 'Waiting for your word. Nothing is sent before you confirm what it may cost.',
  },
};
const failureCard = (title: RegExp, ...buttons: readonly RegExp[]): PanelSituation['roles'] => [
  send,
  status,
  ['region', title],
  ...buttons.map(name => ['button', name] as const),
  ['button', /^Copy report$/],
];

/** Every state that the panel can be in. */
export const situations: Readonly<Record<string, PanelSituation>> = {
  empty: { view: panel({}), tabs: [], roles: [status, ['button', /^Profile/]] },
  form: {
    view: panel({ request: { ...request, findings: [finding] } }),
    tabs: [],
    roles: [
      send,
      ['spinbutton', /^page_size/],
      ['combobox', /^sort/],
      ['combobox', /^Add filter$/],
      ['group', /^Body$/],
    ],
  },
  'form of a full body': {
    view: withBody(fullBody),
    tabs: [],
    roles: [
      ['list', /^Values of queries$/],
      ['button', /^Remove golang$/],
      ['group', /^skills$/],
      ['group', /^locations$/],
      ['group', /^Set posted_after to$/],
      ['searchbox', /^Search include_facets$/],
      ['combobox', /^cursor: what to send$/],
      ['button', /^Set to 100$/],
      ['button', /^Add to locations$/],
      ['textbox', /^unknown$/],
    ],
  },
  'form of a body that is broken': {
    view: withBody('{"queries": ["golang",}'),
    tabs: [],
    roles: [['button', /^Edit the JSON$/]],
  },
  'body as JSON': {
    view: withBody(fullBody),
    act: page => page.getByRole('button', { name: 'JSON', exact: true }).click(),
    tabs: [],
    roles: [
      ['textbox', /^Body/],
      ['button', /^Format$/],
    ],
  },
  'list of filters': {
    view: panel({ request }),
    act: async page => {
      // An earlier state may have left the body as JSON.
      await page.getByRole('button', { name: 'Form', exact: true }).click();
      await page.getByRole('combobox', { name: 'Add filter' }).first().press('ArrowDown');
    },
    tabs: [],
    roles: [
      ['listbox', /^Suggestions$/],
      ['option', /^remote/],
    ],
  },
  'suggestions for a list': {
    view: withBody('{"skills": {"include": ["Go"]}}'),
    act: async page => {
      await page.getByRole('combobox', { name: 'include', exact: true }).press('ArrowDown');
      await page.getByRole('option', { name: /Golang/ }).waitFor();
    },
    tabs: [],
    roles: [
      ['listbox', /^Suggestions$/],
      ['option', /^Golang/],
    ],
  },
  sending: {
    view: panel({ request, exchange: sending }),
    tabs: everyTab,
    roles: [status, ['button', /^Stop$/]],
  },
  asking: {
    view: panel({ request, exchange: asking }),
    tabs: everyTab,
    roles: [status, ['button', /^Stop$/]],
  },
  'waiting to begin': {
    view: panel({ request, exchange: { ...waiting(now.getTime(), 24_000), attempts: [] } }),
    tabs: everyTab,
    roles: [status, ['region', /^Waiting$/]],
  },
  'sending again': {
    view: panel({ request, exchange: resending }),
    tabs: everyTab,
    roles: [status, ['button', /^Stop$/]],
  },
  waiting: {
    view: panel({ request, exchange: waiting(now.getTime(), 24_000) }),
    tabs: everyTab,
    roles: [
      status,
      ['region', /^Waiting$/],
      ['progressbar', /wait/],
      ['button', /^Send now$/],
      ['button', /^Stop$/],
    ],
  },
  'waiting in vain': {
    view: panel({ request, exchange: hopeless(now.getTime(), 24_000) }),
    tabs: everyTab,
    roles: [
      ['region', /^Waiting$/],
      ['progressbar', /wait/],
      ['button', /^Stop$/],
    ],
  },
  answered: {
    view: panel({ request, exchange: answered }),
    tabs: everyTab,
    roles: [send, status, ['heading', /200 OK/]],
  },
  '400': {
    view: panel({ request, exchange: failed }),
    open: ['Why?'],
    tabs: everyTab,
    roles: failureCard(/page_size/, /page_size 640/, /Edit request/, /Read more/),
  },
  'after a remedy': {
    view: panel({ request, exchange: fixed }),
    tabs: ['body'],
    roles: [send, status, ['group', /^Status$/], ['button', /^Back to the run before: 402/]],
  },
  'gone back': {
    view: panel({ request, exchange: { ...poor, before: fixed.before!, hasNewer: true } }),
    tabs: ['body'],
    roles: failureCard(/Not enough credits/, /^Back to the run before/, /^Show newest run$/),
  },
  '401': {
    view: panel({ request, exchange: rejected }),
    tabs: everyTab,
    roles: failureCard(/The key was not accepted/, /Enter a new key/, /Check the key/),
  },
  '402': {
    view: panel({ request, exchange: poor }),
    open: ['Why?'],
    tabs: everyTab,
    roles: [
      ...failureCard(/Not enough credits/, /page_size 100/, /sandbox/, /Top up/),
      ['meter', /121 of 300 credits/],
      ['term', /.*/],
      ['definition', /.*/],
    ],
  },
  'no body': {
    view: panel({
      request,
      exchange: { ...answered, id: 'run-7', headers: [], attempts: [] },
    }),
    tabs: everyTab,
    roles: [send, status],
  },
};
