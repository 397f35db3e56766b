import { l10n, type Disposable } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { HistoryRow } from '../../core/history/row';
import { sandboxProfile } from '../../core/profiles';
import type { Draft } from '../../core/request/draft';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { Refusal, confirm, register } from '../common/command';
import { refuseCut } from '../requests/refuseCut';

/** Commands on one run, with clearing History and showing the log. */
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

/** The run's id, from an id or a row of the History view. */
function runId(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  const { id, run } = (target ?? {}) as {
    readonly id?: unknown;
    readonly run?: { readonly id: string };
  };
  return typeof id === 'string' ? id : run?.id;
}

/** The kept row of a run, by its id or its row in the view. Rejects with a {@link Refusal} where it is gone. */
export async function rowOf({ history }: Pick<Parts, 'history'>, target: unknown) {
  const row = await history.find(runId(target) ?? '');
  if (!row) throw new Refusal(l10n.t('This run is no longer kept. Choose another one in History.'));
  return row;
}

async function show(parts: Parts, target: unknown): Promise<void> {
  const { exchange, draft, cut } = await rowOf(parts, target);
  await parts.panels.show(exchange.operationId, exchange, cut ? {} : { draft });
}

/**
 * Repeats a run as the same action: with its profile and its idempotency key. Tells the person where that profile is
 * not the active one.
 */
async function sendAgain(parts: Parts, target: unknown): Promise<void> {
  const { panels, profiles, sendAndShow, tell } = parts;
  const row = await rowOf(parts, target);
  const draft = await draftOf(parts, row);
  const { profile, purpose } = row.exchange;
  if (profile !== profiles.active.name) {
    void tell.info(l10n.t('Sent again with {0}, the profile of that run.', profile));
  }
  // `beside`: the form shows the draft of that run, and the person's own draft stays as it is.
  await sendAndShow.send(draft, panels.main, {
    profile,
    ...(purpose && { purpose }),
    idempotencyKey: row.idempotencyKey,
    after: row.exchange.id,
    beside: () => draft,
  });
}

/** Sends the request of a run to the sandbox. Nothing is charged there; the active profile and the drafts stay. */
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

/** The draft that a run was sent from. Where it had files, the form's current files go in their place. */
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

/** Cancels the given run; without one, the run on screen if it is running, else the newest that is. */
function cancel({ explorer, panels }: Parts, target: unknown): void {
  const running = explorer.running();
  const shown = panels.shown?.id;
  const id =
    runId(target) ?? (shown !== undefined && running.includes(shown) ? shown : running.at(-1));
  if (id === undefined) throw new Refusal(l10n.t('Nothing is running in this window.'));
  explorer.cancel(id);
}
