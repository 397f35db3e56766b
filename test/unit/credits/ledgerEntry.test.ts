import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEntry } from '../../../src/core/credits/ledgerEntry';
import { settledEntry as entry } from './settledEntry';

describe('an entry of the ledger', () => {
  it('reads back only whole entries', () => {
    assert.deepEqual(parseEntry(JSON.stringify(entry)), entry);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), text => void parseEntry(text)));
    for (const change of [{ estimated: -1 }, { charged: '3' }, { at: 'never' }, { state: 'x' }])
      assert.equal(parseEntry(JSON.stringify({ ...entry, ...change })), undefined);
  });
});
