import { l10n, window, workspace } from 'vscode';
import type { FilePart } from '../../core/request/draft';
import { largestFile } from '../../core/request/check';
import { size } from '../words/figures';

const types: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['txt', 'text/plain'],
  ['rtf', 'application/rtf'],
  ['md', 'text/markdown'],
]);

/** Asks for a file and reads it; undefined when the person cancels. Rejects with a sentence for one over 10 MiB. */
export async function pickFile(): Promise<FilePart | undefined> {
  const [uri] =
    (await window.showOpenDialog({
      title: l10n.t('Choose a File'),
      openLabel: l10n.t('Choose'),
      filters: { [l10n.t('Documents')]: [...types.keys()], [l10n.t('All files')]: ['*'] },
    })) ?? [];
  if (!uri) return undefined;
  const { size: bytes } = await workspace.fs.stat(uri);
  if (bytes > largestFile) {
    throw new Error(
      l10n.t(
        'The file has {0}; the API takes {1} at most. Choose a smaller one.',
        size(bytes),
        size(largestFile),
      ),
    );
  }
  const name = uri.path.split('/').at(-1) ?? 'file';
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  const type = types.get(extension) ?? 'application/octet-stream';
  const content = await workspace.fs.readFile(uri);
  return { name, type, base64: Buffer.from(content).toString('base64') };
}
