import assert from 'node:assert/strict';
import { Progress } from '../../../src/core/run/progress';

describe('how an answer comes in', () => {
  it('is told twice a second at most, from the first byte on', () => {
    const progress = new Progress();
    const told = [10_000, 10_100, 10_499, 10_500, 10_700, 11_001].map((now, nth) =>
      progress.take(1_000 * (nth + 1), now),
    );
    assert.deepEqual(told, [
      undefined,
      undefined,
      undefined,
      { bytes: 4_000, ms: 500 },
      undefined,
      { bytes: 6_000, ms: 1_001 },
    ]);
  });

  it('begins anew with each answer', () => {
    const progress = new Progress();
    progress.take(1, 0);
    progress.restart();
    assert.equal(progress.take(1, 10_000), undefined);
    assert.deepEqual(progress.take(9, 10_600), { bytes: 9, ms: 600 });
  });
});
