import { randomUUID } from 'node:crypto';
import { l10n, window } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { sandboxProfile, type Profile } from '../../core/profiles';
import { errorsIn } from '../../core/request/check';
import type { Draft } from '../../core/request/draft';
import { snippetOf } from '../../core/snippets/snippet';
import {
  keyVariable,
  snippetFormats,
  type Snippet,
  type SnippetFormat,
} from '../../core/snippets/snippetRequest';
import { Refusal } from '../common/command';
import type { Tell } from '../common/tell';
import type { Keys } from '../profiles/keys';
import type { SandboxHost } from '../profiles/sandboxHost';
import { findingWords } from '../words/findingWords';
import { formatWords, snippetProblemWords } from '../words/snippetWords';

export interface CopyAsParts {
  readonly keys: Keys;
  readonly tell: Tell;
}

/** The origin that a snippet sends to. Starts the sandbox, which has no address before. */
export async function originFor({ name, origin }: Profile, sandbox: SandboxHost): Promise<string> {
  return name === sandboxProfile.name ? new URL((await sandbox.start()).url).origin : origin;
}

/**
 * Copies a request to the clipboard, without the key, in the given format or one that the person picks.
 * @param origin called only for a request that can be copied, as it may start the sandbox
 */
export async function copyAs(
  draft: Draft,
  origin: () => Promise<string>,
  { keys, tell }: CopyAsParts,
  given?: SnippetFormat,
): Promise<void> {
  const operation = findOperation(draft.operationId);
  if (!operation)
    throw new Refusal(l10n.t('This operation is no longer in the catalog. Choose another one.'));
  await keys.ready();
  const [error] = errorsIn(draft, operation, keys.known);
  if (error) throw new Refusal(findingWords(error));
  const options = { origin: await origin(), idempotencyKey: randomUUID() };
  const write = (format: SnippetFormat) => snippetOf(format, draft, operation, options);
  const format = given ?? (await pickFormat(operation, write));
  if (format === undefined) return;
  const snippet = write(format);
  if (!snippet.ok) throw new Refusal(snippetProblemWords(snippet.problem));
  await tell.copy(snippet.text);
  void tell.info(copiedWords(format, draft, operation));
}

const shownPreview = 160;

async function pickFormat(
  { method, path }: Operation,
  write: (format: SnippetFormat) => Snippet,
): Promise<SnippetFormat | undefined> {
  const choices = snippetFormats.map(format => {
    const snippet = write(format);
    const preview = snippet.ok ? oneLine(snippet.text) : snippetProblemWords(snippet.problem);
    return { label: formatWords(format), detail: preview, format };
  });
  const picked = await window.showQuickPick(choices, {
    title: l10n.t('Copy {0} {1} as…', method, path),
    placeHolder: l10n.t('The API key is not copied: it is read from {0}', keyVariable),
  });
  return picked?.format;
}

/** A snippet on one line, for the list. `$(` is broken up, as the editor would draw an icon for it. */
const oneLine = (text: string): string =>
  text.replace(/\s+/g, ' ').slice(0, shownPreview).replaceAll('$(', '$\u200b(');

function copiedWords(format: SnippetFormat, { files = {} }: Draft, { key }: Operation): string {
  const names = Object.values(files).map(({ name }) => name);
  const sentences = [
    l10n.t('Copied as {0}.', formatWords(format)),
    ...(key === 'none' ? [] : [l10n.t('It reads the key from {0}.', keyVariable)]),
    ...(names.length === 0
      ? []
      : [l10n.t('It reads {0} from the folder that it runs in.', names.join(', '))]),
  ];
  return sentences.join(' ');
}
