import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { catalog } from '../../src/core/catalog/catalog';
import type { Exchange, Outcome } from '../../src/core/exchange';
import { items } from '../../src/names';
import type { HistoryNode } from '../../src/shell/views/historyTree';
import { attemptWith, exchangeOf, spoken } from './exchanges';
import { TreeOfRuns } from './treeOfRuns';

describe('the History view', () => {
  let runs: TreeOfRuns;
  beforeEach(() => {
    runs = new TreeOfRuns();
  });
  afterEach(() => runs.tree.dispose());
  const only = async (): Promise<HistoryNode> => {
    const [day] = await runs.tree.getChildren();
    const [node] = day ? await runs.tree.getChildren(day) : [];
    return node ?? assert.fail('no row');
  };
  const days = async () => (await runs.tree.getChildren()).map(node => runs.tree.getTreeItem(node));
  const ok = { kind: 'answered', status: 200 } as const;

  it('is empty at first', async () => assert.deepEqual(await runs.tree.getChildren(), []));

  it('shows a settled run with status, cost and profile', async () => {
    const credits = { charged: 75 };
    const answered = { kind: 'answered', status: 200 } as const;
    await runs.record(exchangeOf('searchJobs', answered, { credits, attempts: [attemptWith({})] }));
    const item = runs.tree.getTreeItem(await only());
    assert.match(String(item.description), /^200 · 75 credits · Live · /);
    const label = typeof item.label === 'string' ? item.label : assert.fail('no plain label');
    assert.ok(label.includes(catalog().operations[0]!.summary));
    assert.equal(item.contextValue, items.settledRun);
    assert.deepEqual(item.command?.arguments, ['run-searchJobs']);
    assert.equal(spoken(item), `${label}, ${String(item.description)}`);
  });

  it('tells the check of a key as one, and not as a job that is missing', async () => {
    const purpose = 'keyCheck';
    const answered = (status: number) => ({ kind: 'answered', status }) as const;
    await runs.record(exchangeOf('getJob', answered(404), { purpose }));
    const good = runs.tree.getTreeItem(await only());
    assert.match(String(good.description), /^the key works · Live · /);
    assert.equal((good.iconPath as vscode.ThemeIcon).id, 'pass');
    await runs.record(exchangeOf('getJob', answered(401), { purpose }));
    const rejected = runs.tree.getTreeItem(await only());
    assert.match(String(rejected.description), /^401 · Live · /);
    assert.equal((rejected.iconPath as vscode.ThemeIcon).id, 'error');
    assert.equal(rejected.label, good.label);
    assert.equal(rejected.label, 'Key check');
    assert.equal(spoken(rejected), `Key check, ${String(rejected.description)}`);
    assert.match(rejected.tooltip as string, /^Key check: GET https:/);
  });

  it('offers remedies on the runs that have some, and on no other', async () => {
    const failed = { kind: 'answered', status: 418 } as const;
    const diagnosis = { code: 'otherClientError', facts: {} } as const;
    const context = async (rest: Partial<Exchange>) => {
      await runs.record(exchangeOf('getJob', failed, rest));
      return runs.tree.getTreeItem(await only()).contextValue;
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
    await runs.record(exchangeOf('getJob', { kind: 'answered', status: 200 }, { attempts }));
    const run = await only();
    const children = await runs.tree.getChildren(run);
    const rows = children.map(child => runs.tree.getTreeItem(child));
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['1  429 Too Many Requests', '2  connection lost', '3  200 OK'],
    );
    assert.match(String(rows[0]!.description), /The server asked for 2/);
    assert.equal(runs.tree.getParent(children[0]!), run);
    assert.deepEqual(await runs.tree.getChildren(children[0]), []);
  });

  it('counts a wait down and lets it be sent at once', async () => {
    const until = new Date(Date.now() + 30_000).toISOString();
    const wait = { until, ms: 30_000, reason: 'server', next: 2, of: 6 } as const;
    await runs.record(exchangeOf('getJob', { kind: 'waiting', ...wait }));
    const item = runs.tree.getTreeItem(await only());
    assert.match(String(item.description), /^waiting (29|30) s · attempt 2 of 6$/);
    assert.equal(item.contextValue, items.waitingRun);
  });

  it('groups by day, with what each has taken', async () => {
    const lost = { kind: 'unreachable', reason: 'connectionLost', sent: true } as const;
    const charged = (credits: number) => ({ credits: { charged: credits } });
    const listed: readonly (readonly [string, Outcome, Partial<Exchange>])[] = [
      ['a', ok, { ...runs.hoursAgo(0), ...charged(75) }],
      ['b', lost, runs.hoursAgo(0.1)],
      ['c', ok, { ...runs.hoursAgo(0.2), ...charged(30), profile: 'Sandbox' }],
      ['d', ok, { ...runs.hoursAgo(24), ...charged(12) }],
      ['e', ok, runs.hoursAgo(72)],
      ['f', ok, runs.hoursAgo(24 * 365)],
    ];
    for (const [id, outcome, rest] of listed)
      await runs.record(exchangeOf('searchJobs', outcome, { ...rest, id }));
    const rows = await days();
    assert.deepEqual(
      rows.map(({ label, description }) => [label, description]),
      [
        ['Today', '75 credits + 1 unknown'],
        ['Yesterday', '12 credits'],
        ['Wednesday, January 28', undefined],
        ['Friday, January 31, 2025', undefined],
      ],
    );
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    assert.deepEqual(
      rows.map(({ collapsibleState }) => collapsibleState),
      [Expanded, Collapsed, Collapsed, Collapsed],
    );
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['day 2026-01-31', 'day 2026-01-30', 'day 2026-01-28', 'day 2025-01-31'],
    );
    assert.equal(spoken(rows[0]!), 'Today, 3 runs, 75 credits + 1 unknown');
    assert.equal(spoken(rows[2]!), 'Wednesday, January 28, 1 run, nothing charged');
    assert.equal(rows[0]!.contextValue, items.day);
    const [today] = await runs.tree.getChildren();
    const [newest] = await runs.tree.getChildren(today);
    assert.equal(runs.tree.getParent(newest!), today);
    assert.equal(runs.tree.getParent(today!), undefined);
  });

  it('begins a new day at midnight, seen or not', async () => {
    await runs.record(exchangeOf('getJob', ok, runs.hoursAgo(0)));
    runs.pass(24);
    const { drawn, stop } = runs.collectDrawn();
    runs.tree.setVisible(true);
    stop();
    assert.deepEqual(drawn, [undefined]);
    assert.equal((await days())[0]?.label, 'Yesterday');
  });

  it('makes the row of a settled run once, and anew when its charge becomes known', async () => {
    const exchange = exchangeOf('searchJobs', ok, runs.hoursAgo(0));
    await runs.record(exchange);
    const node = await only();
    const item = runs.tree.getTreeItem(node);
    assert.equal(runs.tree.getTreeItem(node), item);
    await runs.record({ ...exchange, credits: { charged: 3 } });
    assert.match(String(runs.tree.getTreeItem(node).description), /3 credits/);
  });

  it('shows only what a filter lets through, and its days unfolded', async () => {
    await runs.record(exchangeOf('getJob', ok, { id: 'a', ...runs.hoursAgo(0) }));
    await runs.record(exchangeOf('searchJobs', ok, { id: 'b', ...runs.hoursAgo(48) }));
    runs.tree.setFilter(({ exchange }) => exchange.id === 'b');
    const [day, ...more] = await days();
    assert.deepEqual(more, []);
    assert.equal(day?.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    assert.deepEqual(
      runs.tree.shown().map(({ exchange }) => exchange.id),
      ['b'],
    );
    runs.tree.setFilter(undefined);
    assert.equal((await days()).length, 2);
  });

  it('keeps an empty row for a run that has been cleared', () =>
    assert.equal(runs.tree.getTreeItem({ kind: 'run', id: 'gone' }).label, ''));
});
