import { env, l10n, Uri } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Page } from '../../core/diagnosis/fix';
import { pages } from '../../core/diagnosis/pages';
import type { Exchange } from '../../core/exchange';
import type { Tell } from '../common/tell';

/** A page of the table in the person's browser; for `docs` the one of the run's operation. */
export async function openPage(page: Page, { operationId }: Exchange, tell: Tell): Promise<void> {
  const address =
    page === 'docs' ? (findOperation(operationId)?.docs ?? pages.statusCodes) : pages[page];
  const opened = await env.openExternal(Uri.parse(address)).then(
    done => done,
    () => false,
  );
  // Where the editor may not open a browser, the address is at least there to be copied.
  if (!opened) void tell.info(l10n.t('The page is at {0}.', address));
}
