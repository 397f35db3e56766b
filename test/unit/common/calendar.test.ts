import assert from 'node:assert/strict';
import { dayAfter, dayBefore, dayOf, startOf } from '../../../src/core/common/calendar';

describe('days', () => {
  it('are those of the clock on the wall', () => {
    assert.equal(dayOf(new Date(2026, 0, 31, 23, 59, 59)), '2026-01-31');
    assert.equal(dayOf(new Date(2026, 1, 1).toISOString()), '2026-02-01');
    assert.deepEqual(startOf('2026-02-01'), new Date(2026, 1, 1));
  });

  it('follow each other over months, years and changes of the clock', () => {
    for (let day = '2027-01-02', count = 0; count < 500; count++) {
      const before = dayBefore(day);
      assert.ok(before < day);
      assert.equal(dayAfter(before), day);
      const noon = startOf(before);
      noon.setHours(36);
      assert.equal(dayOf(noon), day);
      day = before;
    }
    assert.equal(dayBefore('2026-03-01'), '2026-02-28');
    assert.equal(dayBefore('2026-01-01'), '2025-12-31');
  });
});
