import { commands as vscodeCommands, l10n } from 'vscode';
import { withMarks } from '../../core/keys/keyMark';
import { mapTexts } from '../../core/keys/mapTexts';
import { check } from '../../core/request/check';
import type { Draft } from '../../core/request/draft';
import { withoutKey } from '../../core/request/takeKeyOut';
import { commands } from '../../names';
import type { UnreadText } from '../../protocol';
import { findingFix } from '../requests/findingFix';
import { pickFile } from '../requests/pickFile';
import { operationOf, textOf, whole, type CallingPanel, type Handlers } from './call';
import type { PanelParts } from './panelParts';
import { parseDraft } from './parseMessage';
import { draftView, findingViews, priceOf, requestView } from './requestView';

/** Answers the page's calls about the request in its form. */
export const draftCalls = {
  'draft/change': async ({ draft: value }, panel, parts) => {
    const { draft, written } = await keepDraft(value, panel, parts);
    await written;
    return { findings: findings(draft, parts), price: priceOf(draft, parts.requestContext()) };
  },
  'draft/pickFile': async ({ operationId, part }, panel, { drafts }) => {
    const operation = operationOf(operationId);
    const file = await pickFile();
    if (!file || typeof part !== 'string') return { file: null };
    const draft = panel.draftOf(operation);
    const next = { ...draft, files: { ...draft.files, [part]: file } };
    panel.shown.dropDraft(operation.id);
    await drafts.put(next, panel);
    return { file: draftView(next).files[part] ?? null };
  },
  'finding/fix': async ({ draft: value, index, title }, panel, parts) => {
    const { draft, written } = await keepDraft(value, panel, parts);
    await written;
    const operation = operationOf(draft.operationId);
    const { keyPlace } = parts.requestContext();
    const finding = check(draft, operation, keyPlace.keys)[whole(index)];
    const fix = finding && findingFix(finding, draft, operation, keyPlace);
    // The page may still show the findings of an earlier draft: the title tells.
    const isShown = fix !== undefined && fix.title === title;
    const isFixed = isShown && (fix.key === undefined || (await parts.storeKey(fix.key)));
    // The draft may have been edited while a question was open.
    const stored = isFixed && fix.key !== undefined ? fix.key : undefined;
    const now = stored === undefined ? draft : panel.draftOf(operation);
    const fixed = isFixed ? fix.draft : draft;
    const next = stored === undefined ? fixed : withoutKey(now, stored, keyPlace.keys);
    await parts.drafts.put(next, panel);
    return requestView(next, operation, parts.requestContext());
  },
  'draft/editBody': async ({ operationId }, panel) => {
    const operation = operationOf(operationId);
    await panel.keepShownDraft(operation);
    await vscodeCommands.executeCommand(commands.editBody, operation.id);
    return null;
  },
  'field/suggest': (params, _panel, { suggester }) => {
    const { in: place, name, pointer, query } = params;
    if (place !== 'query' && place !== 'path' && place !== 'body') return { suggestions: [] };
    const at = { in: place, name: textOf(name), pointer: textOf(pointer) } as const;
    return suggester.suggest(operationOf(params['operationId']), at, textOf(query));
  },
  'draft/reset': async ({ operationId }, panel, { drafts }) => {
    const { id } = operationOf(operationId);
    panel.shown.dropDraft(id);
    await drafts.reset(id, panel);
    const view = panel.shown.request();
    if (!view)
      throw new Error(l10n.t('No operation is open here. Choose one in the Operations view.'));
    return view;
  },
  'exchange/send': async ({ draft: value, anyway }, panel, parts) => {
    const { draft, written } = await keepDraft(value, panel, parts);
    // The request does not wait for the disk; the form holds the draft already.
    written.catch(parts.failed);
    const { keys } = parts.requestContext().keyPlace;
    const found = check(draft, operationOf(draft.operationId), keys);
    const stands = found.some(({ severity }) => severity === 'error' || anyway !== true);
    if (!stands) parts.send(draft, panel);
    return { sent: !stands, findings: findings(draft, parts) };
  },
  'unread/mask': async ({ texts }, _panel, parts) => {
    await parts.keysReady();
    const { keys } = parts.requestContext().keyPlace;
    // Not checked further: the page only gets its own texts back, and checks them again after a reload.
    const given = (Array.isArray(texts) ? texts : []) as readonly UnreadText[];
    return { texts: mapTexts(given, text => withMarks(text, keys)) };
  },
  'snippet/copy': async ({ operationId }, panel, parts) => {
    await parts.copyAs(panel.draftOf(operationOf(operationId)));
    return null;
  },
} satisfies Partial<Handlers>;

const findings = (draft: Draft, parts: PanelParts) =>
  findingViews(draft, operationOf(draft.operationId), parts.requestContext().keyPlace);

/**
 * Keeps the draft that the page sent, with its files from the host; `written` resolves when it is on disk. Throws where the
 * page sent something else.
 */
async function keepDraft(
  value: unknown,
  panel: CallingPanel,
  { drafts, keysReady }: PanelParts,
): Promise<{ readonly draft: Draft; readonly written: Promise<void> }> {
  const parsed = parseDraft(value);
  if (!parsed)
    throw new Error(
      l10n.t('The form sent something unreadable. Reload the window, then try again.'),
    );
  const { parts, ...kept } = parsed;
  const chosen = Object.entries(panel.draftOf(operationOf(parsed.operationId)).files ?? {});
  const files = Object.fromEntries(chosen.filter(([name]) => parts.includes(name)));
  const draft: Draft = { ...kept, ...(Object.keys(files).length > 0 && { files }) };
  await keysReady();
  panel.shown.dropDraft(draft.operationId);
  return { draft, written: drafts.put(draft, panel) };
}
