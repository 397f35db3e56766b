import type { DraftView, FixView } from '../../protocol';
import { draftKey } from '../draftKey';
import type { Suggestions } from '../form/formContext';
import { pointerIn, type FormField } from '../form/formField';
import { UnreadTexts, type FieldTexts } from '../form/unreadTexts';
import type { ActionParts } from './actionParts';

/** What a person does with the request. */
export interface DraftActions {
  readonly edit: (draft: DraftView) => void;
  /** Reports the last edit without waiting for a pause in the typing. */
  readonly reportNow: () => void;
  readonly reset: () => void;
  readonly pickFile: (part: string) => void;
  /** Opens the JSON body in an editor. */
  readonly editBody: () => void;
  /** Copies the request for another tool. */
  readonly copyAs: () => void;
  /** Applies the fix of a finding. */
  readonly fixFinding: (fix: FixView) => void;
  /** Suggestions for what is typed. Never rejects: where they cannot be had, there are none. */
  readonly suggest: (field: FormField, query: string) => Promise<Suggestions>;
  readonly unreadOf: (operationId: string) => FieldTexts;
}

export function draftActions(parts: ActionParts): DraftActions {
  const { host, state, dispatch, unsent, run, withOperation } = parts;
  const unread = new UnreadTexts(host.unread, texts => host.keepUnread(texts));
  return {
    edit: draft => unsent.edit(draft),
    reportNow: () => run(() => unsent.report()),
    reset: () =>
      withOperation(async operationId => {
        unsent.take();
        const request = await host.call('draft/reset', { operationId });
        dispatch({ type: 'requestReplaced', request });
      }),
    pickFile: part =>
      withOperation(async operationId => {
        const { file } = await host.call('draft/pickFile', { operationId, part });
        const request = state().request;
        if (file === null || request?.operation.id !== operationId) return;
        unsent.edit({ ...request.draft, files: { ...request.draft.files, [part]: file } });
      }),
    editBody: () =>
      withOperation(async operationId => {
        await unsent.report();
        await host.call('draft/editBody', { operationId });
      }),
    copyAs: () =>
      withOperation(async operationId => {
        await unsent.report();
        await host.call('snippet/copy', { operationId });
      }),
    fixFinding: fix => run(() => fixFinding(parts, fix)),
    suggest: (field, query) => suggest(parts, field, query),
    unreadOf: operationId => unread.ofOperation(operationId),
  };
}

async function fixFinding(
  { host, state, dispatch, unsent }: ActionParts,
  { index, title }: FixView,
): Promise<void> {
  await unsent.report();
  const draft = state().request?.draft;
  if (draft === undefined) return;
  const request = await host.call('finding/fix', { draft, index, title });
  const now = state().request?.draft;
  // The person has typed on or has gone to another operation meanwhile: then the fix is dropped.
  if (now === undefined || draftKey(now) !== draftKey(draft)) return;
  dispatch({ type: 'edited', draft: request.draft });
  dispatch({ type: 'reported', draft: request.draft });
  dispatch({ type: 'checked', ...request });
}

async function suggest(
  { host, state }: ActionParts,
  field: FormField,
  query: string,
): Promise<Suggestions> {
  const { in: place, name } = field;
  const operationId = state().request?.operation.id;
  const asks = place === 'query' || place === 'path' || place === 'body';
  if (!asks || operationId === undefined) return { suggestions: [] };
  const at = { operationId, in: place, name, pointer: pointerIn(field) };
  return host.call('field/suggest', { ...at, query }).catch(() => ({ suggestions: [] }));
}
