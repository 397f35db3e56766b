import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { catalog } from '../../src/core/catalog/catalog';
import type { Attempt, Exchange, Outcome } from '../../src/core/exchange';
import type { HistoryStore } from '../../src/core/history/historyStore';
import { History } from '../../src/core/history/history';
import { rowVersion, type HistoryRow } from '../../src/core/history/row';
import { commands, items } from '../../src/names';
import { HistoryTree, type HistoryNode } from '../../src/shell/views/historyTree';
import { OperationsTree, type OperationsNode } from '../../src/shell/views/operationsTree';

const exchangeOf = (operationId: string, outcome: Outcome, rest: Partial<Exchange> = {}) => ({
  id: `run-${operationId}`,
  operationId,
  method: 'GET',
  url: 'https://connect.jobo.world/api/jobs',
  profile: 'Live',
  startedAt: '2026-01-31T09:00:00.000Z',
  attempts: [],
  outcome,
  body: { bytes: 0, contentType: '' },
  credits: {},
  ...rest,
});

const attemptWith = (rest: Partial<Attempt>): Attempt => ({
  startedAt: '2026-01-31T09:00:00.000Z',
  durationMs: 12,
  headers: {},
  sent: true,
  timing: {},
  bytesOut: 10,
  bytesIn: 10,
  via: 'undici',
  redirects: [],
  ...rest,
});

const spoken = (item: vscode.TreeItem) => item.accessibilityInformation?.label;

