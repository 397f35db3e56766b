import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { Ledger } from '../../../../src/core/credits/ledger';
import { weightOf } from '../../../../src/core/credits/ledgerEntry';
import { ledgerFolder } from '../../../../src/core/disk/ledgerFolder';
import { isChargeUnknown } from '../../../../src/core/history/isChargeUnknown';
import { isSettled } from '../../../../src/core/exchange';
import { folderStore } from '../../../../src/core/disk/folderStore';
import { live, test } from '../../run/keyHouse';
import { MoneyHouse } from './moneyHouse';
import type { Fate } from './moneyServer';

const window = fc.nat({ max: 2 });
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('send'), window, rows: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('turn'), count: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('key'),
      key: fc.constantFrom('live', 'live', 'test', 'none'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('crash'), window, after: fc.nat({ max: 12 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close'), window }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('cancel'), window, nth: fc.nat({ max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sendNow'), window }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('full', 'unreadable', 'mend', 'mend') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('cutLine'),
      text: fc.constantFrom('{', '{"id":"x","at":"2026', '\n', 'x\n', '{"id":5}\n'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('damageRow'), nth: fc.nat({ max: 9 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const fate = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      status: fc.constant(200 as const),
      rows: fc.integer({ min: 0, max: 9 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ status: fc.constantFrom(429 as const, 500 as const, 503 as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      status: fc.constantFrom(502 as const, 'lost' as const),
      charges: fc.boolean(),
    }),
  },
);

const amount = fc.oneof(fc.constant(0), fc.integer({ min: 3, max: 60 }));
const script = fc.record({
  limits: fc.record({
    run: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constant(15) },
    ),
    session: amount,
    day: amount,
  }),
  steps: fc.array(step, { minLength: 5, maxLength: 40 }),
  fates: fc.array(fate, { minLength: 1, maxLength: 12 }),
  words: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
});
type Script = typeof script extends fc.Arbitrary<infer T> ? T : never;

/** One value after the other, from the beginning again at the end. */
function cycle<T>(values: readonly T[], otherwise: T): () => T {
  let nth = 0;
  return () => values[nth++ % values.length] ?? otherwise;
}

describe('whatever windows, keys, crashes and the disk do', () => {
  let folder: string;
  const seen = { charges: 0, questions: 0, refused: 0, crashed: 0 };
  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-money-'));
  });
  after(() => fs.rm(folder, { recursive: true, force: true }));

  async function play({ limits, steps, fates, words }: Script) {
    const own = await fs.mkdtemp(path.join(folder, 'm'));
    const nextFate = cycle<Fate>(fates, { status: 200, rows: 1 });
    const nextWord = cycle(words, false);
    const says = () => {
      seen.questions += 1;
      return nextWord();
    };
    const house = new MoneyHouse(own, limits, says, nextFate);
    house.key = live;
    const sessions = ['a', 'b', 'c'];
    const windows = sessions.map(session => house.open(session));
    const ids = new Map<number, string>();
    let runs = 0;
    /** Where a window is gone, the next one opens, of the same session. */
    const at = async (nth: number) => {
      const found = windows[nth] ?? assert.fail();
      if (found.isAlive) return found;
      await house.until(() => found.isGone);
      seen.crashed += 1;
      return (windows[nth] = house.open(found.session));
    };
    const act = async (each: Step): Promise<unknown> => {
      switch (each.do) {
        case 'send': {
          const run = (runs += 1);
          (await at(each.window)).send(run, each.rows, id => ids.set(run, id));
          return;
        }
        case 'turn':
          for (let turn = 0; turn < each.count; turn += 1) await house.turn();
          return;
        case 'key':
          return (house.key = { live, test, none: undefined }[each.key]);
        case 'crash':
          return ((await at(each.window)).crashIn = each.after);
        case 'close': {
          const closing = await at(each.window);
          await house.done(closing, closing.close());
          closing.kill();
          return;
        }
        case 'cancel': {
          (await at(each.window)).cancel(each.nth);
          return;
        }
        case 'sendNow': {
          (await at(each.window)).sendNow();
          return;
        }
        case 'full':
          return (house.disk.isFull = true);
        case 'unreadable':
          return (house.disk.isLedgerUnreadable = true);
        case 'mend':
          return house.mend();
        case 'cutLine':
          return house.cutLine(each.text);
        case 'damageRow':
          return house.damageRow(each.nth);
      }
    };
    for (const each of steps) await act(each);
    return { house, ids };
  }

  /** All are gone or done, and one more window looks. */
  async function quiet(house: MoneyHouse) {
    for (const each of house.windows) each.crashIn = Infinity;
    await house.mend();
    await house.until(() =>
      house.windows.every(each => (each.isAlive ? each.running.size === 0 : each.isGone)),
    );
    for (const each of house.windows) if (each.isAlive) await each.close();
    const last = house.open('last');
    await last.history.load();
    await last.reconciling.done();
    await last.close();
    const ledger = new Ledger(ledgerFolder(path.join(house.folder, 'spending')));
    await ledger.read(house.today);
    const rows = await folderStore(path.join(house.folder, 'history')).readAll();
    return { ledger, rows: rows.map(({ exchange }) => exchange) };
  }

  it('nothing is charged past a limit unasked, and ledger and rows tell the same', async () => {
    await fc.assert(
      fc.asyncProperty(script, async each => {
        const { house, ids } = await play(each);
        const { ledger, rows } = await quiet(house);
        assert.deepEqual([house.faults, house.server.surprises], [[], []]);
        for (const exchange of rows) {
          const entry = ledger.get(exchange.id);
          const told = [exchange.outcome, exchange.credits, entry];
          const { charged = 0 } = exchange.credits;
          assert.ok(isSettled(exchange));
          if (isChargeUnknown(exchange))
            assert.equal(entry?.state, 'unknown', JSON.stringify(told));
          else assert.equal(entry ? weightOf(entry) : 0, charged, JSON.stringify(told));
          assert.notEqual(entry?.state, 'open', JSON.stringify(told));
          seen.refused += Number(exchange.outcome.kind === 'refused');
        }
        for (const { run, credits } of house.server.charges) {
          const entry = ledger.get(ids.get(run) ?? '');
          assert.ok(entry && weightOf(entry) >= credits, JSON.stringify([run, credits, entry]));
          // Whatever was charged is in History, unless somebody has damaged its file.
          const isKept = rows.some(({ id }) => id === entry.id);
          assert.ok(isKept || house.isRowDamaged, JSON.stringify([run, entry]));
          seen.charges += 1;
        }
      }),
      { numRuns: 100 },
    );
    // That it has all happened, whatever was drawn.
    assert.ok(Math.min(...Object.values(seen)) > 5, JSON.stringify(seen));
  });
});
