import assert from 'node:assert/strict';
import { mapped } from '../../../src/core/common/steps';

describe('mapped', () => {
  it('takes a step for each item', () => {
    const work = mapped([1, 2, 3], n => n * 2);
    let taken = 0;
    let step = work.next();
    for (; !step.done; step = work.next()) taken += 1;
    assert.deepEqual([step.value, taken], [[2, 4, 6], 3]);
  });
});
