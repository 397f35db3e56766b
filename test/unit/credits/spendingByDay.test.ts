import assert from 'node:assert/strict';
import { spentByOperation } from '../../../src/core/credits/spendingByDay';
import { settledEntry as entry } from './settledEntry';

describe('spending by day', () => {
  it('sums a day by operation', () => {
    const of = (id: string, operationId: string, more: object) =>
      ({ ...entry, id, operationId, charged: undefined, ...more }) as never;
    assert.deepEqual(
      spentByOperation([
        of('1', 'searchJobs', { charged: 0.1 }),
        of('2', 'searchJobs', { charged: 0.2 }),
        of('3', 'getJobFeed', { state: 'unknown', estimated: 30 }),
        of('4', 'searchJobs', { state: 'settled' }),
      ]),
      [
        { operationId: 'getJobFeed', runs: 1, charged: 0, unknown: 1, unknownUpTo: 30 },
        { operationId: 'searchJobs', runs: 3, charged: 0.3, unknown: 0, unknownUpTo: 0 },
      ],
    );
  });
});
