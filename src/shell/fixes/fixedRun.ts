import { l10n } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Exchange } from '../../core/exchange';
import type { History } from '../../core/history/history';
import type { HistoryRow } from '../../core/history/row';
import { isSameDraft } from '../../core/request/sameDraft';
import { Refusal } from '../common/command';
import type { Stage } from '../panel/stage';
import type { Drafts } from '../requests/drafts';
import { refuseCut } from '../requests/refuseCut';

export interface FixedRunParts {
  readonly history: Pick<History, 'find'>;
  readonly drafts: Pick<Drafts, 'get'>;
}

/**
 * The row of the run to fix, with the form's current files. Rejects with a {@link Refusal} if it cannot be sent again.
 */
export async function fixedRun(
  { id }: Exchange,
  { history, drafts }: FixedRunParts,
): Promise<HistoryRow> {
  const row = await history.find(id);
  const operation = row && findOperation(row.draft.operationId);
  if (!row || !operation)
    throw new Refusal(l10n.t('This run is no longer kept. Send the request again.'));
  refuseCut(row);
  if (!row.hadFiles) return row;
  const { files } = drafts.get(operation);
  if (!files)
    throw new Refusal(l10n.t('Files are not kept in History. Choose the file again, then send.'));
  return { ...row, draft: { ...row.draft, files } };
}

/** Like {@link fixedRun}; also rejects where the form was edited since, as the fix would overwrite those edits. */
export async function uneditedRun(
  exchange: Exchange,
  stage: Pick<Stage, 'draftOf'>,
  parts: FixedRunParts,
): Promise<HistoryRow> {
  const row = await fixedRun(exchange, parts);
  const operation = findOperation(row.draft.operationId);
  if (operation && isSameDraft(stage.draftOf(operation), row.draft)) return row;
  throw new Refusal(
    l10n.t(
      'The request has been changed since this run, so its remedies no longer fit. Send it, or open the run again in History.',
    ),
  );
}
