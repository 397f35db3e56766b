import { copyFile } from 'node:fs/promises';
import { l10n, Uri, window, workspace } from 'vscode';
import { findOperation } from '../core/catalog/catalog';
import type { Exchange } from '../core/exchange';
import type { Content } from '../core/transport/transport';

const extensionOf = ({ contentType }: Exchange['body']) =>
  /json/i.test(contentType) ? 'json' : /html/i.test(contentType) ? 'html' : 'txt';

/** A name of our own making: nothing a server says becomes part of a path. */
function fileName(exchange: Exchange): string {
  const stamp = exchange.startedAt.replace(/[^\d]/g, '').slice(0, 14);
  const operation = findOperation(exchange.operationId)?.id ?? 'answer';
  return `${operation}-${stamp}.${extensionOf(exchange.body)}`;
}

function kept(content: Content | undefined): Content {
  if (content) return content;
  throw new Error(l10n.t('The body of this run is no longer kept. Send it again to save it.'));
}

/** Asks where to, then writes the whole decoded body; nothing is sent again. */
export async function saveBody(exchange: Exchange, found: Content | undefined): Promise<void> {
  const content = kept(found);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, fileName(exchange)) }),
    title: l10n.t('Save Answer'),
  });
  if (!target) return;
  try {
    if (content.file !== undefined && target.scheme === 'file')
      await copyFile(content.file, target.fsPath);
    else await workspace.fs.writeFile(target, content.bytes.slice());
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    const sentence = l10n.t(
      '{0} could not be written: {1}. Choose another place.',
      target.path,
      reason,
    );
    throw new Error(sentence, { cause: failure });
  }
}

/** An untitled copy: the answer is never written to disk by opening it. */
export async function openBodyInEditor(
  exchange: Exchange,
  found: Content | undefined,
): Promise<void> {
  const language = { json: 'json', html: 'html', txt: 'plaintext' }[extensionOf(exchange.body)];
  const document = await workspace.openTextDocument({
    language,
    content: new TextDecoder().decode(kept(found).bytes),
  });
  await window.showTextDocument(document, { preview: true });
}
