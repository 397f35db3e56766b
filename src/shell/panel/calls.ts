import { commands as vscodeCommands, env, l10n, Uri } from 'vscode';
import type { Bodies } from '../../core/run/answerBodies';
import { findOperation } from '../../core/catalog/catalog';
import type { Explorer } from '../../core/explorer';
import type { Exchange } from '../../core/exchange';
import type { Fix } from '../../core/diagnosis/fix';
import { pages } from '../../core/diagnosis/pages';
import type { History } from '../../core/history/history';
import { wayOf } from '../../core/history/runChain';
import { withMarks } from '../../core/keys/keyMark';
import { mapTexts } from '../../core/keys/mapTexts';
import { check } from '../../core/request/check';
import { withoutKey } from '../../core/request/takeKeyOut';
import type { Draft } from '../../core/request/draft';
import { commands } from '../../names';
import type { CallName, Calls, UnreadText } from '../../protocol';
import type { Completer } from '../suggestions/completer';
import type { Drafts } from '../requests/drafts';
import type { Log } from '../common/log';
import { openBodyInEditor, saveBody, textIn } from '../runs/bodyFiles';
import { pickFile } from '../requests/pickFile';
import { runReport } from '../runs/runReport';
import type { Tell } from '../common/tell';
import type { Panel } from './panel';
import { parseDraft, parseState, type Message } from './parseMessage';
import { findingFix } from '../requests/findingFix';
import { draftView, findingViews, priceOf, requestView, type RequestContext } from './requestView';

/** What a panel works with. */
export interface PanelParts {
  readonly extensionUri: Uri;
  readonly words: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly log: Log;
  readonly tell: Tell;
  readonly explorer: Explorer;
  readonly history: History;
  readonly bodies: Bodies;
  readonly drafts: Drafts;
  readonly completer: Pick<Completer, 'complete'>;
  profileBadge(): { readonly name: string; readonly badge: string };
  requestContext(): RequestContext;
  /** Sends a draft and shows the run in this panel. */
  send(draft: Draft, panel: Panel): void;
  applyFix(exchange: Exchange, fix: Fix, panel: Panel): Promise<void>;
  /** In another panel, where this one has been closed. */
  showElsewhere(exchange: Exchange, draft: Draft | undefined): Promise<void>;
  /** Resolves when every stored key is recognised. */
  readonly keysReady: () => Promise<unknown>;
  /** Puts a key into secret storage; false where the person leaves. */
  storeKey(key: string): Promise<boolean>;
  /** Puts a draft onto the clipboard, in a format that the person picks. */
  copyAs(draft: Draft): Promise<void>;
}

type Result<K extends CallName> = Calls[K]['result'];
type Params = Message['params'];
type Handlers = {
  readonly [K in CallName]: (
    params: Params,
    panel: Panel,
    parts: PanelParts,
  ) => Result<K> | Promise<Result<K>>;
};

