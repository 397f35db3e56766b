import { findOperation } from '../../core/catalog/catalog';
import type { Exchange } from '../../core/exchange';
import type { History } from '../../core/history/history';
import { measuringRun } from '../../core/history/measuringRun';
import type { HistoryRow } from '../../core/history/row';
import type { Draft } from '../../core/request/draft';
import { isSameDraft } from '../../core/request/sameDraft';
import type { Stage } from '../panel/stage';
import type { Drafts } from '../requests/drafts';
import type { SendAndShow } from '../runs/sendAndShow';

export interface SendFixParts {
  readonly history: Pick<History, 'get'>;
  readonly drafts: Pick<Drafts, 'get' | 'put'>;
  readonly sendAndShow: Pick<SendAndShow, 'send'>;
}

/** The run that a fix is about to send. */
export interface PlannedRun {
  readonly draft: Draft;
  readonly profile: string;
  /** The key of the fixed run, where its request is repeated unchanged. */
  readonly idempotencyKey?: string;
  /** ISO 8601. */
  readonly notBefore?: string;
}

/**
 * Sends the run that fixes another; resolves when it is on screen. The spending guard may ask first, as for any run.
 * @param before the draft that the fix changed: where the operation's draft still equals it, the changed one replaces
 *   it, unless the person declines the run
 */
export async function sendFix(
  { draft, ...options }: PlannedRun,
  fixed: HistoryRow,
  stage: Stage,
  { sendAndShow, drafts, history }: SendFixParts,
  before?: Draft,
): Promise<void> {
  const operation = findOperation(draft.operationId);
  const isOwn = before && operation && isSameDraft(drafts.get(operation), before);
  if (isOwn) await drafts.put(draft);
  const form = operation && stage.draftOf(operation);
  // Text that was typed while a question was open stays in the form.
  const isTyped = () => operation && form && !isSameDraft(stage.draftOf(operation), form);
  // A changed request counts as the person's own; an unchanged one keeps its purpose.
  const { id: after, purpose } = fixed.exchange;
  const kept = isSameDraft(draft, fixed.draft) && purpose && { purpose };
  const putBack = async ({ outcome }: Exchange) => {
    const isDeclined = outcome.kind === 'refused' && outcome.reason === 'notConfirmed';
    if (isDeclined && isOwn && isSameDraft(drafts.get(operation), draft)) await drafts.put(before);
  };
  await new Promise<void>((onShown, failed) => {
    sendAndShow
      .send(draft, stage, {
        ...options,
        ...kept,
        after,
        fixedRun: measuringRun(fixed, history),
        beside: () => (isTyped() ? undefined : draft),
        onShown,
      })
      .then(putBack)
      .then(onShown, failed);
  });
}
