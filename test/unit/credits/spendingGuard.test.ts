import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { until } from '../../support/inTime';
import { ended, started, windowOn } from './guardWindow';

describe('the guard over spending', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-spending-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  it('lets everything through, and writes it down, where there is no limit', async () => {
    const { book, spending, admit, asked } = windowOn(folder);
    const run = started();
    assert.equal(await admit(3_000, run), true);
    assert.deepEqual(await spending(), { session: 3_000, day: 3_000 });
    await book.onExchange(ended(run, { charged: 21, balance: 79 }));
    assert.deepEqual(await spending(), { session: 21, day: 21 });
    assert.deepEqual(asked, []);
  });

  it('tells when a run has ended, and then the ledger has it', async () => {
    const { book, ledger, admit } = windowOn(folder);
    const told: (number | undefined)[] = [];
    const listening = book.onDidSettle(({ id }) => told.push(ledger.get(id)?.charged));
    const run = started();
    await admit(75, run);
    assert.deepEqual(told, []);
    await book.onExchange(ended(run, { charged: 21 }));
    assert.deepEqual(told, [21]);
    listening.dispose();
  });

  it('neither asks for nor writes down what is free', async () => {
    const { admit, asked } = windowOn(folder, { limits: { run: 1, session: 1, day: 1 } });
    assert.equal(await admit(0), true);
    assert.deepEqual(asked, []);
    assert.deepEqual(await fs.readdir(folder), []);
  });

  it('asks above the threshold of a run, not at it', async () => {
    const { admit, asked } = windowOn(folder, { limits: { run: 75 } });
    assert.equal(await admit(75), true);
    assert.equal(await admit(76), false);
    assert.deepEqual(
      asked.map(({ over }) => over),
      [['run']],
    );
  });

  it('counts what is under way, unknown charges and other windows', async () => {
    const first = windowOn(folder, { limits: { day: 100 } });
    const other = windowOn(folder, { limits: { day: 100, session: 30 }, session: 'two' });
    const lost = started();
    assert.equal(await first.admit(60, lost), true);
    await first.book.onExchange(
      ended(lost, {}, { kind: 'timedOut', reason: 'headersTimeout', sent: true }),
    );
    assert.equal(await other.admit(30), true);
    assert.equal(await first.admit(11), false);
    assert.deepEqual(first.asked[0]?.spending, { session: 60, day: 90 });
    assert.equal(await other.admit(10), false);
    assert.deepEqual(other.asked[0]?.over, ['session']);
    // A later balance tells that nothing was taken.
    await first.book.onExchange(ended(lost, { charged: 0, settledLater: true }));
    assert.equal(await first.admit(11), true);
  });

  it('goes on over a reload, and begins anew the next day', async () => {
    let now = Date.parse('2026-05-04T23:59:00');
    const options = { limits: { session: 100, day: 70 }, now: () => now };
    assert.equal(await windowOn(folder, options).admit(60), true);
    const reloaded = windowOn(folder, options);
    assert.equal(await reloaded.admit(30), false);
    assert.deepEqual(reloaded.asked[0]?.over, ['day']);
    now = Date.parse('2026-05-05T00:01:00');
    assert.equal(await reloaded.admit(30), true);
    assert.equal(await reloaded.admit(30), false);
    assert.deepEqual(reloaded.asked[1]?.over, ['session']);
  });

  it('settles a run of an earlier window, of a day that was not read', async () => {
    const lost = { ...started(), startedAt: '2026-05-02T12:00:00.000Z' };
    const earlier = windowOn(folder, { now: () => Date.parse(lost.startedAt), session: 'old' });
    await earlier.admit(60, lost);
    const { book, ledger } = windowOn(folder);
    await book.onExchange(ended(lost, { charged: 12, settledLater: true }));
    assert.equal(ledger.get(lost.id)?.charged, 12);
  });

  it('counts a confirmed run for those that follow', async () => {
    const { admit, asked } = windowOn(folder, { limits: { session: 50 }, answer: () => true });
    assert.equal(await admit(60), true);
    assert.equal(await admit(1), true);
    assert.deepEqual(
      asked.map(({ spending }) => spending.session),
      [0, 60],
    );
  });

  it('puts one question at a time, and none to a run that was cancelled meanwhile', async () => {
    let open = 0;
    const gate: (() => void)[] = [];
    const { admit, asked } = windowOn(folder, {
      limits: { run: 1 },
      answer: async () => {
        open += 1;
        assert.equal(open, 1);
        await new Promise<void>(resolve => gate.push(resolve));
        open -= 1;
        return true;
      },
    });
    const stop = new AbortController();
    const both = Promise.all([admit(10), admit(10, started(), stop.signal)]);
    await until(() => gate.length > 0);
    stop.abort();
    gate[0]?.();
    assert.deepEqual(await both, [true, false]);
    assert.equal(asked.length, 1);
  });

  it('counts a run no more that was cancelled while it was let through', async () => {
    const stop = new AbortController();
    const { admit, spending } = windowOn(folder, {
      limits: { run: 1 },
      answer: () => {
        stop.abort();
        return true;
      },
    });
    assert.equal(await admit(10, started(), stop.signal), false);
    assert.deepEqual(await spending(), { session: 0, day: 0 });
  });

  it('asks again where a limit is reached while the question stands that it did not name', async () => {
    const limits = { run: 50, session: 70 };
    const { admit, asked, spending } = windowOn(folder, {
      limits,
      answer: async ({ over }) => {
        if (over.includes('session')) return false;
        // Another run goes meanwhile, which fits alone.
        assert.equal(await admit(20), true);
        return true;
      },
    });
    assert.equal(await admit(60), false);
    assert.deepEqual(
      asked.map(({ over, spending }) => [over, spending.session]),
      [
        [['run'], 0],
        [['run', 'session'], 20],
      ],
    );
    assert.deepEqual(await spending(), { session: 20, day: 20 });
  });

  it('tells when the disk takes nothing, and goes on counting', async () => {
    const file = path.join(folder, 'file');
    await fs.writeFile(file, '');
    const { admit, spending, asked, failures } = windowOn(file, { limits: { run: 100 } });
    assert.equal(await admit(60), true);
    assert.deepEqual(await spending(), { session: 60, day: 60 });
    assert.deepEqual(asked, []);
    assert.ok(failures.length > 0);
  });

  it('never lets windows and runs side by side go over a cap', async () => {
    const costs = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat({ max: 2 })), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(costs, fc.integer({ min: 1, max: 120 }), async (wanted, cap) => {
        const own = await fs.mkdtemp(path.join(folder, 'p'));
        const windows = ['a', 'b', 'c'].map(session =>
          windowOn(own, {
            // Whoever agrees to a long run has not agreed to go over the cap.
            limits: { day: cap, run: 20 },
            answer: ({ over }) => !over.includes('day'),
            session,
          }),
        );
        const sent = await Promise.all(
          wanted.map(async ([cost, at]) => ((await windows[at]?.admit(cost)) ? cost : 0)),
        );
        const total = sent.reduce((sum, cost) => sum + cost, 0);
        assert.ok(total <= cap, `${total} of ${cap}`);
        // Not by refusing everything: what comes alone afterwards and fits goes.
        const [first] = windows;
        if (total < cap) assert.equal(await first?.admit(cap - total), true);
      }),
      { numRuns: 60 },
    );
  });
});
