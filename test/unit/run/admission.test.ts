import assert from 'node:assert/strict';
import type { SpendAnswer } from '../../../src/core/credits/spendQuestion';
import { isChargeUnknown } from '../../../src/core/history/isChargeUnknown';
import { folderStore } from '../../../src/core/disk/folderStore';
import { until } from '../../support/inTime';
import { draft } from '../request/drafts';
import { keyHouse, live, otherLive, test, type KeyHouse } from './keyHouse';

describe('a run that finds a key of another kind', () => {
  let house: KeyHouse;
  beforeEach(async () => {
    house = await keyHouse();
  });
  afterEach(() => house.close());

  for (const status of [429, 500, 503])
    describe(`in the wait after a ${status}`, () => {
      beforeEach(() => {
        house.said.statuses = [status, 200];
        house.keysInWaits(live);
      });

      it('is asked about like a new run, and ends unsent where the person says no', async () => {
        house.said.limits.run = 1;
        const exchange = await house.run();
        assert.deepEqual(exchange.outcome, { kind: 'refused', reason: 'notConfirmed' });
        assert.deepEqual(
          exchange.attempts.map(attempt => attempt.status),
          [status],
        );
        assert.deepEqual(house.sent(), [test]);
        assert.deepEqual(
          house.asked.map(({ over, exchange: { id } }) => [over, id]),
          [[['run'], exchange.id]],
        );
        assert.deepEqual(await house.lines(), []);
        assert.equal(isChargeUnknown(exchange), false);
      });

      it('goes on where the person says so, and is counted', async () => {
        house.said.limits.run = 1;
        house.said.answer = () => 'send';
        const exchange = await house.run();
        assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
        assert.deepEqual(house.sent(), [test, live]);
        assert.equal(house.asked.length, 1);
        assert.deepEqual(await house.lines(), [['settled', 6]]);
        assert.equal(exchange.keyChanged, true);
      });

      it('goes on unasked within the limits, in the ledger before it leaves', async () => {
        house.said.limits.day = 10;
        let before: unknown[] = [];
        house.said.onReading = () => (before = [...house.today()]);
        const { outcome } = await house.run();
        assert.deepEqual(outcome, { kind: 'answered', status: 200 });
        assert.equal(house.asked.length, 0);
        assert.equal(before.length, 1);
        assert.deepEqual(await house.lines(), [['settled', 6]]);
        // It has left too little for another one.
        assert.deepEqual((await house.run()).outcome, { kind: 'refused', reason: 'notConfirmed' });
        assert.deepEqual(house.asked[0]?.spending.day, 6);
      });

      it('can be cancelled at the question', async () => {
        house.said.limits.run = 1;
        const stop = new AbortController();
        house.said.answer = () => {
          stop.abort();
          return 'nothing';
        };
        const exchange = await house.run({ signal: stop.signal });
        assert.deepEqual(exchange.outcome, { kind: 'cancelled', sent: false });
        assert.deepEqual(house.sent(), [test]);
        assert.equal(isChargeUnknown(exchange), false);
      });
    });

  it('in the time until it is to be sent is asked about then', async () => {
    house.said.limits.run = 1;
    house.keysInWaits(live);
    const notBefore = new Date(Date.now() + 3_600_000).toISOString();
    const { outcome, attempts } = await house.run({ notBefore });
    assert.deepEqual(outcome, { kind: 'refused', reason: 'notConfirmed' });
    assert.deepEqual([attempts, house.sent(), house.asked.length], [[], [], 1]);
  });

  it('between what it was let through for and what it is sent with is asked about', async () => {
    house.said.limits.run = 1;
    house.said.onReading = nth => (house.said.key = nth < 2 ? test : live);
    const { outcome } = await house.run();
    assert.deepEqual(outcome, { kind: 'refused', reason: 'notConfirmed' });
    assert.deepEqual([house.sent(), house.asked.length], [[], 1]);
  });

  it('between what it was let through for and what it is sent with is one that may be charged', async () => {
    house.said.onReading = nth => (house.said.key = nth < 2 ? test : live);
    house.said.statuses = [502];
    const exchange = await house.run();
    assert.equal(exchange.unbilled, undefined);
    assert.equal(isChargeUnknown(exchange), true);
    assert.deepEqual(await house.lines(), [['unknown', undefined]]);
  });

  it('is sent with the key that it was let through with, whatever follows', async () => {
    house.said.limits.run = 1;
    for (const from of [1, 2, 3, 4, 5, 6]) {
      house.said.key = test;
      let readings = 0;
      house.said.onReading = () => {
        readings += 1;
        if (readings > from) house.said.key = live;
      };
      const before = house.sent().length;
      await house.run();
      assert.ok(!house.sent().slice(before).includes(live), `from reading ${from} on`);
    }
  });

  it('while the question stands is sent with the one that it has afterwards', async () => {
    house.said.limits.run = 1;
    house.said.key = live;
    house.said.answer = () => {
      house.said.key = test;
      return 'send';
    };
    const exchange = await house.run();
    assert.deepEqual(house.sent(), [test]);
    assert.deepEqual(exchange.unbilled, [0]);
    assert.deepEqual(await house.lines(), [['settled', undefined]]);
  });

  it('while the question of a later attempt stands is sent with none', async () => {
    house.said.limits.run = 1;
    house.said.statuses = [429, 200];
    house.keysInWaits(live);
    house.said.answer = () => {
      house.said.key = undefined;
      return 'send';
    };
    const { outcome } = await house.run();
    assert.deepEqual(outcome, { kind: 'refused', reason: 'noKey' });
    assert.deepEqual(house.sent(), [test]);
  });

  it('of the same kind is not asked about', async () => {
    house.said.key = live;
    house.said.limits.day = 10;
    house.said.statuses = [429, 200];
    house.keysInWaits(otherLive);
    await house.run();
    assert.deepEqual([house.sent(), house.asked], [[live, otherLive], []]);
    assert.deepEqual(await house.lines(), [['settled', 6]]);
  });

  describe('that is not billed any more', () => {
    beforeEach(() => {
      house.said.key = live;
    });

    it('is not counted, and no charge of it is unknown', async () => {
      house.said.statuses = [429, 502];
      house.keysInWaits(test);
      const exchange = await house.run();
      assert.deepEqual(exchange.outcome, { kind: 'answered', status: 502, stopped: 'ask' });
      assert.deepEqual(house.sent(), [live, test]);
      assert.equal(isChargeUnknown(exchange), false);
      assert.deepEqual(await house.lines(), [['settled', undefined]]);
      assert.deepEqual(await house.spending(), { session: 0, day: 0 });
    });

    it('counts again, and is asked about again, once it is billed again', async () => {
      house.said.limits.run = 1;
      house.said.answer = () => (house.asked.length === 1 ? 'send' : 'nothing');
      house.said.statuses = [429, 429, 200];
      house.keysInWaits(test, live);
      const { outcome } = await house.run();
      assert.deepEqual(outcome, { kind: 'refused', reason: 'notConfirmed' });
      assert.deepEqual([house.sent(), house.asked.length], [[live, test], 2]);
      assert.deepEqual(await house.spending(), { session: 0, day: 0 });
    });

    it('counts again without a question within the limits', async () => {
      house.said.limits.day = 6;
      house.said.statuses = [429, 429, 200];
      house.keysInWaits(test, live);
      assert.deepEqual((await house.run()).outcome, { kind: 'answered', status: 200 });
      assert.deepEqual(await house.lines(), [['settled', 6]]);
    });

    it('is not counted where the person has said before the run that it be sent', async () => {
      house.said.isKept = true;
      house.said.answer = ({ kept }) => {
        assert.ok(kept);
        house.said.key = test;
        return 'send';
      };
      await house.run();
      assert.deepEqual(house.sent(), [test]);
      assert.deepEqual(await house.lines(), [['settled', undefined]]);
    });
  });

  it('lets others of its key go on while the question stands', async () => {
    house.said.limits.run = 1;
    house.said.statuses = [429, 200];
    house.keysInWaits(live);
    let say = (_: SpendAnswer): void => undefined;
    house.said.answer = () => new Promise(resolve => (say = resolve));
    const first = house.run();
    await until(() => house.asked.length === 1);
    house.said.limits.run = 0;
    const other = draft('searchJobsPost', { body: '{"page_size": 3}' });
    const second = await house.run({}, other);
    assert.deepEqual(second.outcome, { kind: 'answered', status: 200 });
    say('send');
    assert.deepEqual((await first).outcome, { kind: 'answered', status: 200 });
  });

  it('is told by its row on disk, before the attempt leaves', async () => {
    house.said.statuses = [429, 429, 200];
    house.keysInWaits(live, test);
    const told: unknown[] = [];
    house.said.atRequest = async () => {
      const [row] = await folderStore(house.folder).readAll();
      told.push(row?.exchange.unbilled);
    };
    assert.deepEqual((await house.run()).unbilled, [0, 2]);
    assert.deepEqual(told, [[0], [0], [0, 2]]);
  });
});
