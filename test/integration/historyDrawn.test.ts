import assert from 'node:assert/strict';
import { commands } from '../../src/names';
import type { HistoryNode } from '../../src/shell/views/historyTree';
import { attemptWith, exchangeOf, spoken } from './exchanges';
import { TreeOfRuns } from './treeOfRuns';

describe('what the History view draws', () => {
  let runs: TreeOfRuns;
  beforeEach(() => {
    runs = new TreeOfRuns();
  });
  afterEach(() => runs.tree.dispose());
  const ok = { kind: 'answered', status: 200 } as const;
  const running = (id: string) =>
    exchangeOf('getJob', { kind: 'running' }, { id, ...runs.hoursAgo(0) });

  it('is no more than what a change can be seen in', async () => {
    await runs.record(running('a'));
    const [today] = await runs.tree.getChildren();
    const [a] = await runs.tree.getChildren(today);
    const { drawn, stop } = runs.collectDrawn();
    await runs.record({ ...running('a'), attempts: [attemptWith({})] });
    runs.rest();
    assert.deepEqual(drawn.splice(0), [a]);
    await runs.record(running('b'));
    runs.rest();
    assert.deepEqual(drawn.splice(0), [today]);
    await runs.record({ ...running('a'), outcome: ok });
    runs.rest();
    assert.deepEqual(drawn.splice(0), [a]);
    stop();
  });

  it('is a day once for all the steps of its runs, when they are over', async () => {
    await runs.record(running('a'));
    const [today] = await runs.tree.getChildren();
    await runs.tree.getChildren(today);
    const { drawn, stop } = runs.collectDrawn();
    for (const id of ['b', 'c']) {
      await runs.record(running(id));
      await runs.record({ ...running(id), attempts: [attemptWith({})] });
      await runs.record({ ...running(id), outcome: ok, credits: { charged: 3 } });
    }
    assert.deepEqual(drawn, []);
    runs.rest();
    stop();
    assert.deepEqual(drawn, [today]);
    assert.equal(runs.tree.getTreeItem(today!).description, '6 credits');
  });

  it('is the sum of a day at rest, and the day only if that says something else', async () => {
    await runs.record(running('a'));
    const [today] = await runs.tree.getChildren();
    const [a] = await runs.tree.getChildren(today);
    runs.tree.getTreeItem(today!);
    const { drawn, stop } = runs.collectDrawn();
    await runs.record({ ...running('a'), outcome: ok });
    runs.rest();
    await runs.record({ ...running('a'), outcome: ok, credits: { charged: 3 } });
    runs.rest();
    stop();
    assert.deepEqual(drawn, [a, a, today]);
  });

  it('is all days where one has come, and where the last run of one has gone', async () => {
    const { drawn, stop } = runs.collectDrawn();
    await runs.record(exchangeOf('getJob', ok, runs.hoursAgo(0)));
    runs.rest();
    await runs.history.clear();
    runs.rest();
    stop();
    assert.deepEqual(drawn, [undefined, undefined]);
    assert.deepEqual(await runs.tree.getChildren(), []);
  });

  describe('with more runs on a day than it shows', () => {
    const many = async (count: number) => {
      for (let n = 0; n < count; n += 1)
        await runs.record(exchangeOf('getJob', ok, { id: `r${n}`, ...runs.hoursAgo(n / 10_000) }));
      const [today] = await runs.tree.getChildren();
      return today ?? assert.fail('no day');
    };
    const idsOf = (nodes: readonly HistoryNode[]) =>
      nodes.map(node => (node.kind === 'run' ? node.id : node.kind));
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);

    it('shows the newest hundred, and what leads to the others', async () => {
      const today = await many(700);
      assert.deepEqual(idsOf(await runs.tree.getChildren(today)), [...upTo(100), 'earlier']);
      const earlier = (await runs.tree.getChildren(today)).at(-1)!;
      const item = runs.tree.getTreeItem(earlier);
      assert.equal(item.label, 'Earlier… (600 runs)');
      assert.equal(spoken(item), 'Earlier… (600 runs), Show 500 earlier runs of this day.');
      assert.equal(item.command?.command, commands.showEarlierRuns);
      assert.equal(item.contextValue, undefined);
      assert.equal(runs.tree.getParent(earlier), today);
      assert.deepEqual(await runs.tree.getChildren(earlier), []);
      assert.equal(runs.tree.shown('2026-01-31').length, 700);
      assert.equal(spoken(runs.tree.getTreeItem(today)), 'Today, 700 runs, nothing charged');
    });

    it('shows more of them each time, and begins anew when the day was folded', async () => {
      const today = await many(601);
      await runs.tree.getChildren(today);
      const { drawn, stop } = runs.collectDrawn();
      assert.deepEqual(runs.tree.showEarlier('2026-01-31'), { kind: 'run', id: 'r100' });
      assert.deepEqual(drawn, [today]);
      const shown = await runs.tree.getChildren(today);
      assert.deepEqual(idsOf(shown), [...upTo(600), 'earlier']);
      const item = runs.tree.getTreeItem(shown.at(-1)!);
      assert.equal(item.label, 'Earlier… (1 run)');
      assert.equal(spoken(item), 'Earlier… (1 run), Show the first run of this day.');
      runs.tree.showEarlier('2026-01-31');
      assert.deepEqual(idsOf(await runs.tree.getChildren(today)), upTo(601));
      assert.equal(runs.tree.showEarlier('2026-01-31'), undefined);
      runs.tree.folded(today);
      stop();
      assert.deepEqual(drawn, [today, today, today]);
      assert.equal((await runs.tree.getChildren(today)).length, 101);
    });

    it('shows as many as are needed for one that is looked for', async () => {
      const today = await many(150);
      assert.equal(runs.tree.getParent({ kind: 'run', id: 'r120' }), today);
      assert.ok(idsOf(await runs.tree.getChildren(today)).includes('r120'));
      assert.equal(runs.tree.getParent({ kind: 'run', id: 'gone' }), undefined);
    });

    it('has as many pages with a filter, of what it lets through', async () => {
      await many(300);
      runs.tree.showEarlier('2026-01-31');
      runs.tree.setFilter(({ exchange }) => Number(exchange.id.slice(1)) % 2 === 1);
      const [day] = await runs.tree.getChildren();
      const shown = await runs.tree.getChildren(day);
      assert.equal(shown.length, 101);
      assert.equal(runs.tree.getTreeItem(shown.at(-1)!).label, 'Earlier… (50 runs)');
      assert.equal(runs.tree.size, 150);
    });
  });
});
