import { env, l10n, Uri } from 'vscode';
import { pages } from '../../core/diagnosis/pages';
import { runChainOf } from '../../core/history/runChain';
import { runReport } from '../runs/runReport';
import { shownRun, type Handlers } from './call';

/** Answers the page's calls about the run that it shows. */
export const runCalls = {
  'exchange/cancel': (params, panel, { explorer }) => {
    explorer.cancel(shownRun(params, panel).id);
    return null;
  },
  'exchange/sendNow': (params, panel, { explorer }) => {
    explorer.sendNow(shownRun(params, panel).id);
    return null;
  },
  'report/copy': async (params, panel, { tell }) => {
    await tell.copy(runReport(shownRun(params, panel)));
    return null;
  },
  'why/open': async (params, panel) => {
    shownRun(params, panel);
    await env.openExternal(Uri.parse(pages.statusCodes));
    return null;
  },
  'run/show': async ({ which, ...params }, panel, { history }) => {
    const { id } = shownRun(params, panel);
    await history.load();
    const chain = runChainOf(history, id);
    const row = which === 'before' ? chain.before : chain.newest;
    if (!row) throw new Error(l10n.t('That run is no longer kept. History lists those that are.'));
    await panel.show(row.draft.operationId, row.exchange, row.cut ? undefined : row.draft);
    panel.focus({ on: 'status' });
    return null;
  },
  'fix/apply': async (params, panel, parts) => {
    const exchange = shownRun(params, panel);
    const fix = exchange.diagnosis?.fixes[Number(params['index'])];
    if (!fix) throw new Error(l10n.t('That remedy is no longer offered. Send the request again.'));
    await parts.applyFix(exchange, fix, panel);
    return null;
  },
} satisfies Partial<Handlers>;
