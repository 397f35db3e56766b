import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { isTimed, timedId } from '../../../src/core/common/timedId';

const idAt = (now: number) => timedId({ now: () => now });

describe('timedId', () => {
  it('is a UUID of version 7 that begins with its time', () => {
    assert.match(
      idAt(0x0192_a1b2_c3d4),
      /^0192a1b2-c3d4-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    assert.match(idAt(7.9), /^00000000-0007-7/);
  });

  it('sorts by the time, and is another one at the same time', () => {
    const moments = [0, 1, 255, 256, 1_767_225_600_000, 1_767_225_600_001, 2 ** 47];
    const ids = moments.map(idAt);
    assert.deepEqual(ids.toSorted(), ids);
    assert.equal(new Set(Array.from({ length: 1_000 }, () => idAt(1))).size, 1_000);
  });

  it('is one whatever a clock says', () => {
    for (const now of [-1, -0.5, 2 ** 48, 2 ** 53]) assert.ok(isTimed(idAt(now)), String(now));
  });

  it('is told from an id without a time, also at the beginning of a name', () => {
    const id = idAt(Date.now());
    for (const text of [id, `${id}.json`, `${id}.batch`]) assert.ok(isTimed(text), text);
    for (const text of [randomUUID(), `x${id}`, id.slice(1), 'r1.json', ''])
      assert.equal(isTimed(text), false, text);
  });
});