const handlers: Handlers = {
  'panel/ready': async (params, panel) => {
    await panel.restore(parseState(params));
    return panel.view();
  },
  'draft/change': async ({ draft: value }, panel, parts) => {
    const draft = await keepDraft(value, panel, parts);
    return { findings: findings(draft, parts), price: priceOf(draft, parts.requestContext()) };
  },
  'draft/pickFile': async ({ operationId, part }, panel, { drafts }) => {
    const operation = operationOf(operationId);
    const file = await pickFile();
    if (!file || typeof part !== 'string') return { file: null };
    const draft = panel.draftOf(operation);
    const next = { ...draft, files: { ...draft.files, [part]: file } };
    panel.dropShownDraft(operation.id);
    await drafts.put(next, panel);
    return { file: draftView(next).files[part] ?? null };
  },
  'finding/fix': async ({ draft: value, index, title }, panel, parts) => {
    const draft = await keepDraft(value, panel, parts);
    const operation = operationOf(draft.operationId);
    const { keyPlace } = parts.requestContext();
    const finding = check(draft, operation, keyPlace.keys)[whole(index)];
    const fix = finding && findingFix(finding, draft, operation, keyPlace);
    // The page may show findings of a draft that has been edited since.
    const isShown = fix !== undefined && fix.title === title;
    const mends = isShown && (fix.key === undefined || (await parts.storeKey(fix.key)));
    // While a question stood it may have been written on.
    const stored = mends && fix.key !== undefined ? fix.key : undefined;
    const now = stored === undefined ? draft : panel.draftOf(operation);
    const mended = mends ? fix.draft : draft;
    const next = stored === undefined ? mended : withoutKey(now, stored, keyPlace.keys);
    await parts.drafts.put(next, panel);
    return requestView(next, operation, parts.requestContext());
  },
  'draft/editBody': async ({ operationId }, panel) => {
    const operation = operationOf(operationId);
    await panel.keepShownDraft(operation);
    await vscodeCommands.executeCommand(commands.editBody, operation.id);
    return null;
  },
  'field/complete': (params, _panel, { completer }) => {
    const { in: place, name, pointer, query } = params;
    if (place !== 'query' && place !== 'path' && place !== 'body') return { choices: [] };
    const at = { in: place, name: textOf(name), pointer: textOf(pointer) } as const;
    return completer.complete(operationOf(params['operationId']), at, textOf(query));
  },
  'draft/reset': async ({ operationId }, panel, { drafts }) => {
    const { id } = operationOf(operationId);
    panel.dropShownDraft(id);
    await drafts.reset(id, panel);
    const view = panel.request();
    if (!view)
      throw new Error(l10n.t('No operation is open here. Choose one in the Operations view.'));
    return view;
  },
  'exchange/send': async ({ draft: value, anyway }, panel, parts) => {
    const draft = await keepDraft(value, panel, parts);
    const { keys } = parts.requestContext().keyPlace;
    const found = check(draft, operationOf(draft.operationId), keys);
    const stands = found.some(({ severity }) => severity === 'error' || anyway !== true);
    if (!stands) parts.send(draft, panel);
    return { sent: !stands, findings: findings(draft, parts) };
  },
  'unread/mask': async ({ texts }, _panel, parts) => {
    await parts.keysReady();
    const { keys } = parts.requestContext().keyPlace;
    // The page gets back what it has sent, and reads it anew after a reload.
    const given = (Array.isArray(texts) ? texts : []) as readonly UnreadText[];
    return { texts: mapTexts(given, text => withMarks(text, keys)) };
  },
  'exchange/cancel': (params, panel, { explorer }) => {
    explorer.cancel(shown(params, panel).id);
    return null;
  },
  'exchange/sendNow': (params, panel, { explorer }) => {
    explorer.sendNow(shown(params, panel).id);
    return null;
  },
  'report/copy': async (params, panel, { tell }) => {
    await tell.copy(runReport(shown(params, panel)));
    return null;
  },
  'snippet/copy': async ({ operationId }, panel, parts) => {
    await parts.copyAs(panel.draftOf(operationOf(operationId)));
    return null;
  },
  'why/open': async (params, panel) => {
    shown(params, panel);
    await env.openExternal(Uri.parse(pages.statusCodes));
    return null;
  },
  'run/show': async ({ which, ...params }, panel, { history }) => {
    const { id } = shown(params, panel);
    await history.load();
    const way = wayOf(history.rows(), id);
    const row = which === 'before' ? way.before : way.newest;
    if (!row) throw new Error(l10n.t('That run is no longer kept. History lists those that are.'));
    await panel.show(row.draft.operationId, row.exchange, row.cut ? undefined : row.draft);
    panel.focus({ on: 'status' });
    return null;
  },
  'fix/apply': async (params, panel, parts) => {
    const exchange = shown(params, panel);
    const fix = exchange.diagnosis?.fixes[Number(params['index'])];
    if (!fix) throw new Error(l10n.t('That remedy is no longer offered. Send the request again.'));
    await parts.applyFix(exchange, fix, panel);
    return null;
  },
  'body/rows': async (params, panel) => {
    const body = await bodyOf(params, panel);
    const from = whole(params['from']);
    const count = Math.min(200, whole(params['count']));
    return { rows: body.rows(from, count), total: body.rowCount };
  },
  'body/toggle': async (params, panel) => {
    const body = await bodyOf(params, panel);
    body.toggle(whole(params['row']));
    return { total: body.rowCount };
  },
  'body/foldAll': async (params, panel) => {
    const body = await bodyOf(params, panel);
    body.foldAll(params['open'] === true);
    return { total: body.rowCount };
  },
  'body/search': async (params, panel) => {
    const body = await bodyOf(params, panel);
    const query = textOf(params['query']);
    const from = Math.max(-1, Math.trunc(Number(params['from'])));
    const hit = body.search(query, from, params['backwards'] === true);
    return { ...hit, total: body.rowCount };
  },
  'body/copy': async (params, panel, { bodies, tell }) => {
    const row = params['row'];
    const body = await bodyOf(params, panel);
    const exchange = shown(params, panel);
    const text =
      typeof row === 'number'
        ? body.textOf(whole(row))
        : textIn(await bodies.content(exchange.id), exchange);
    await tell.copy(text);
    return null;
  },
  'body/save': async (params, panel, { bodies }) => {
    const exchange = shown(params, panel);
    const moved = await saveBody(exchange, await bodies.content(exchange.id));
    if (moved) bodies.keep(exchange.id, moved);
    return null;
  },
  'body/open': async (params, panel, { bodies }) => {
    const exchange = shown(params, panel);
    await openBodyInEditor(exchange, await bodies.content(exchange.id));
    return null;
  },
  'profile/switch': async () => {
    await vscodeCommands.executeCommand(commands.switchProfile);
    return null;
  },
  'docs/open': async ({ operationId }) => {
    await env.openExternal(Uri.parse(operationOf(operationId).docs));
    return null;
  },
};

