import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createRetryBudget } from '../../../src/core/retry/retryBudget';
import { createSharedLimits, scopeOf } from '../../../src/core/retry/sharedLimits';
import type { Scripted, Sending } from '../../support/scriptedTransport';
import { scriptedTransport } from '../../support/scriptedTransport';
import { canaryKey, destinationAt, operation, run } from '../../support/runs';
import type { VirtualWorld } from '../../support/virtualWorld';
import { virtualWorld } from '../../support/virtualWorld';

const origin = 'https://api.test';

describe('limits that runs share', () => {
  /** 429 with this many seconds until the given moment, then 200. */
  const limitedUntil =
    (ms: number, seconds: number) =>
    ({ at }: Sending): Scripted =>
      at < ms ? { status: 429, headers: { 'retry-after': String(seconds) } } : { status: 200 };

  async function together(
    world: VirtualWorld,
    next: (sending: Sending, nth: number) => Scripted,
    runs: readonly {
      readonly delay?: number;
      readonly options?: Partial<Parameters<typeof run>[0]>;
    }[],
  ) {
    const transport = scriptedTransport(world, next);
    const shared = createSharedLimits();
    const budget = createRetryBudget();
    const results = await world.settle(
      Promise.all(
        runs.map(async ({ delay = 0, options = {} }, index) => {
          await world.sleep(delay);
          return run({ transport, shared, budget, world, origin, target: `/${index}`, ...options });
        }),
      ),
    );
    return { results, sendings: transport.sendings };
  }

  it('after a 429 nobody asks early, then they go one by one', async () => {
    const world = virtualWorld();
    const late = Array.from({ length: 8 }, (_, n) => ({ delay: 100 + n * 100 }));
    const { results, sendings } = await together(world, limitedUntil(5_000, 10), [{}, ...late]);
    assert.ok(
      results.every(({ outcome }) => outcome.kind === 'answered' && outcome.status === 200),
    );
    assert.equal(sendings.length, 10);
    const [, ...after] = sendings;
    let free = 10_050;
    for (const { at, until } of after) {
      assert.ok(at >= free, `${at} before ${free}`);
      free = until ?? Infinity;
    }
    const waiting = results[3]?.reports[0]?.outcome;
    assert.ok(waiting?.kind === 'waiting' && waiting.reason === 'sharedLimit');
    assert.equal(waiting.next, 1);
  });

  it('tells each how many go first, as long as they do', async () => {
    const world = virtualWorld();
    const late = Array.from({ length: 4 }, (_, n) => ({ delay: 100 + n * 100 }));
    const { results } = await together(world, limitedUntil(60, 10), [{}, ...late]);
    const aheadOf = results.map(({ reports }) =>
      reports.flatMap(({ outcome }) =>
        outcome.kind === 'waiting' && outcome.reason === 'sharedLimit'
          ? [[outcome.ms > 0 ? 'held' : 'queued', outcome.ahead ?? 0].join(' ')]
          : [],
      ),
    );
    // The first comes back with its own wait, and asks before those who have waited for it.
    assert.deepEqual(aheadOf, [
      [],
      ['held 0', 'queued 1'],
      ['held 1', 'queued 2', 'queued 1'],
      ['held 2', 'queued 3', 'queued 2', 'queued 1'],
      ['held 3', 'queued 4', 'queued 3', 'queued 2', 'queued 1'],
    ]);
  });

  it('parallel runs that are all refused come back one by one', async () => {
    const world = virtualWorld();
    const { sendings } = await together(world, limitedUntil(1_000, 3), Array(6).fill({}));
    assert.equal(sendings.length, 12);
    const second = sendings.slice(6);
    assert.ok(second.every(({ at }) => at >= 3_050));
    for (const [index, { at }] of second.entries()) {
      if (index > 0) assert.ok(at >= (second[index - 1]?.until ?? Infinity));
    }
  });

  it('a further 429 in the queue holds the rest back again', async () => {
    const world = virtualWorld();
    const { sendings } = await together(world, limitedUntil(12_000, 10), [
      {},
      { delay: 100 },
      { delay: 200 },
    ]);
    assert.ok(sendings.filter(({ at }) => at > 60 && at < 10_050).length === 0);
    const [probe, ...rest] = sendings.slice(1);
    assert.ok(probe && probe.at >= 10_050);
    assert.ok(rest.every(({ at }) => at >= (probe.until ?? 0) + 10_000));
  });

  it('another key, another group and another origin do not wait', async () => {
    const world = virtualWorld();
    const { results } = await together(
      world,
      ({ target }) =>
        target === '/0' ? { status: 429, headers: { 'retry-after': '100' } } : { status: 200 },
      [
        {},
        { delay: 100, options: { destination: destinationAt(origin, 'another-key-here') } },
        { delay: 100, options: { operation: operation({ group: 'feed' }) } },
        { delay: 100, options: { destination: destinationAt('https://other.test') } },
      ],
    );
    for (const { reports } of results.slice(1)) {
      assert.deepEqual(
        reports.map(({ outcome }) => outcome.kind),
        ['running', 'answered'],
      );
    }
  });

  it('a run that gives up in the queue does not stop the others', async () => {
    const world = virtualWorld();
    const abort = new AbortController();
    const running = together(world, limitedUntil(1_000, 10), [
      {},
      { delay: 100, options: { signal: abort.signal } },
      { delay: 200 },
      { delay: 5_000, options: { report: () => abort.abort() } },
    ]);
    const { results, sendings } = await running;
    assert.deepEqual(
      results.map(({ outcome }) => outcome.kind),
      ['answered', 'cancelled', 'answered', 'answered'],
    );
    assert.ok(!sendings.some(({ target }) => target === '/1'));
  });

  it('who sends now does not wait for the others', async () => {
    const world = virtualWorld();
    const { sendings } = await together(world, limitedUntil(60, 100), [
      {},
      { delay: 100, options: { onWait: ({ sendNow }) => sendNow() } },
    ]);
    assert.equal(sendings[1]?.target, '/1');
    assert.ok(sendings[1].at < 200);
  });

  it('who sends now opens the way for nobody else', async () => {
    const world = virtualWorld();
    const { sendings } = await together(world, limitedUntil(60, 100), [
      {},
      { delay: 100, options: { onWait: ({ sendNow }) => sendNow() } },
      { delay: 300 },
    ]);
    const [, now, ...after] = sendings;
    assert.ok(now && now.at < 200);
    assert.equal(after.length, 2);
    assert.ok(after.every(({ at }) => at >= 100_050));
  });

  it('a shorter time that is told later does not replace a longer one', async () => {
    const world = virtualWorld();
    const seconds: Readonly<Record<string, string>> = { '/0': '100', '/1': '1' };
    const limited = ({ at, target }: Sending): Scripted =>
      at < 60
        ? { status: 429, headers: { 'retry-after': seconds[target] ?? '' } }
        : { status: 200 };
    const { sendings } = await together(world, limited, [{}, { delay: 10 }, { delay: 5_000 }]);
    const after = sendings.filter(({ at }) => at > 60);
    assert.equal(after.length, 3);
    assert.ok(
      after.every(({ at }) => at >= 100_050),
      after.map(({ at }) => at).join(),
    );
  });

  it('a long shared wait is scheduled', async () => {
    const world = virtualWorld();
    const { results } = await together(world, limitedUntil(60, 1_000), [{}, { delay: 100 }]);
    assert.equal(results[1]?.reports[0]?.outcome.kind, 'scheduled');
  });

  it('holds no key, only a digest', () => {
    const scope = scopeOf(canaryKey, origin, 'general');
    assert.ok(!inspect(scope).includes(canaryKey.slice(0, 12)));
    assert.notEqual(scope, scopeOf(undefined, origin, 'general'));
  });

  describe('the retry budget', () => {
    it('stops runs that fail together, and counts neither 429 nor 503', async () => {
      const world = virtualWorld();
      const { results } = await together(world, () => ({ status: 500 }), Array(8).fill({}));
      const retries = results.reduce((sum, { attempts }) => sum + attempts.length - 1, 0);
      assert.equal(retries, 20);
      const stops = new Set(results.map(({ outcome }) => 'stopped' in outcome && outcome.stopped));
      assert.ok(stops.has('budget'));
      for (const status of [429, 503]) {
        const many = await together(virtualWorld(), () => ({ status }), Array(8).fill({}));
        for (const { outcome } of many.results) {
          assert.ok('stopped' in outcome && outcome.stopped === 'spent');
        }
      }
    });

    it('never stops a run that is alone, also after many before it', async () => {
      const world = virtualWorld();
      const budget = createRetryBudget();
      const transport = scriptedTransport(world, () => ({ failure: 'dns', sent: false }));
      for (let n = 0; n < 20; n += 1) {
        const { outcome } = await world.settle(run({ transport, budget, world, origin }));
        assert.ok('stopped' in outcome && outcome.stopped === 'spent');
      }
    });

    it('is full again after a minute', () => {
      const budget = createRetryBudget(2);
      const [one, two] = [budget.join(origin), budget.join(origin)];
      assert.deepEqual([one.take(0), two.take(10), one.take(20)], [true, true, false]);
      assert.deepEqual([one.take(60_001), one.take(60_002)], [true, false]);
      two.leave();
      assert.equal(one.take(60_003), false);
      one.leave();
      assert.equal(budget.join(origin).take(60_003), true);
      assert.equal(budget.join('https://other.test').take(60_003), true);
    });
  });
});
