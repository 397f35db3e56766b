import type { Page } from 'playwright-core';
import type { SoakWindow } from '../window/ground.js';

/** So long that only a page that stands still needs it. */
const patience = { timeout: 120_000 };

/** Names of all elements in the panel, and of their attributes. */
const inventory = `[...new Set([...document.querySelectorAll('body *')].flatMap(element =>
  [element.localName, ...[...element.attributes].map(({ name }) => '@' + name)]))]`;

/** What each tab shows once it is drawn; an answer may have no row. */
const tabs = { headers: '.headers td', attempts: '.lane', body: '.tabPanel.body' } as const;

/** Sends a request, shows its answer in the panel with every tab, and lists what the page is made of then. */
export async function draw(window: SoakWindow, id: string): Promise<ReadonlySet<string>> {
  const { agent } = window;
  const request = { operationId: 'getJob', path: { id } };
  const run = await agent.call('send', { request });
  await agent.command('jobo.showExchange', run.id);
  const panel = window.panel();
  await panel.locator(`.statusLine .figures[title$="/${id}"]`).waitFor(patience);
  const seen = new Set<string>();
  const look = async () => {
    const names = await panel.locator('body').evaluate<string[], undefined>(inventory, undefined);
    for (const name of names) seen.add(name);
  };
  for (const [tab, shown] of Object.entries(tabs)) {
    await panel.locator(`#tab-${tab}`).click(patience);
    await panel.locator(shown).first().waitFor(patience);
    await look();
  }
  const unfold = panel.getByRole('button', { name: 'Unfold all' });
  if (!(await unfold.isVisible())) return seen;
  await unfold.click(patience);
  await panel.getByRole('treeitem').nth(1).waitFor(patience);
  await look();
  return seen;
}

/** What must not happen while others' texts are drawn. */
export interface Alarms {
  readonly dialogs: string[];
  readonly requests: string[];
  readonly windows: string[];
}

/** From now on; whatever the workbench and its panels load to begin with has come by then. */
export function watchPage(page: Page, own: string): Alarms {
  const alarms: Alarms = { dialogs: [], requests: [], windows: [] };
  page.on('dialog', dialog => {
    alarms.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url());
    if (origin !== own && protocol !== 'data:' && protocol !== 'blob:')
      alarms.requests.push(request.url());
  });
  page.on('popup', popup => alarms.windows.push(popup.url()));
  page.on('download', download => alarms.windows.push(download.url()));
  return alarms;
}
