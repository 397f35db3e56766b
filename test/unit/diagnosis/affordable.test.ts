import assert from 'node:assert/strict';
import { affordable } from '../../../src/core/diagnosis/affordable';

describe('affordable', () => {
  it('counts in steps of 1/10,000 credit', () => {
    assert.deepEqual(affordable({ required: 0.3, balance: 0.1 + 0.2, size: 4 }), {
      size: 3,
      credits: 0.225,
    });
    assert.deepEqual(affordable({ required: 10, balance: 0.3, size: 100 }), {
      size: 3,
      credits: 0.3,
    });
  });

  it('offers nothing where not one row is covered, and nothing without a price', () => {
    assert.equal(affordable({ required: 300, balance: 2.9999, size: 100 }), undefined);
    assert.equal(affordable({ required: 0, balance: 5, size: 100 }), undefined);
    assert.equal(affordable({ required: 3, balance: 1, size: 1 }), undefined);
  });
});
