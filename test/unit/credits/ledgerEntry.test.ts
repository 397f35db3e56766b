import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEntry } from '../../../src/core/credits/ledgerEntry';

describe('an entry of the ledger', () => {
  const entry = {
    id: 'r1',
    at: '2026-05-04T10:00:00.000Z',
    profile: 'Own',
    operationId: 'searchJobs',
    session: 's',
    estimated: 75,
    state: 'settled',
    charged: 21.5,
  } as const;

  it('reads back only whole entries', () => {
    assert.deepEqual(parseEntry(JSON.stringify(entry)), entry);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), text => void parseEntry(text)));
    for (const change of [{ estimated: -1 }, { charged: '3' }, { at: 'never' }, { state: 'x' }])
      assert.equal(parseEntry(JSON.stringify({ ...entry, ...change })), undefined);
  });
});
