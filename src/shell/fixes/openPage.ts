import { env, l10n, Uri } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Page } from '../../core/diagnosis/fix';
import { pages } from '../../core/diagnosis/pages';
import type { Exchange } from '../../core/exchange';
import type { Tell } from '../common/tell';

/** Opens a page in the browser; `docs` is the documentation of the run's operation. */
export async function openPage(page: Page, { operationId }: Exchange, tell: Tell): Promise<void> {
  const address =
    page === 'docs' ? (findOperation(operationId)?.docs ?? pages.statusCodes) : pages[page];
  const opened = await env.openExternal(Uri.parse(address)).then(
    done => done,
    () => false,
  );
  // Where no browser can be opened, the message shows the address to copy.
  if (!opened) void tell.info(l10n.t('The page is at {0}.', address));
}
