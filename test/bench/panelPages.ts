import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../host/host.mjs';
import { install, root } from '../launch/install.mjs';
import type { PanelView } from '../../src/protocol';
import { chromiumArgs } from '../unit/panel/chromiumArgs';
import { ScriptedHost } from '../unit/panel/scriptedHost';
import { servePanel } from '../unit/panel/servePanel';

/** The panel's page of one checkout in a real browser. */
export interface Candidate {
  readonly name: string;
  /** @param tripMs how much later than at once calls for rows are answered: the way to the editor's extensions and back */
  open(view: PanelView, body: string, tripMs: number): Promise<{ page: Page; host: ScriptedHost }>;
}

/** @param checkouts by the names that the figures are printed under */
export async function candidates(
  checkouts: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly all: readonly Candidate[]; close(): Promise<void> }> {
  await install(path.join(root, 'test/host'), 'a browser of npm packages');
  const executablePath = await findChromium();
  const browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
  const served = await Promise.all(
    Object.entries(checkouts).map(
      async ([name, checkout]) => [name, await servePanel(checkout)] as const,
    ),
  );
  const all = served.map(([name, { origin }]): Candidate => ({
    name,
    open: async (view, body, tripMs) => {
      const host: ScriptedHost = new ScriptedHost(view, {
        body,
        answers: {
          'body/rows': async params => {
            if (tripMs > 0) await setTimeout(tripMs);
            return host.rows(params);
          },
        },
      });
      const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
      await host.attach(page);
      await page.goto(`${origin}/?theme=dark`);
      await page.locator('.page').waitFor();
      return { page, host };
    },
  }));
  return {
    all,
    close: async () => {
      await browser.close();
      for (const [, { stop }] of served) stop();
    },
  };
}
