import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { catalog } from '../../src/core/catalog/catalog';
import type { Exchange, Outcome } from '../../src/core/exchange';
import type { HistoryStore } from '../../src/core/history/historyStore';
import { History } from '../../src/core/history/history';
import { rowVersion, type HistoryRow } from '../../src/core/history/row';
import { commands, items } from '../../src/names';
import { HistoryTree, type HistoryNode } from '../../src/shell/views/historyTree';
import { attemptWith, exchangeOf, spoken } from './exchanges';

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
  let now: number;
  /** What waits to be drawn, by how long it waits (ms). */
  let waiting: Map<() => void, number>;

  beforeEach(() => {
    waiting = new Map();
    now = Date.parse('2026-01-31T10:00:00.000Z');
    history = new History({
      store: emptyStore,
      bounds: () => ({ rows: 10_000, bytes: 1_000 }),
      window: { pid: 1, id: 'this' },
      alive: () => false,
      now: Date.now,
      failed: failure => assert.fail(String(failure)),
    });
    tree = new HistoryTree(history, {
      now: () => new Date(now),
      after: (run, ms) => {
        const work = () => run();
        waiting.set(work, ms);
        return () => waiting.delete(work);
      },
    });
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
    const [day] = await tree.getChildren();
    const [node] = day ? await tree.getChildren(day) : [];
    return node ?? assert.fail('no row');
  };
  const days = async () => (await tree.getChildren()).map(node => tree.getTreeItem(node));
  const hoursAgo = (hours: number) => ({
    startedAt: new Date(now - hours * 3_600_000).toISOString(),
  });
  const ok = { kind: 'answered', status: 200 } as const;
  const collectDrawn = () => {
    const drawn: (HistoryNode | undefined)[] = [];
    const listening = tree.onDidChangeTreeData(nodes =>
      drawn.push(...(Array.isArray(nodes) ? nodes : [nodes])),
    );
    return { drawn, stop: () => void listening.dispose() };
  };
  /** Lets all that waits have its time, the shortest wait first. */
  const rest = () => {
    for (const [work] of [...waiting].sort(([, a], [, b]) => a - b))
      if (waiting.delete(work)) work();
  };

  it('is empty at first', async () => assert.deepEqual(await tree.getChildren(), []));

  it('shows a settled run with status, cost and profile', async () => {
    const credits = { charged: 75 };
    const answered = { kind: 'answered', status: 200 } as const;
    await record(exchangeOf('searchJobs', answered, { credits, attempts: [attemptWith({})] }));
    const item = tree.getTreeItem(await only());
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
    await record(exchangeOf('getJob', answered(404), { purpose }));
    const good = tree.getTreeItem(await only());
    assert.match(String(good.description), /^the key works · Live · /);
    assert.equal((good.iconPath as vscode.ThemeIcon).id, 'pass');
    await record(exchangeOf('getJob', answered(401), { purpose }));
    const rejected = tree.getTreeItem(await only());
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

  it('groups by day, with what each has taken', async () => {
    const lost = { kind: 'unreachable', reason: 'connectionLost', sent: true } as const;
    const charged = (credits: number) => ({ credits: { charged: credits } });
    const runs: readonly (readonly [string, Outcome, Partial<Exchange>])[] = [
      ['a', ok, { ...hoursAgo(0), ...charged(75) }],
      ['b', lost, hoursAgo(0.1)],
      ['c', ok, { ...hoursAgo(0.2), ...charged(30), profile: 'Sandbox' }],
      ['d', ok, { ...hoursAgo(24), ...charged(12) }],
      ['e', ok, hoursAgo(72)],
      ['f', ok, hoursAgo(24 * 365)],
    ];
    for (const [id, outcome, rest] of runs)
      await record(exchangeOf('searchJobs', outcome, { ...rest, id }));
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
    const [today] = await tree.getChildren();
    const [newest] = await tree.getChildren(today);
    assert.equal(tree.getParent(newest!), today);
    assert.equal(tree.getParent(today!), undefined);
  });

  it('begins a new day at midnight, seen or not', async () => {
    await record(exchangeOf('getJob', ok, hoursAgo(0)));
    now += 24 * 3_600_000;
    const { drawn, stop } = collectDrawn();
    tree.setVisible(true);
    stop();
    assert.deepEqual(drawn, [undefined]);
    assert.equal((await days())[0]?.label, 'Yesterday');
  });

  const running = (id: string) => exchangeOf('getJob', { kind: 'running' }, { id, ...hoursAgo(0) });

  it('draws no more than what a change can be seen in', async () => {
    await record(running('a'));
    const [today] = await tree.getChildren();
    const [a] = await tree.getChildren(today);
    const { drawn, stop } = collectDrawn();
    await record({ ...running('a'), attempts: [attemptWith({})] });
    rest();
    assert.deepEqual(drawn.splice(0), [a]);
    await record(running('b'));
    rest();
    assert.deepEqual(drawn.splice(0), [today]);
    await record({ ...running('a'), outcome: ok });
    rest();
    assert.deepEqual(drawn.splice(0), [a]);
    stop();
  });

  it('draws a day once for all the steps of its runs, when they are over', async () => {
    await record(running('a'));
    const [today] = await tree.getChildren();
    await tree.getChildren(today);
    const { drawn, stop } = collectDrawn();
    for (const id of ['b', 'c']) {
      await record(running(id));
      await record({ ...running(id), attempts: [attemptWith({})] });
      await record({ ...running(id), outcome: ok, credits: { charged: 3 } });
    }
    assert.deepEqual(drawn, []);
    rest();
    stop();
    assert.deepEqual(drawn, [today]);
    assert.equal(tree.getTreeItem(today!).description, '6 credits');
  });

  it('draws the sum of a day at rest, and the day only if that says something else', async () => {
    await record(running('a'));
    const [today] = await tree.getChildren();
    const [a] = await tree.getChildren(today);
    tree.getTreeItem(today!);
    const { drawn, stop } = collectDrawn();
    await record({ ...running('a'), outcome: ok });
    rest();
    await record({ ...running('a'), outcome: ok, credits: { charged: 3 } });
    rest();
    stop();
    assert.deepEqual(drawn, [a, a, today]);
  });

  it('begins with all days where one has come, and where the last run of one has gone', async () => {
    const { drawn, stop } = collectDrawn();
    await record(exchangeOf('getJob', ok, hoursAgo(0)));
    rest();
    await history.clear();
    rest();
    stop();
    assert.deepEqual(drawn, [undefined, undefined]);
    assert.deepEqual(await days(), []);
  });

  describe('with more runs on a day than it shows', () => {
    const many = async (count: number) => {
      for (let n = 0; n < count; n += 1)
        await record(exchangeOf('getJob', ok, { id: `r${n}`, ...hoursAgo(n / 10_000) }));
      const [today] = await tree.getChildren();
      return today ?? assert.fail('no day');
    };
    const idsOf = (nodes: readonly HistoryNode[]) =>
      nodes.map(node => (node.kind === 'run' ? node.id : node.kind));
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);

    it('shows the newest hundred, and what leads to the others', async () => {
      const today = await many(700);
      assert.deepEqual(idsOf(await tree.getChildren(today)), [...upTo(100), 'earlier']);
      const earlier = (await tree.getChildren(today)).at(-1)!;
      const item = tree.getTreeItem(earlier);
      assert.equal(item.label, 'Earlier… (600 runs)');
      assert.equal(spoken(item), 'Earlier… (600 runs), Show 500 earlier runs of this day.');
      assert.equal(item.command?.command, commands.showEarlierRuns);
      assert.equal(item.contextValue, undefined);
      assert.equal(tree.getParent(earlier), today);
      assert.deepEqual(await tree.getChildren(earlier), []);
      assert.equal(tree.shown('2026-01-31').length, 700);
      assert.equal(spoken(tree.getTreeItem(today)), 'Today, 700 runs, nothing charged');
    });

    it('shows more of them each time, and begins anew when the day was folded', async () => {
      const today = await many(601);
      await tree.getChildren(today);
      const { drawn, stop } = collectDrawn();
      assert.deepEqual(tree.showEarlier('2026-01-31'), { kind: 'run', id: 'r100' });
      assert.deepEqual(drawn, [today]);
      const shown = await tree.getChildren(today);
      assert.deepEqual(idsOf(shown), [...upTo(600), 'earlier']);
      const item = tree.getTreeItem(shown.at(-1)!);
      assert.equal(item.label, 'Earlier… (1 run)');
      assert.equal(spoken(item), 'Earlier… (1 run), Show the first run of this day.');
      tree.showEarlier('2026-01-31');
      assert.deepEqual(idsOf(await tree.getChildren(today)), upTo(601));
      assert.equal(tree.showEarlier('2026-01-31'), undefined);
      tree.folded(today);
      stop();
      assert.deepEqual(drawn, [today, today, today]);
      assert.equal((await tree.getChildren(today)).length, 101);
    });

    it('shows as many as are needed for one that is looked for', async () => {
      const today = await many(150);
      assert.equal(tree.getParent({ kind: 'run', id: 'r120' }), today);
      assert.ok(idsOf(await tree.getChildren(today)).includes('r120'));
      assert.equal(tree.getParent({ kind: 'run', id: 'gone' }), undefined);
    });

    it('has as many pages with a filter, of what it lets through', async () => {
      await many(300);
      tree.showEarlier('2026-01-31');
      tree.setFilter(({ exchange }) => Number(exchange.id.slice(1)) % 2 === 1);
      const [day] = await tree.getChildren();
      const shown = await tree.getChildren(day);
      assert.equal(shown.length, 101);
      assert.equal(tree.getTreeItem(shown.at(-1)!).label, 'Earlier… (50 runs)');
      assert.equal(tree.size, 150);
    });
  });

  it('makes the row of a settled run once, and anew when its charge becomes known', async () => {
    const exchange = exchangeOf('searchJobs', ok, hoursAgo(0));
    await record(exchange);
    const node = await only();
    const item = tree.getTreeItem(node);
    assert.equal(tree.getTreeItem(node), item);
    await record({ ...exchange, credits: { charged: 3 } });
    assert.match(String(tree.getTreeItem(node).description), /3 credits/);
  });

  it('shows only what a filter lets through, and its days unfolded', async () => {
    await record(exchangeOf('getJob', ok, { id: 'a', ...hoursAgo(0) }));
    await record(exchangeOf('searchJobs', ok, { id: 'b', ...hoursAgo(48) }));
    tree.setFilter(({ exchange }) => exchange.id === 'b');
    const [day, ...more] = await days();
    assert.deepEqual(more, []);
    assert.equal(day?.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    assert.deepEqual(
      tree.shown().map(({ exchange }) => exchange.id),
      ['b'],
    );
    tree.setFilter(undefined);
    assert.equal((await days()).length, 2);
  });

  it('keeps an empty row for a run that has been cleared', () =>
    assert.equal(tree.getTreeItem({ kind: 'run', id: 'gone' }).label, ''));
});