export const callNames: ReadonlySet<string> = new Set(Object.keys(handlers));

/** Carries a call out; rejects with a sentence for the person. */
export async function handle(
  { call, params }: Message,
  panel: Panel,
  parts: PanelParts,
): Promise<unknown> {
  return handlers[call](params, panel, parts);
}

function operationOf(id: unknown) {
  const operation = typeof id === 'string' ? findOperation(id) : undefined;
  if (!operation)
    throw new Error(
      l10n.t('This operation is not in the catalog. Choose one in the Operations view.'),
    );
  return operation;
}

const findings = (draft: Draft, parts: PanelParts) =>
  findingViews(draft, operationOf(draft.operationId), parts.requestContext().keyPlace);

/** The draft as the form has it now, with the files that the host holds for it. */
async function keepDraft(
  value: unknown,
  panel: Panel,
  { drafts, keysReady }: PanelParts,
): Promise<Draft> {
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
  // Before the wait: by its end the panel may show another run, with a draft of its own.
  panel.dropShownDraft(draft.operationId);
  await drafts.put(draft, panel);
  return draft;
}

/** The webview may only name the run that this panel shows. */
function shown({ exchangeId }: Params, panel: Panel): Exchange {
  const { exchange } = panel;
  if (!exchange || exchange.id !== exchangeId) {
    throw new Error(l10n.t('Another run is shown by now. Open this one again in History.'));
  }
  return exchange;
}

async function bodyOf(params: Params, panel: Panel) {
  shown(params, panel);
  const body = await panel.body();
  if (!body)
    throw new Error(l10n.t('The body of this run is no longer kept. Send it again to see it.'));
  return body.model;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 1_000) : '');

function whole(value: unknown): number {
  const number = Math.trunc(Number(value));
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}
