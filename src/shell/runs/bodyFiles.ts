import { stat, unlink } from 'node:fs/promises';
import { l10n, Uri, window, workspace } from 'vscode';
import { textInSteps, utf8InSteps } from '../../core/charset/toUtf8';
import { inTurns } from '../../core/common/turns';
import { utf8Copy } from '../../core/disk/utf8Copy';
import type { Exchange } from '../../core/exchange';
import type { Content } from '../../core/transport/transport';
import { saveFile } from '../common/saveFile';
import { fileStem } from '../words/runName';

const extensionOf = ({ contentType }: Exchange['body']) =>
  /json/i.test(contentType) ? 'json' : /html/i.test(contentType) ? 'html' : 'txt';

const fileName = (exchange: Exchange): string =>
  `${fileStem(exchange)}.${extensionOf(exchange.body)}`;

function kept(content: Content | undefined): Content {
  if (content) return content;
  throw new Error(l10n.t('The body of this run is no longer kept. Send it again to save it.'));
}

/**
 * Asks for a place and writes the whole decoded body there, without sending again. The temporary file of a long body
 * may be moved there.
 * @returns the content with its new file where it was moved, else undefined
 */
export async function saveBody(
  exchange: Exchange,
  found: Content | undefined,
): Promise<Content | undefined> {
  const content = await whole(exchange, kept(found));
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, fileName(exchange)) }),
    title: l10n.t('Save Answer'),
  });
  if (!target) return undefined;
  return write(content, exchange, target);
}

/** Throws where not all bytes are there, as the temporary file may be missing: a part must not pass for the answer. */
async function whole(exchange: Exchange, content: Content): Promise<Content> {
  const { bytes: length } = exchange.body;
  const there =
    content.file === undefined
      ? content.bytes.length
      : await stat(content.file).then(
          ({ size }) => size,
          () => 0,
        );
  if (there === length) return content;
  throw new Error(
    l10n.t('Not all of this answer is kept any more. Send it again to save the whole of it.'),
  );
}

async function write(
  content: Content,
  { body }: Exchange,
  target: Uri,
): Promise<Content | undefined> {
  const { file, saved, bytes } = content;
  const isCoded = body.badges?.some(({ code }) => code === 'unknownCoding') === true;
  // A body with an unknown coding is written byte for byte, for another tool; any other as UTF-8 text.
  const contentType = isCoded ? '' : body.contentType;
  const copy = file === undefined ? undefined : await utf8Copy(file, bytes, contentType);
  if (copy !== undefined) await saveFile(target, { copyOf: copy }).finally(() => unlink(copy));
  else if (file === undefined)
    await saveFile(target, {
      bytes: isCoded ? bytes : await inTurns(utf8InSteps(bytes, contentType)),
    });
  else if (saved || target.scheme !== 'file') await saveFile(target, { copyOf: file });
  else {
    await saveFile(target, { moved: file });
    return { ...content, file: target.fsPath, saved: true };
  }
  return undefined;
}

/** The text of a body as the panel shows it, as far as it is in memory. */
export const textIn = (content: Content | undefined, { body }: Exchange): Promise<string> =>
  inTurns(textInSteps(content?.bytes ?? new Uint8Array(), body.contentType));

/** Opens a copy of the body as an untitled document, so that nothing is written to disk. */
export async function openBodyInEditor(
  exchange: Exchange,
  found: Content | undefined,
): Promise<void> {
  const language = { json: 'json', html: 'html', txt: 'plaintext' }[extensionOf(exchange.body)];
  const document = await workspace.openTextDocument({
    language,
    content: await textIn(kept(found), exchange),
  });
  await window.showTextDocument(document, { preview: true });
}