describe('the Operations view', () => {
  let tree: OperationsTree;

  beforeEach(() => {
    tree = new OperationsTree();
  });
  afterEach(() => tree.dispose());

  const rows = (): OperationsNode[] => tree.getChildren().flatMap(tag => tree.getChildren(tag));
  const row = (id: string) =>
    rows().find(node => node.kind === 'operation' && node.operation.id === id) ??
    assert.fail(`no row ${id}`);
  const item = (id: string) => tree.getTreeItem(row(id));

  it('groups all operations by tag', () => {
    const tags = tree.getChildren().map(node => tree.getTreeItem(node).label);
    assert.deepEqual(
      tags,
      catalog.tags.map(({ name }) => name),
    );
    const ids = rows().map(node => tree.getTreeItem(node).id);
    assert.deepEqual(
      ids,
      catalog.operations.map(({ id }) => id),
    );
    assert.equal(new Set(ids).size, 33);
  });

  it('has no rows below an operation, and knows the tag above it', () => {
    assert.deepEqual(tree.getChildren(row('searchJobs')), []);
    const parent = tree.getParent(row('searchJobs'));
    assert.ok(parent?.kind === 'tag' && parent.name === 'Jobs Search');
    assert.equal(tree.getParent(parent), undefined);
  });

  it('labels each row with method and summary', () => {
    for (const { id, method, summary } of catalog.operations) {
      assert.equal(item(id).label, `${method} ${summary}`);
    }
  });

  for (const [id, price] of [
    ['searchJobs', '3 / job'],
    ['getCareerSiteFeed', '50 / site'],
    ['geocodeLocation', '1 / request'],
    ['createApplication', '200 / session'],
    ['getJob', 'free'],
    ['runAutoApply', 'paused by the API'],
  ] as const) {
    it(`prices ${id} as "${price}"`, () => assert.equal(item(id).description, price));
  }

  it('folds groups that the API has paused whole, and says so', () => {
    const tag = tree.getTreeItem({ kind: 'tag', name: 'Auto Apply Profiles' });
    assert.equal(tag.description, 'paused by the API');
    assert.equal(tag.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
  });

  it('shows the last status once a run was taken', () => {
    tree.take(exchangeOf('getJob', { kind: 'answered', status: 404 }));
    assert.equal(item('getJob').description, 'free · 404');
    assert.equal(spoken(item('getJob'))?.endsWith('last answer 404 Not Found'), true);
    assert.equal(item('searchJobs').description, '3 / job');
  });

  it('says waiting without counting, and draws a wait once', () => {
    const drawn: unknown[] = [];
    const listening = tree.onDidChangeTreeData(node => drawn.push(node));
    const wait = (ms: number): Outcome => ({
      kind: 'waiting',
      until: '2026-01-31T09:00:30.000Z',
      ms,
      reason: 'server',
      next: 2,
      of: 6,
    });
    tree.take(exchangeOf('getJob', wait(30_000)));
    tree.take(exchangeOf('getJob', wait(29_000)));
    listening.dispose();
    assert.equal(item('getJob').description, 'free · waiting');
    assert.deepEqual(drawn, [row('getJob')]);
  });

  it('speaks method, name, price and last answer', () => {
    assert.equal(spoken(item('searchJobs'))?.endsWith('3 credits per job, not sent yet'), true);
    assert.match(spoken(item('runAutoApply')) ?? '', /paused by the API, not sent yet$/);
  });

  it('has tooltips that can run nothing', () => {
    for (const { id, method, path } of catalog.operations) {
      const { tooltip } = item(id);
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.ok(!tooltip.isTrusted);
      assert.ok(!tooltip.supportHtml);
      assert.ok(tooltip.value.includes(`${method} ${path}`));
      assert.doesNotMatch(tooltip.value, /command:|undefined|\{0\}/);
    }
  });

  it('opens the operation on a click, and is known to the menus', () => {
    const { command, contextValue } = item('searchJobs');
    assert.equal(command?.command, commands.openOperation);
    assert.deepEqual(command.arguments, ['searchJobs']);
    assert.equal(contextValue, items.operation);
  });

  it('takes a run of an operation that it does not know', () =>
    assert.doesNotThrow(() => tree.take(exchangeOf('noLongerThere', { kind: 'running' }))));
});

const emptyStore: HistoryStore = {
  write: () => Promise.resolve(),
  writeBody: () => Promise.resolve(),
  readAll: () => Promise.resolve([]),
  readBody: () => Promise.resolve(undefined),
  remove: () => Promise.resolve(),
};

describe('the History view', () => {
  let history: History;
  let tree: HistoryTree;

  beforeEach(() => {
    history = new History({
      store: emptyStore,
      bounds: () => ({ rows: 100, bytes: 1_000 }),
      window: { pid: 1, id: 'this' },
      alive: () => false,
      now: Date.now,
      failed: failure => assert.fail(String(failure)),
    });
    tree = new HistoryTree(history);
  });
  afterEach(() => tree.dispose());

  const record = (exchange: Exchange) => {
    const draft = { operationId: exchange.operationId, path: {}, query: {}, headers: {} };
    const owner = { pid: 1, window: 'this' };
    const rest = { hadFiles: false, idempotencyKey: 'one', owner };
    const row: HistoryRow = { version: rowVersion, exchange, draft, ...rest };
    return history.record(row);
  };
  const only = async (): Promise<HistoryNode> => {
    const [node] = await tree.getChildren();
    return node ?? assert.fail('no row');
  };

  it('is empty at first', async () => assert.deepEqual(await tree.getChildren(), []));

  it('shows a settled run with status, cost and profile', async () => {
    const credits = { charged: 75 };
    const answered = { kind: 'answered', status: 200 } as const;
    await record(exchangeOf('searchJobs', answered, { credits, attempts: [attemptWith({})] }));
    const item = tree.getTreeItem(await only());
    assert.match(String(item.description), /^200 · 75 credits · Live · /);
    const label = typeof item.label === 'string' ? item.label : assert.fail('no plain label');
    assert.ok(label.includes(catalog.operations[0]!.summary));
    assert.equal(item.contextValue, items.settledRun);
    assert.deepEqual(item.command?.arguments, ['run-searchJobs']);
    assert.equal(spoken(item), `${label}, ${String(item.description)}`);
  });

  it('offers remedies on the runs that have some, and on no other', async () => {
    const failed = { kind: 'answered', status: 418 } as const;
    const diagnosis = { code: 'otherClientError', facts: {} } as const;
    const context = async (rest: Partial<Exchange>) => {
      await record(exchangeOf('getJob', failed, rest));
      return tree.getTreeItem(await only()).contextValue;
    };
    const withFix = { ...diagnosis, fixes: [{ kind: 'copyReport' }] as const };
    assert.equal(await context({ diagnosis: withFix }), items.fixableRun);
    assert.equal(await context({ diagnosis: { ...diagnosis, fixes: [] } }), items.settledRun);
    assert.equal(await context({}), items.settledRun);
  });

  it('has the attempts as children, with their waits', async () => {
    const attempts = [
      attemptWith({ status: 429, waitMs: 2_000, waitReason: 'server' }),
      attemptWith({ error: 'connectionLost' }),
      attemptWith({ status: 200 }),
    ];
    await record(exchangeOf('getJob', { kind: 'answered', status: 200 }, { attempts }));
    const run = await only();
    const children = await tree.getChildren(run);
    const rows = children.map(child => tree.getTreeItem(child));
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['1  429 Too Many Requests', '2  connection lost', '3  200 OK'],
    );
    assert.match(String(rows[0]!.description), /The server asked for 2/);
    assert.equal(tree.getParent(children[0]!), run);
    assert.deepEqual(await tree.getChildren(children[0]), []);
  });

  it('counts a wait down and lets it be sent at once', async () => {
    const until = new Date(Date.now() + 30_000).toISOString();
    const wait = { until, ms: 30_000, reason: 'server', next: 2, of: 6 } as const;
    await record(exchangeOf('getJob', { kind: 'waiting', ...wait }));
    const item = tree.getTreeItem(await only());
    assert.match(String(item.description), /^waiting (29|30) s · attempt 2 of 6$/);
    assert.equal(item.contextValue, items.waitingRun);
  });

  it('keeps an empty row for a run that has been cleared', () =>
    assert.equal(tree.getTreeItem({ kind: 'run', id: 'gone' }).label, ''));
});
