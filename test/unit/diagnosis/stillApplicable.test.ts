import assert from 'node:assert/strict';
import { stillApplicable } from '../../../src/core/diagnosis/stillApplicable';

describe('the fixes on offer', () => {
  it('leave out a time that has passed, and keep the places of the others', () => {
    const at = '2026-01-01T00:00:30.000Z';
    const fixes = [
      { kind: 'sendAt', at },
      { kind: 'sendAgain', mayRepeatCharge: false },
    ] as const;
    const places = (now: number) => stillApplicable(fixes, now).map(({ index }) => index);
    assert.deepEqual(places(Date.parse(at) - 1), [0, 1]);
    assert.deepEqual(places(Date.parse(at)), [1]);
  });
});
