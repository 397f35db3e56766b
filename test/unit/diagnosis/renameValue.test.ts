import * as assert from 'node:assert/strict';
import { findOperation } from '../../../src/core/catalog/catalog';
import { check } from '../../../src/core/request/check';
import type { Draft } from '../../../src/core/request/draft';
import { renamed } from '../../../src/core/diagnosis/renameValue';
import { draft } from '../request/drafts';

const first = (of: Draft) => {
  const finding = check(of, findOperation(of.operationId)!)[0]!;
  assert.ok(finding.code === 'unknownField' || finding.code === 'unknownParameter', finding.code);
  return renamed(of, finding);
};

describe('a name that was meant otherwise', () => {
  it('becomes the one that it is close to, its value to the letter as it was', () => {
    const of = draft('searchJobsPost', { body: '{"qeries" : ["a"], "page": 1}' });
    assert.equal(first(of)?.body, '{"queries" : ["a"], "page": 1}');
  });

  it('is renamed inside the body too', () => {
    const of = draft('searchJobsPost', { body: '{"skills": {"inclde": ["a"]}}' });
    assert.equal(first(of)?.body, '{"skills": {"include": ["a"]}}');
  });

  it('is renamed as a parameter, in its place', () => {
    const of = draft('searchJobs', { query: { page_sise: 5, q: 'x' } });
    assert.deepEqual(Object.entries(first(of)?.query ?? {}), [
      ['page_size', 5],
      ['q', 'x'],
    ]);
  });

  it('stays where the other name is taken, or nothing is close', () => {
    const taken = draft('searchJobsPost', { body: '{"qeries": [], "queries": []}' });
    assert.equal(first(taken), undefined);
    assert.equal(first(draft('searchJobsPost', { body: '{"nothing_like_it": 1}' })), undefined);
    assert.equal(first(draft('searchJobs', { query: { page_sise: 5, page_size: 6 } })), undefined);
  });
});
