import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findOperation } from '../../../src/core/catalog/catalog';
import { check } from '../../../src/core/request/check';
import { findingRange } from '../../../src/core/request/findingRange';
import { draft } from './drafts';

const search = findOperation('searchJobsPost') ?? assert.fail();

describe('the place of a finding', () => {
  for (const [body, marked] of [
    ['{"page_size": 640}', '640'],
    ['{"pagesize": 6}', '"pagesize"'],
    ['{"skills": {"include": [3]}}', '3'],
    ['{"page_size": }', '}'],
    ['{"queries": ["a"', '"'],
  ] as const) {
    it(`is ${marked} in ${body}`, () => {
      const [finding] = check(draft(search.id, { body }), search);
      assert.ok(finding);
      const { start, end } = findingRange(body, finding);
      assert.equal(body.slice(start, end), marked);
    });
  }

  it('is the bracket, or the name, of what misses a member', () => {
    const operation = findOperation('startAutoApplySession') ?? assert.fail();
    const body = '{ }';
    const missing = check(draft(operation.id, { body }), operation)[0];
    assert.equal(missing?.code, 'missing');
    const { start, end } = findingRange(body, missing);
    assert.equal(body.slice(start, end), '{');
  });

  it('is inside the text, for any body', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), body => {
        for (const finding of check(draft(search.id, { body }), search)) {
          const { start, end } = findingRange(body, finding);
          assert.ok(0 <= start && start <= end && end <= body.length);
        }
      }),
    );
  });
});
