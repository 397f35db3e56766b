import { randomUUID } from 'node:crypto';
import { l10n, Uri, workspace } from 'vscode';
import { saveWhole, type FileContent } from '../../core/disk/saveWhole';
import { Refusal } from './command';

/**
 * Writes a file to the place that the person chose, whole or not at all.
 * @throws a {@link Refusal}
 */
export async function saveFile(target: Uri, content: FileContent): Promise<void> {
  try {
    if (target.scheme === 'file') await saveWhole(target.fsPath, content);
    else await replaceElsewhere(target, content);
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    const sentence = l10n.t(
      '{0} could not be written: {1}. Choose another place.',
      target.path,
      reason,
    );
    throw new Refusal(sentence, { cause: failure });
  }
}

const overwrite = { overwrite: true };

/**
 * For other schemes than `file`: writes a part file beside the target, then renames it. Atomic only as far as the
 * editor is.
 */
async function replaceElsewhere(target: Uri, content: FileContent): Promise<void> {
  const part = Uri.joinPath(target, '..', `.${randomUUID()}.part`);
  try {
    if ('bytes' in content) await workspace.fs.writeFile(part, content.bytes.slice());
    else await workspace.fs.copy(Uri.file(fileOf(content)), part);
    await workspace.fs.rename(part, target, overwrite);
  } catch (failure) {
    await Promise.resolve(workspace.fs.delete(part)).catch(() => undefined);
    throw failure;
  }
}

const fileOf = (content: Exclude<FileContent, { readonly bytes: Uint8Array }>): string =>
  'moved' in content ? content.moved : content.copyOf;
