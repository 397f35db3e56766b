import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findOperation } from '../../src/core/catalog/catalog';
import type { HistoryRow } from '../../src/core/history/row';
import type { State } from '../../src/core/common/queuedState';
import { anyKeys } from '../../src/core/request/keyErrors';
import { commands } from '../../src/names';
import type { PanelState, PanelView } from '../../src/protocol';
import { Drafts } from '../../src/shell/requests/drafts';
import type { PanelParts } from '../../src/shell/panel/panelParts';
import { Panel } from '../../src/shell/panel/panel';
import { exchangeOf } from './exchanges';
import { restoreAll, watchPanels } from './pressing';
import { activate, cleanUp, run } from './support';

const operation = findOperation('searchJobs')!;
const searching = (page_size: number) => ({
  operationId: operation.id,
  path: {},
  query: { page_size },
  headers: {},
});

describe('a panel that comes back', () => {
  const exchange = exchangeOf(operation.id, { kind: 'answered', status: 401 });
  const row = { exchange, draft: searching(2), hadFiles: false } as unknown as HistoryRow;
  const kept = { operationId: operation.id, exchangeId: exchange.id };
  let drafts: Drafts;
  let load: () => Promise<void>;
  let panel: Panel;

  /** As the editor gives one back after a reload: with its page, and nothing shown by the host. */
  beforeEach(async () => {
    const state = new Map<string, unknown>();
    const inMemory: State = {
      get: name => state.get(name),
      update: (name, value) => Promise.resolve(void state.set(name, value)),
    };
    drafts = new Drafts(inMemory, anyKeys);
    await drafts.put(searching(99));
    load = () => Promise.resolve();
    const get = (id: string) => (id === exchange.id ? row : undefined);
    const history = {
      find: (id: string) => load().then(() => get(id)),
      get,
      cameFrom: () => [],
    };
    const parts = {
      extensionUri: vscode.Uri.file('/'),
      words: {},
      locale: 'en',
      history,
      drafts,
      profileBadge: () => ({ name: 'Live', badge: '' }),
      requestContext: () => ({
        billed: true,
        estimate: () => ({ kind: 'free' }),
        recent: () => [],
        keyPlace: { keys: anyKeys, storeFor: undefined },
      }),
    } as unknown as PanelParts;
    const opened = vscode.window.createWebviewPanel('jobo.test', '', vscode.ViewColumn.One);
    panel = new Panel(opened, parts, () => Promise.resolve());
  });
  afterEach(() => {
    panel.panel.dispose();
  });

  const comesBack = async (state: PanelState): Promise<PanelView> => {
    await panel.restore(state);
    return panel.view();
  };
  const shown = ({ request, exchange: drawn, edited }: PanelView) => ({
    operation: request?.operation.id,
    size: request?.draft.query['page_size'],
    ofRun: request?.ofRun ?? false,
    run: drawn?.id,
    edited: edited ?? false,
  });
  const own = { operation: operation.id, size: 99, ofRun: false, run: exchange.id, edited: true };

  it('shows a run beside its own request, where that is what it showed', async () => {
    const view = shown(await comesBack({ ...kept, ofRun: true }));
    assert.deepEqual(view, { ...own, size: 2, ofRun: true, edited: false });
  });

  it('shows a run beside the draft of the operation otherwise', async () => {
    assert.deepEqual(shown(await comesBack(kept)), own);
  });

  it('calls a request that of an older run only while the draft is another one', async () => {
    await panel.show(operation.id, exchange, row.draft);
    assert.equal(shown(await panel.view()).ofRun, true);
    await panel.keepShownDraft(operation);
    assert.equal(shown(await panel.view()).ofRun, false);
    await panel.show(operation.id, exchange, row.draft);
    assert.equal(shown(await panel.view()).ofRun, false);
  });

  it('remembers once: a page that has been away does not bring back what has changed since', async () => {
    await comesBack({ ...kept, ofRun: true });
    panel.shown.dropDraft(operation.id);
    assert.deepEqual(shown(await comesBack({ ...kept, ofRun: true })), own);
  });

  it('shows what it has been asked to show meanwhile, and not what its page remembers', async () => {
    load = () => panel.show('getCompany', undefined);
    const view = shown(await comesBack({ ...kept, ofRun: true }));
    assert.deepEqual([view.operation, view.run], ['getCompany', undefined]);
  });
});

describe('a page that has been away', () => {
  afterEach(async () => {
    restoreAll();
    await cleanUp();
  });

  it('does not bring back the run that it showed then', async () => {
    const api = await activate();
    const page = watchPanels();
    await run(commands.switchProfile, 'Sandbox');
    const { id } = await api.send({ operationId: operation.id, query: { page_size: 1 } });
    await run(commands.showExchange, id);
    const { result: before } = await page().call('panel/ready', {});
    assert.equal((before as PanelView).exchange?.id, id);
    await run(commands.openOperation, 'getCompany');
    const kept = { operationId: operation.id, exchangeId: id };
    const { result } = await page().call('panel/ready', kept);
    const { request, exchange } = result as PanelView;
    assert.equal(request?.operation.id, 'getCompany');
    assert.notEqual(exchange?.id, id);
  });
});
