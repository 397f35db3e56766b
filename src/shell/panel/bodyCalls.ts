import { l10n } from 'vscode';
import type { BodyModel } from '../../core/body/bodyModel';
import { inTurns } from '../../core/common/turns';
import { openBodyInEditor, saveBody, textIn } from '../runs/bodyFiles';
import { mostRows } from '../../protocol';
import { shownRun, textOf, whole, type CallingPanel, type Handlers, type Params } from './call';

/** Answers the page's calls about the body of the shown run: windows of rows, search, copy, save and open. */
export const bodyCalls = {
  'body/rows': async (params, panel) => {
    const body = await bodyOf(params, panel);
    const from = whole(params['from']);
    const count = Math.min(mostRows, whole(params['count']));
    return { rows: body.rows(from, count), total: body.rowCount };
  },
  'body/toggle': async (params, panel) => {
    const body = await bodyOf(params, panel);
    body.toggle(whole(params['row']));
    await inTurns(body.settle());
    return { total: body.rowCount };
  },
  'body/foldAll': async (params, panel) => {
    const body = await bodyOf(params, panel);
    body.foldAll(params['open'] === true);
    await inTurns(body.settle());
    return { total: body.rowCount };
  },
  'body/search': async (params, panel) => {
    const body = await bodyOf(params, panel);
    const query = textOf(params['query']);
    const from = Math.max(-1, Math.trunc(Number(params['from'])));
    const hit = await inTurns(body.searchInSteps(query, from, params['backwards'] === true));
    // The page has asked for something else meanwhile, and looks at no answer but the newest.
    return { ...(hit ?? { row: null, hits: 0, nth: 0 }), total: body.rowCount };
  },
  'body/copy': async (params, panel, { bodies, tell }) => {
    const row = params['row'];
    const body = await bodyOf(params, panel);
    const exchange = shownRun(params, panel);
    const text =
      typeof row === 'number'
        ? await inTurns(body.textInSteps(whole(row)))
        : await textIn(await bodies.content(exchange.id), exchange);
    await tell.copy(text);
    return null;
  },
  'body/save': async (params, panel, { bodies }) => {
    const exchange = shownRun(params, panel);
    const moved = await saveBody(exchange, await bodies.content(exchange.id));
    if (moved) bodies.keep(exchange.id, moved);
    return null;
  },
  'body/open': async (params, panel, { bodies }) => {
    const exchange = shownRun(params, panel);
    await openBodyInEditor(exchange, await bodies.content(exchange.id));
    return null;
  },
} satisfies Partial<Handlers>;

async function bodyOf(params: Params, panel: CallingPanel): Promise<BodyModel> {
  shownRun(params, panel);
  const body = await panel.shown.body();
  if (!body)
    throw new Error(l10n.t('The body of this run is no longer kept. Send it again to see it.'));
  await inTurns(body.model.settle());
  return body.model;
}
