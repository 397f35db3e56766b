import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../host/host.mjs';
import { chromiumArgs } from './chromiumArgs';
import { patienceMs, until } from './patience';
import type { ScriptedHost } from './scriptedHost';
import { servePanel, type ServedPanel } from './servePanel';
import type { ThemeName } from './themes';

export interface PageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** 2: what a person sees at 200 % (halve the size with it). */
  readonly zoom?: number;
  /** What the page's clock says: it stands still until the case moves it, however long the machine takes. */
  readonly now?: Date;
  /** What the page takes for now, always, while its timers go as they do. */
  readonly date?: Date;
}

/** The built bundle in a real browser, under the policy that the editor's panel has. */
export interface PanelPage {
  readonly page: Page;
  /** What must stay empty: dialogs, requests beyond our own files, breaches of the policy, errors of the page. */
  readonly alarms: string[];
  /**
   * Once the page has drawn what it has been told, and the host has answered what the page said then, and so on until the
   * page has nothing more to say. What a timer of the page does later is up to its clock.
   */
  readonly settled: () => Promise<void>;
}

let served: ServedPanel | undefined;
let browser: Browser | undefined;

// One for all files that import this one: a page of its own is what keeps a case apart from the others.
before(async () => {
  const executablePath = await findChromium();
  served = await servePanel();
  browser = await chromium.launch({ executablePath, args: chromiumArgs, timeout: patienceMs });
});
after(async () => {
  await browser?.close();
  served?.stop();
});

/** Gives the `describe` around it pages of the panel. Those that a case opens are closed after it. */
export function usePages() {
  const opened: Page[] = [];
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
  });
  return {
    open: async (host: ScriptedHost, options?: PageOptions): Promise<PanelPage> => {
      const panel = await openPage(host, options);
      opened.push(panel.page);
      return panel;
    },
  };
}

/** A page that its caller closes. */
export async function openPage(host: ScriptedHost, options: PageOptions = {}): Promise<PanelPage> {
  if (browser === undefined || served === undefined) throw new Error('no browser has started');
  const { theme = 'dark', width = 900, height = 700, zoom = 1, now, date } = options;
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: zoom });
  page.setDefaultTimeout(patienceMs);
  const alarms = watch(page, served);
  if (now !== undefined) await stopClock(page, now.getTime() - startMs);
  if (date !== undefined) await page.addInitScript({ content: fixedDate(date.getTime()) });
  await host.attach(page);
  await page.goto(`${served.origin}/?theme=${theme}`);
  const draw = async () => {
    if (now === undefined) await page.evaluate(twoFrames);
    else await page.clock.runFor(startMs / 2);
  };
  await draw();
  await until(page, `document.querySelector('.page') !== null`);
  await draw();
  return { page, alarms, settled: () => settle(host, draw) };
}

/** What the page's clock goes on by while the page comes up. */
const startMs = 200;
const twoFrames = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`;

const fixedDate = (now: number) => `{
  const Given = Date;
  globalThis.Date = class extends Given {
    constructor(...given) {
      super(...(given.length === 0 ? [${now}] : given));
    }
    static now() {
      return ${now};
    }
  };
}`;

/** The clock goes as soon as it is there, and can only be stopped ahead of where it is then. */
async function stopClock(page: Page, at: number): Promise<void> {
  await page.clock.install({ time: at - 3_600_000 });
  await page.clock.pauseAt(at);
}

async function settle(host: ScriptedHost, draw: () => Promise<void>): Promise<void> {
  let heard: number;
  do {
    heard = host.calls.length;
    await draw();
    await host.thereAndBack();
  } while (host.calls.length > heard);
}

function watch(page: Page, { origin, isOurs }: ServedPanel): string[] {
  const alarms: string[] = [];
  page.on('dialog', dialog => {
    alarms.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', sent => {
    const url = new URL(sent.url());
    if (url.origin !== origin || !isOurs(url.pathname)) alarms.push(`request: ${sent.url()}`);
  });
  page.on('pageerror', error => alarms.push(`error: ${error.message}`));
  page.on('console', message => {
    if (message.type() === 'error') alarms.push(`console: ${message.text()}`);
  });
  return alarms;
}
