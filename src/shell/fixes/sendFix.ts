import { findOperation } from '../../core/catalog/catalog';
import type { Exchange } from '../../core/exchange';
import type { HistoryRow } from '../../core/history/row';
import type { Draft } from '../../core/request/draft';
import { isSameDraft } from '../../core/request/sameDraft';
import type { Log } from '../common/log';
import type { Panel } from '../panel/panel';
import type { Drafts } from '../requests/drafts';
import type { Sender } from '../runs/sender';

export interface SendFixParts {
  readonly log: Log;
  readonly drafts: Drafts;
  readonly sender: Sender;
}

/** What a fix sends. */
export interface PlannedRun {
  readonly draft: Draft;
  readonly profile: string;
  /** Of the run that this one repeats unchanged. */
  readonly idempotencyKey?: string;
  /** ISO 8601. */
  readonly notBefore?: string;
}

/**
 * Sends what mends a run, and shows the new run in this panel as soon as there is one; resolves then. Whether it may be
 * charged is decided where all runs are.
 * @param before the draft that was changed: where it is the person's own, the changed one takes its place
 */
export async function sendFix(
  { draft, ...options }: PlannedRun,
  mended: HistoryRow,
  panel: Panel,
  { sender, drafts, log }: SendFixParts,
  before?: Draft,
): Promise<void> {
  const operation = findOperation(draft.operationId);
  if (before && operation && isSameDraft(drafts.get(operation), before)) await drafts.put(draft);
  const form = operation && panel.draftOf(operation);
  const show = async (exchange: Exchange) => {
    // What has been typed while a question stood stays in the form.
    const isTyped = operation && form && !isSameDraft(panel.draftOf(operation), form);
    await panel.show(draft.operationId, exchange, isTyped ? undefined : draft);
  };
  // A request that is changed is one of the person's own; unchanged, it is sent for what it was for.
  const isUnchanged = isSameDraft(draft, mended.draft);
  const purpose = isUnchanged && mended.exchange.purpose && { purpose: mended.exchange.purpose };
  await new Promise<void>((started, failed) => {
    const onStart = (exchange: Exchange) =>
      void show(exchange)
        .catch((failure: unknown) => log.debug(String(failure)))
        .then(() => started());
    sender
      .send(draft, { ...options, ...purpose, after: mended.exchange.id, mends: mended, onStart })
      .then(({ id, diagnosis }) => {
        // After a chosen time the person is busy with something else.
        const here = options.notBefore === undefined && panel.exchange?.id === id;
        if (diagnosis && here) panel.focus({ on: 'card' });
      })
      .catch(failed);
  });
}
