import assert from 'node:assert/strict';
import { once } from '../../../src/core/common/once';

describe('once', () => {
  it('makes nothing before the first call, and nothing again', () => {
    let made = 0;
    const value = once(() => {
      made += 1;
      return made === 1 ? undefined : made;
    });
    assert.equal(made, 0);
    assert.deepEqual([value(), value()], [undefined, undefined]);
    assert.equal(made, 1);
  });
});
