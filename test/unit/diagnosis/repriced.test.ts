import assert from 'node:assert/strict';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis';
import { priced } from '../../../src/core/diagnosis/findingFixes';
import { repriced, type PriceOf } from '../../../src/core/diagnosis/repriced';
import { draft } from '../request/drafts';

const at = { in: 'body', name: '', pointer: '/page_size' } as const;

/** What the one remedy of a request says it may cost. */
function priceOfFix(operationId: string, priceOf: PriceOf) {
  const of = draft(operationId, { body: '{"page_size": 640}' });
  const fix = priced({ kind: 'setValue', at, from: 640, value: 100 }, of);
  const diagnosis: Diagnosis = { code: 'badRequest', facts: {}, fixes: [fix] };
  const [next] = repriced(diagnosis, of, priceOf).fixes;
  assert.ok(next?.kind === 'setValue');
  return [next.upTo, next.price];
}

describe('the price of a fix', () => {
  it('is the one of the catalog, and then what answers have told', () => {
    assert.deepEqual(
      priceOfFix('searchJobsPost', () => undefined),
      [300, undefined],
    );
    assert.deepEqual(
      priceOfFix('searchJobsPost', () => 0.5),
      [50, undefined],
    );
  });

  it('is not known where none is published and none was told', () => {
    const [, unknown] = priceOfFix('getManagedJobFeed', () => undefined);
    assert.equal(unknown, 'unknown');
    const [, told] = priceOfFix('getManagedJobFeed', () => 3);
    assert.equal(told, undefined);
  });

  it('is none where nothing is billed, whatever answers have told', () => {
    assert.deepEqual(
      priceOfFix('searchJobsPost', () => 'notBilled'),
      [0, 'notBilled'],
    );
  });
});
