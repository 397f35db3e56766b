import { l10n, type Disposable } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { HistoryRow } from '../../core/history/row';
import { sandboxProfile } from '../../core/profiles';
import type { Draft } from '../../core/request/draft';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { Refusal, confirm, register } from '../common/command';
import { refuseCut } from '../requests/refuseCut';

/** What can be done with a run once it is there. */
export function registerRuns(parts: Parts): Disposable[] {
  const { log, explorer, history } = parts;
  return [
    register(parts, commands.showExchange, target => show(parts, target)),
    register(parts, commands.sendAgain, target => sendAgain(parts, target)),
    register(parts, commands.sendInSandbox, target => sendInSandbox(parts, target)),
    register(parts, commands.cancel, target => cancel(parts, target)),
    register(parts, commands.sendNow, target => explorer.sendNow(runId(target) ?? '')),
    register(parts, commands.clearHistory, async () => {
      await history.load();
      if (history.rows().length === 0) return;
      const question = l10n.t('Clear the history? Runs that are going on stay.');
      if (await confirm(question, l10n.t('Keep it'), l10n.t('Clear it'))) await history.clear();
    }),
    register(parts, commands.showLog, () => log.show()),
  ];
}

/** An id, or a row of the History view. */
function runId(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  const { id, run } = (target ?? {}) as {
    readonly id?: unknown;
    readonly run?: { readonly id: string };
  };
  return typeof id === 'string' ? id : run?.id;
}

/** The kept run that is meant. */
export async function rowOf({ history }: Pick<Parts, 'history'>, target: unknown) {
  await history.load();
  const row = history.get(runId(target) ?? '');
  if (!row) throw new Refusal(l10n.t('This run is no longer kept. Choose another one in History.'));
  return row;
}

async function show(parts: Parts, target: unknown): Promise<void> {
  const { exchange, draft, cut } = await rowOf(parts, target);
  await parts.panels.show(exchange.operationId, exchange, cut ? {} : { draft });
}

/** The same action once more: with the profile of that run, which is said where it is not the active one, and its idempotency key. */
async function sendAgain(parts: Parts, target: unknown): Promise<void> {
  const { panels, profiles, sendAndShow, tell } = parts;
  const row = await rowOf(parts, target);
  const draft = await draftOf(parts, row);
  const { profile, purpose } = row.exchange;
  if (profile !== profiles.active.name) {
    void tell.info(l10n.t('Sent again with {0}, the profile of that run.', profile));
  }
  // The person's own draft of this operation stays as it is.
  await sendAndShow.send(draft, panels.main, {
    profile,
    ...(purpose && { purpose }),
    idempotencyKey: row.idempotencyKey,
    after: row.exchange.id,
    beside: () => draft,
  });
}

/** Nothing is charged there, so nothing is asked; active profile and drafts stay as they are. */
async function sendInSandbox(parts: Parts, target: unknown): Promise<void> {
  const { panels, sendAndShow } = parts;
  const row = await rowOf(parts, target);
  const draft = await draftOf(parts, row);
  const { id, purpose } = row.exchange;
  await sendAndShow.send(draft, panels.main, {
    profile: sandboxProfile.name,
    after: id,
    ...(purpose && { purpose }),
    remember: false,
    beside: () => draft,
  });
}

/** What the run was sent from, with the files that are chosen now where it had some. */
async function draftOf({ panels, drafts }: Parts, row: HistoryRow): Promise<Draft> {
  const operation = findOperation(row.exchange.operationId);
  if (!operation)
    throw new Refusal(l10n.t('This operation is no longer in the catalog. Choose another one.'));
  refuseCut(row);
  const { files } = drafts.get(operation);
  if (row.hadFiles && !files) {
    await drafts.put(row.draft);
    await panels.show(operation.id, undefined, { focus: { on: 'request' } });
    throw new Refusal(l10n.t('Files are not kept in History. Choose the file again, then send.'));
  }
  return row.hadFiles && files ? { ...row.draft, files } : row.draft;
}

/** Without an id: the run that is shown, else the newest. */
function cancel({ explorer, panels }: Parts, target: unknown): void {
  const running = explorer.running();
  const shown = panels.shown?.id;
  const id =
    runId(target) ?? (shown !== undefined && running.includes(shown) ? shown : running.at(-1));
  if (id === undefined) throw new Refusal(l10n.t('Nothing is running in this window.'));
  explorer.cancel(id);
}
