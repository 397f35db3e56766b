import assert from 'node:assert/strict';
import { countRows } from '../../../src/core/credits/countRows';

describe('counting rows', () => {
  const rows = (value: unknown) =>
    countRows(Buffer.from(JSON.stringify(value)), 'application/json');
  it('finds them where the API puts them', () => {
    assert.equal(rows({ warnings: [{}], jobs: [{}, {}], total: 9 }), 2);
    assert.equal(rows({ career_sites: [{}] }), 1);
    assert.equal(rows([1, 2, 3]), 3);
    assert.equal(rows({ jobs: [] }), 0);
  });
  it('says nothing where there are none, and never throws', () => {
    for (const value of [{}, null, 'text', 7, { jobs: 3 }]) assert.equal(rows(value), undefined);
    for (const bytes of ['', '{"jobs": [', '<html>'])
      assert.equal(countRows(Buffer.from(bytes), 'application/json'), undefined);
    assert.equal(countRows(Buffer.alloc(2_000_000, 0x20), 'application/json'), undefined);
  });
});
