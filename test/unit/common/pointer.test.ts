import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keysOf, valueAt, withValueAt } from '../../../src/core/common/pointer';

describe('a JSON pointer', () => {
  it('reads back what it has set, in any value', () => {
    const path = fc.array(fc.constantFrom('a', '0', '1', 'x~y', 'p/q', '__proto__'), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', '0'), fc.jsonValue()), path, (value, keys) => {
        const next = withValueAt(value, keys, 'set');
        const found = valueAt(next, keys);
        // A list refuses what is no place of it, a text or a number everything.
        if (found !== 'set') assert.equal(JSON.stringify(next), JSON.stringify(value));
      }),
    );
    assert.deepEqual(keysOf('/a~1b/~0/0'), ['a/b', '~', '0']);
  });
});
