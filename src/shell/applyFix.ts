import { commands as editor, env, l10n, Uri, window } from 'vscode';
import { findOperation } from '../core/catalog/catalog';
import type { Fix, Page } from '../core/diagnosis/fix';
import { pages } from '../core/diagnosis/pages';
import type { Exchange } from '../core/exchange';
import { commands } from '../names';
import type { Panel } from './panel/panel';

/** Carries out one offered remedy of a run. */
export async function applyFix(exchange: Exchange, fix: Fix, panel: Panel): Promise<void> {
  switch (fix.kind) {
    case 'setApiKey':
      await editor.executeCommand(commands.switchProfile, exchange.profile);
      await editor.executeCommand(commands.setApiKey);
      return;
    case 'checkApiKey':
      await editor.executeCommand(commands.checkApiKey);
      return;
    case 'switchProfile':
      await editor.executeCommand(commands.switchProfile);
      return;
    case 'sendAgain':
      await editor.executeCommand(commands.sendAgain, exchange.id);
      return;
    case 'editRequest':
      panel.focus({ on: 'request' });
      return;
    case 'openPage':
      await openPage(fix.page, exchange);
      return;
    case 'openSetting':
      await editor.executeCommand('workbench.action.openSettings', fix.setting);
  }
}

async function openPage(page: Page, { operationId }: Exchange): Promise<void> {
  const address =
    page === 'docs' ? (findOperation(operationId)?.docs ?? pages.statusCodes) : pages[page];
  const opened = await env.openExternal(Uri.parse(address)).then(
    done => done,
    () => false,
  );
  // Where the editor may not open a browser, the address is at least there to be copied.
  if (!opened) void window.showInformationMessage(l10n.t('The page is at {0}.', address));
}
