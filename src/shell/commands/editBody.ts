import { l10n, ViewColumn, window, workspace, type Disposable } from 'vscode';
import { catalog } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { commands } from '../../names';
import { draftAddress, takesJson } from '../language/draftAddress';
import type { Parts } from '../parts';
import { Refusal, register } from '../common/command';
import { operationOf, pickOperation } from './operations';

/** Opens the JSON body of a draft in an editor. */
export function registerEditBody(parts: Parts): Disposable {
  return register(parts, commands.editBody, async target => {
    const operation = target === undefined ? await chosen(parts) : operationOf(target);
    if (!operation) return;
    if (!takesJson(operation))
      throw new Refusal(
        l10n.t('{0} takes no JSON body. Choose another operation.', operation.summary),
      );
    await editBody(operation.id);
  });
}

/** The operation in the panel, where it takes a JSON body; else the one that the person picks. */
async function chosen(parts: Parts): Promise<Operation | undefined> {
  const { shownDraft } = parts.panels;
  const shown = catalog().operations.find(({ id }) => id === shownDraft?.operationId);
  if (shown && takesJson(shown)) {
    await parts.panels.keepShownDraft(shown);
    return shown;
  }
  return pickOperation(parts, l10n.t('Edit the body of which request?'), takesJson);
}

/** Opens the body beside the panel, so that both can be seen, or where it is open already. */
async function editBody(operationId: string): Promise<void> {
  const address = draftAddress(operationId);
  const document = await workspace.openTextDocument(address);
  const open = window.visibleTextEditors.find(editor => editor.document === document);
  await window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? ViewColumn.Beside,
    preview: false,
  });
}
