import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { dayOf } from '../../src/core/common/calendar';
import { Emitter } from '../../src/core/common/event';
import { Ledger } from '../../src/core/credits/ledger';
import { ledgerFolder } from '../../src/core/disk/ledgerFolder';
import { SpendingBook } from '../../src/core/credits/spendingBook';
import { SpendingGuard } from '../../src/core/credits/spendingGuard';
import type { Exchange } from '../../src/core/exchange';
import { Costs } from '../../src/shell/credits/costs';
import { SpentToday } from '../../src/shell/views/spentToday';
import { todayWords } from '../../src/shell/words/spendingWords';
import { exchangeOf } from './exchanges';
import { until } from './support';

const ok = { kind: 'answered', status: 200 } as const;
const lost = { kind: 'unreachable', reason: 'connectionLost', sent: true } as const;

describe('today’s spend, beside the name of the History view', () => {
  let folder: string;
  let view: { description?: string };
  const failures: unknown[] = [];
  const opened: SpentToday[] = [];
  const ledgers: Ledger[] = [];

  /** A window on the ledger that all share. */
  function windowOn(shown: { description?: string } = {}) {
    const ledger = new Ledger(ledgerFolder(folder));
    const failed = (failure: unknown) => void failures.push(failure);
    const session = () => ({ id: 'one', since: Date.now() });
    const book = new SpendingBook({ ledger, session, now: Date.now, failed });
    const guard = new SpendingGuard({
      book,
      limits: () => ({ run: 0, session: 0, day: 0 }),
      estimate: () => ({ kind: 'upTo', credits: 75 }),
      isBilled: () => Promise.resolve(true),
      kept: () => Promise.resolve(undefined),
      ask: () => Promise.resolve('nothing'),
      failed,
    });
    // What a day took is read from the ledger alone.
    const costs = new Costs(ledger, {} as never, {} as never, {} as never);
    const today = new SpentToday(shown, { costs, onDidSettle: book.onDidSettle, failed });
    opened.push(today);
    ledgers.push(ledger);
    const run = async (id: string, charged?: number, outcome: Exchange['outcome'] = ok) => {
      const exchange = exchangeOf('searchJobs', outcome, { id });
      const draft = { operationId: 'searchJobs', path: {}, query: {}, headers: {} };
      const started = { ...exchange, outcome: { kind: 'running' } } as const;
      await guard.decide({ exchange: started, draft, signal, repeating: 'send' });
      await book.onExchange({ ...exchange, credits: charged === undefined ? {} : { charged } });
      return exchange;
    };
    return { today, book, run };
  }
  const { signal } = new AbortController();
  const says = (text: string) => until(`"${text}"`, () => view.description === text);

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-today-'));
    view = {};
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) each.dispose();
    for (const each of ledgers.splice(0)) await each.close();
    assert.deepEqual(failures.splice(0), []);
    await fs.rm(folder, { recursive: true });
  });

  it('is told when a run ends, and until then not', async () => {
    const { today, run } = windowOn(view);
    today.setVisible(true);
    await says('');
    await run('a', 12.4);
    await says('today 12.4 credits');
    await run('b', 0.2);
    await says('today 12.6 credits');
  });

  it('is read at rest after a run, once for all that ended until then', async () => {
    let reads = 0;
    const timers: (() => void)[] = [];
    const settled = new Emitter<void>(failure => failures.push(failure));
    const settle = () => settled.fire();
    const shown = new SpentToday(view, {
      costs: {
        readToday: () => {
          reads += 1;
          return Promise.resolve({ charged: reads, unknown: 0, runs: reads, unknownUpTo: 0 });
        },
      },
      onDidSettle: settled.event,
      failed: failure => failures.push(failure),
      after: run => {
        timers.push(run);
        return () => undefined;
      },
    });
    opened.push(shown);
    settle();
    assert.deepEqual([reads, timers.length], [0, 0]);
    shown.setVisible(true);
    await says('today 1 credit');
    settle();
    settle();
    assert.deepEqual([reads, timers.length], [1, 1]);
    timers[0]?.();
    await says('today 2 credits');
    settle();
    assert.deepEqual([reads, timers.length], [2, 2]);
  });

  it('is “at least” that where a charge is not known, until a later answer tells it', async () => {
    const { today, book, run } = windowOn(view);
    today.setVisible(true);
    await run('a', 12.4);
    const exchange = await run('b', undefined, lost);
    await says('today at least 12.4 credits');
    await book.onExchange({ ...exchange, credits: { charged: 3, settledLater: true } });
    await says('today 15.4 credits');
  });

  it('counts what other windows took, once somebody looks', async () => {
    const { today } = windowOn(view);
    await windowOn().run('elsewhere', 75);
    assert.equal(view.description, undefined);
    today.setVisible(true);
    await says('today 75 credits');
    await windowOn().run('later', 1);
    today.setVisible(true);
    await says('today 76 credits');
  });

  it('leaves out what other days took', async () => {
    const yesterday = new Date();
    yesterday.setDate(yesterday.getDate() - 1);
    const earlier = { profile: 'Live', operationId: 'searchJobs', session: 's', estimated: 9 };
    const ledger = ledgerFolder(folder);
    for (const [at, charged] of [
      [yesterday, 9],
      [new Date(), 2],
    ] as const) {
      const entry = { ...earlier, id: `${charged}`, at: at.toISOString(), state: 'settled' };
      await ledger.append(dayOf(at), `${JSON.stringify({ ...entry, charged })}\n`, {
        durable: false,
      });
    }
    await ledger.close?.();
    windowOn(view).today.setVisible(true);
    await says('today 2 credits');
  });

  it('is not read while nobody looks', async () => {
    const { today, run } = windowOn(view);
    today.setVisible(true);
    await run('a', 1);
    await says('today 1 credit');
    today.setVisible(false);
    await run('b', 1);
    assert.equal(view.description, 'today 1 credit');
    today.setVisible(true);
    await says('today 2 credits');
  });

  it('has words for what is not known at all, and none for nothing', () => {
    assert.equal(todayWords({ charged: 0, unknown: 0 }), undefined);
    assert.equal(todayWords({ charged: 0, unknown: 1 }), 'today 1 unknown charge');
    assert.equal(todayWords({ charged: 0, unknown: 2 }), 'today 2 unknown charges');
    assert.equal(todayWords({ charged: 1, unknown: 2 }), 'today at least 1 credit');
  });
});
