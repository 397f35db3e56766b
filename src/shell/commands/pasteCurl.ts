import { env, l10n, window, type Disposable } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import type { Draft } from '../../core/request/draft';
import { parseCurl } from '../../core/snippets/parseCurl';
import type { Pasted } from '../../core/snippets/pasted';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { offerKey } from '../profiles/offerKey';
import { pasteLeftOutWords } from '../words/pasteLeftOutWords';
import { pasteProblemWords } from '../words/pasteProblemWords';
import { Refusal, register } from '../common/command';

/** Turns a curl line into the draft of its operation. Nothing is sent. */
export function registerPasteCurl(parts: Parts): Disposable {
  return register(parts, commands.pasteCurl, given => paste(parts, given));
}

async function paste(parts: Parts, given: unknown): Promise<void> {
  if (given !== undefined && typeof given !== 'string')
    throw new Refusal(l10n.t('Pass the curl line as a text.'));
  await parts.keys.ready();
  const text = given ?? (await lineOfPerson(parts));
  if (text === undefined || (given === undefined && text.trim() === '')) return;
  const pasted = parseCurl(text, parts.keys.known);
  if (!pasted.ok) throw new Refusal(pasteProblemWords(pasted.problem));
  const operation = findOperation(pasted.draft.operationId);
  if (operation) await open(parts, pasted, operation);
}

/** Takes the clipboard; asks for the line where that is empty. The input accepts only a line that can be read. */
async function lineOfPerson(parts: Parts): Promise<string | undefined> {
  const copied = await env.clipboard.readText();
  if (copied.trim() !== '') return copied;
  return window.showInputBox({
    title: l10n.t('Paste a curl line'),
    prompt: l10n.t('It becomes a request in the panel. Nothing is sent.'),
    placeHolder: "curl 'https://…'",
    ignoreFocusOut: true,
    validateInput: text => {
      const pasted = parseCurl(text, parts.keys.known);
      if (text.trim() === '' || pasted.ok) return undefined;
      return parts.tell.mask(pasteProblemWords(pasted.problem));
    },
  });
}

type Read = Extract<Pasted, { ok: true }>;

async function open(parts: Parts, pasted: Read, operation: Operation): Promise<void> {
  const { drafts, panels } = parts;
  const before = drafts.get(operation);
  const show = async (draft: Draft) => {
    await drafts.put(draft);
    await panels.show(operation.id, undefined, { focus: { on: 'request' } });
  };
  await show(pasted.draft);
  const key = pasted.key === undefined ? [] : [await offerKey(parts, pasted.origin, pasted.key)];
  const sentences = [
    l10n.t('{0} is ready to be sent with {1}.', operation.summary, parts.profiles.active.name),
    ...elsewhere(parts, pasted),
    ...leftOut(pasted),
    ...key,
  ];
  const undo = l10n.t('Undo');
  // Not awaited: the message stays until the person closes it.
  void parts.tell
    .info(sentences.join(' '), undo)
    .then(picked => (picked === undo ? show(before) : undefined));
}

const leftOut = (pasted: Read): string[] =>
  pasted.leftOut.length === 0
    ? []
    : [l10n.t('Left out: {0}.', pasted.leftOut.map(pasteLeftOutWords).join(', '))];

/** Warns where the line names another address than that of the active profile. */
function elsewhere({ profiles, sandbox }: Parts, { origin }: Read): string[] {
  const { kind, origin: own } = profiles.active;
  const here = kind === 'sandbox' ? sandbox.running && new URL(sandbox.running.url).origin : own;
  return origin === undefined || origin === here
    ? []
    : [l10n.t('The line was written for {0}.', origin)];
}
