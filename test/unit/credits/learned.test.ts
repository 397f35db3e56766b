import assert from 'node:assert/strict';
import { learnedPrice, observe, parseObserved } from '../../../src/core/credits/learned';
import type { Attempt, Charge, Exchange, Outcome } from '../../../src/core/exchange';

const answered = (
  credits: Charge,
  operationId = 'searchJobs',
  headers: Record<string, string> = {},
  outcome: Outcome = { kind: 'answered', status: 200 },
) => ({ operationId, credits, outcome, attempts: [{ headers } as Attempt] }) as unknown as Exchange;

const after = (...exchanges: Exchange[]) => exchanges.reduce<readonly number[]>(observe, []);
const page = (charged: number, rows: number) => answered({ charged, rows });

describe('learned prices', () => {
  it('take a higher price at once', () => {
    assert.equal(learnedPrice(after(page(100, 25)), 'searchJobs'), 4);
    assert.equal(learnedPrice(after(page(75, 25)), 'searchJobs'), 3);
  });

  it('believe a lower one only when two answers in a row agree', () => {
    assert.equal(learnedPrice(after(page(25, 25)), 'searchJobs'), undefined);
    assert.equal(learnedPrice(after(page(25, 25), page(10, 10)), 'searchJobs'), 1);
    assert.equal(learnedPrice(after(page(25, 25), page(15, 10)), 'searchJobs'), undefined);
    assert.equal(learnedPrice(after(page(10, 10), page(10, 10), page(75, 25)), 'searchJobs'), 3);
  });

  it('learn nothing of empty pages, included jobs, errors and charges told later', () => {
    const quota = { 'x-quota-limit': '5000', 'x-quota-remaining': '0' };
    for (const exchange of [
      page(0, 0),
      page(0, 25),
      answered({ charged: 3 }),
      answered({ charged: 30, rows: 25 }, 'searchJobs', quota),
      answered({ required: 300, balance: 1 }, 'searchJobs', {}, { kind: 'answered', status: 402 }),
      answered({ charged: 75, rows: 25, settledLater: true }),
      answered({ charged: 75, rows: 25 }, 'nowhere'),
    ]) {
      const before = [3];
      assert.equal(observe(before, exchange), before);
    }
  });

  it('take the whole charge where a request has one price', () => {
    assert.equal(
      learnedPrice(after(answered({ charged: 2 }, 'geocodeLocation')), 'geocodeLocation'),
      2,
    );
  });

  it('are read as nothing but prices', () => {
    assert.deepEqual(parseObserved([2, 3]), [2, 3]);
    assert.deepEqual(
      parseObserved([-1, NaN, 2, 0, Infinity, 1e300, '3', null, [4], {}, 3]),
      [2, 3],
    );
    assert.deepEqual(parseObserved([1, 2, 3, 4]), [1, 2, 3]);
    for (const kept of [undefined, null, 5, -5, 'x', {}, { length: 2, 0: 1 }, true])
      assert.deepEqual(parseObserved(kept), []);
  });

  it('learn no price that none can be', () => {
    assert.deepEqual(after(page(1e12, 1)), []);
  });

  it('round a fraction upwards', () => {
    assert.deepEqual(after(page(10, 3)), [3.3334]);
  });
});
