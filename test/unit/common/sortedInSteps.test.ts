import assert from 'node:assert/strict';
import { sortedInSteps } from '../../../src/core/common/sortedInSteps';
import { paused } from '../../support/paused';

describe('a list sorted in steps', () => {
  it('is as it would be at once, equal items in their order, with many pauses', () => {
    for (const length of [0, 1, 4_096, 4_097, 100_000]) {
      const list = Array.from({ length }, (_, place) => ({ by: (place * 7_919) % 1_000, place }));
      const compare = (a: { by: number }, b: { by: number }) => a.by - b.by;
      const { result, pauses } = paused(sortedInSteps(list, compare));
      assert.deepEqual(result, list.toSorted(compare));
      assert.ok(pauses >= Math.floor(length / 4_096), String(pauses));
    }
  });
});
