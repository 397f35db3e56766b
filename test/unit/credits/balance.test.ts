import assert from 'node:assert/strict';
import { balanceAfter } from '../../../src/core/credits/balance';
import type { Charge, Exchange } from '../../../src/core/exchange';

describe('balanceAfter', () => {
  const told = (credits: Charge) => ({ operationId: 'searchJobs', credits }) as Exchange;
  const before = { credits: 100, at: 1, lastCharge: { credits: 5, operationId: 'getJobFeed' } };

  it('stays unknown while no answer tells it', () => {
    assert.equal(balanceAfter(undefined, told({}), 9), undefined);
    assert.equal(balanceAfter(undefined, told({ charged: 3 }), 9), undefined);
  });

  it('is what the answer says, with its time and charge', () => {
    assert.deepEqual(balanceAfter(undefined, told({ balance: 0 }), 9), { credits: 0, at: 9 });
    assert.deepEqual(balanceAfter(before, told({ charged: 75, balance: 25 }), 9), {
      credits: 25,
      at: 9,
      lastCharge: { credits: 75, operationId: 'searchJobs' },
    });
  });

  it('keeps the last charge through an answer that charged nothing', () => {
    assert.deepEqual(balanceAfter(before, told({ balance: 90 }), 9), {
      ...before,
      credits: 90,
      at: 9,
    });
  });

  it('keeps balance and age where an answer tells nothing', () => {
    assert.deepEqual(balanceAfter(before, told({}), 9), before);
    assert.deepEqual(balanceAfter(before, told({ charged: 3 }), 9), {
      ...before,
      lastCharge: { credits: 3, operationId: 'searchJobs' },
    });
  });
});
