import assert from 'node:assert/strict';
import { deadlineIn } from '../../../src/core/common/world';
import type { Estimate } from '../../../src/core/price/estimate';
import { accountOf, asOf, grantLease, reserve } from '../../../src/core/credits/lease';
import { clockAt, grant, held, payer, start, upTo } from './leaseHolder';

describe('a lease', () => {
  it('lets one of twenty through that ask side by side, where there is enough for one', () => {
    const lease = held(50);
    const answers = Array.from({ length: 20 }, (_, nth) => lease.reserve(`run ${nth}`, 30));
    assert.deepEqual(answers, ['reserved', ...Array.from({ length: 19 }, () => 'exceeded')]);
    lease.settle('run 0', 3);
    assert.equal(lease.account.left, 47);
    assert.equal(lease.reserve('run 20', 47), 'reserved');
  });

  it('says how much is left where a run asks for more', () => {
    const { answer } = reserve(grant(10), { id: 'a', payer, estimate: upTo(10.0001) }, start);
    assert.deepEqual(answer, { kind: 'refused', reason: 'exceeded', left: 10 });
  });

  it('counts an unknown charge as all that was reserved, until it is told', () => {
    const lease = held(50);
    lease.reserve('a', 30);
    lease.settle('a', 'unknown');
    assert.equal(lease.account.unknown, 30);
    assert.equal(lease.account.reserved, 0);
    assert.equal(lease.reserve('a', 1), 'reservedAlready');
    assert.equal(lease.reserve('b', 21), 'exceeded');
    lease.settle('a', 12.5);
    assert.equal(lease.account.left, 37.5);
    assert.equal(lease.account.unknown, 0);
  });

  it('ends with a charge above what was reserved, and hides nothing of it', () => {
    const lease = held(50);
    lease.reserve('a', 10);
    lease.reserve('b', 30);
    lease.settle('a', 25);
    assert.deepEqual(lease.account, {
      amount: 50,
      left: 0,
      givenBack: 0,
      reserved: 30,
      unknown: 0,
      taken: 25,
      overcharged: 15,
      overdraft: 5,
    });
    assert.equal(lease.reserve('c', 0), 'overcharged');
    lease.settle('b', 0);
    assert.equal(lease.account.overdraft, 0);
    assert.equal(lease.account.overcharged, 15);
    assert.equal(lease.account.givenBack, 25);
  });

  it('expires exactly at its moment, and stays expired when the clock is set back', () => {
    const lease = held(50, { until: deadlineIn(1_000, start) });
    assert.equal(lease.reserve('a', 1, payer, clockAt(999)), 'reserved');
    assert.equal(lease.reserve('b', 1, payer, clockAt(1_000)), 'expired');
    assert.equal(lease.reserve('b', 1, payer, clockAt(0)), 'expired');
    assert.equal(asOf(lease.lease, clockAt(0)).ended, 'expired');
    lease.settle('a', 'unknown');
    assert.equal(lease.account.unknown, 1);
    assert.equal(lease.account.givenBack, 49);
  });

  it('is not prolonged by a clock that is set back, and ends while the machine sleeps', () => {
    const until = deadlineIn(10_000, start);
    assert.equal(asOf(grant(1, { until }), clockAt(10_000, 0)).ended, 'expired');
    assert.equal(asOf(grant(1, { until }), clockAt(1, 10_000)).ended, 'expired');
    assert.equal(asOf(grant(1, { until }), clockAt(9_999)).ended, undefined);
    assert.equal(asOf(grant(1, { until: { wall: NaN, monotonic: NaN } }), start).ended, 'expired');
  });

  it('refuses what has no price, unless the person agreed to an assumed one', () => {
    const assumed: Estimate = { kind: 'unknown', assumed: 5 };
    assert.equal(held(50).reserve('a', assumed), 'unpriced');
    assert.equal(held(50, { allowsUnpublished: true }).reserve('a', assumed), 'reserved');
    for (const most of [Infinity, -Infinity, NaN, -1])
      assert.equal(held(50).reserve('a', most), 'unpriced', String(most));
    for (const most of [1e20, Number.MAX_VALUE])
      assert.equal(held(50).reserve('a', most), 'exceeded', String(most));
  });

  it('takes a free run as any other, also where nothing is left', () => {
    const lease = held(0);
    assert.equal(lease.reserve('a', { kind: 'free' }), 'reserved');
    assert.equal(lease.reserve('b', 0.0001), 'exceeded');
    lease.settle('a', 1);
    assert.equal(lease.account.overdraft, 1);
    assert.equal(lease.reserve('c', { kind: 'free' }), 'overcharged');
  });

  it('is none without an amount', () => {
    for (const amount of [NaN, Infinity, -1, -0.0001, 1e12])
      assert.equal(grantLease({ id: 'lease', payer, amount }), undefined, String(amount));
    assert.equal(accountOf(grant(0.00019)).amount, 0.0001);
  });

  it('keeps as unknown what a charge that is no amount leaves open', () => {
    for (const charged of [NaN, Infinity, -1]) {
      const lease = held(50);
      lease.reserve('a', 30);
      lease.settle('a', charged);
      assert.equal(lease.account.unknown, 30, String(charged));
    }
  });

  it('counts tenths to the digit', () => {
    const lease = held(0.3);
    for (const id of ['a', 'b', 'c']) assert.equal(lease.reserve(id, 0.1), 'reserved');
    assert.equal(lease.account.left, 0);
    for (const id of ['a', 'b', 'c']) lease.settle(id, 0.1);
    assert.equal(lease.account.taken, 0.3);
    const third = held(0.3);
    assert.equal(third.reserve('a', 0.1 + 0.2), 'reserved');
    third.settle('a', 0.1 + 0.2);
    assert.equal(third.account.overcharged, 0);
    const finer = held(1);
    finer.reserve('a', 0.00011);
    assert.equal(finer.account.reserved, 0.0002);
  });

  it('is as large after many pages as after one', () => {
    const lease = held(1_000_000);
    for (let page = 0; page < 2_000; page += 1) {
      lease.reserve(`page ${page}`, 75);
      lease.settle(`page ${page}`, 75);
    }
    assert.equal(lease.lease.runs.size, 0);
    assert.equal(lease.account.taken, 150_000);
  });
});
