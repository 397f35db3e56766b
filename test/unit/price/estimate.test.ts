import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/catalog/catalog';
import { estimate, guardedEstimate } from '../../../src/core/price/estimate';
import { draft } from '../request/drafts';

describe('estimate', () => {
  const upTo = (credits: number) => ({ kind: 'upTo', credits });
  const body = (value: unknown) => ({ body: JSON.stringify(value) });
  for (const [id, parts, credits] of [
    ['searchJobs', {}, 75],
    ['searchJobs', { query: { page_size: '100' } }, 300],
    ['searchJobs', { query: { page_size: 10 } }, 30],
    ['searchJobs', { query: { page_size: 'many' } }, 300],
    ['searchJobs', { query: { page_size: '0' } }, 300],
    ['searchJobs', { query: { page_size: '' } }, 75],
    ['searchJobs', body({ page_size: 1 }), 75],
    ['searchJobsPost', {}, 75],
    ['searchJobsPost', body({ page_size: 1 }), 3],
    ['searchJobsPost', body({ page_size: '40' }), 120],
    ['searchJobsPost', body({ page_size: 2.5 }), 75],
    ['searchJobsPost', { body: '{"page_size": 1' }, 75],
    ['searchJobsPost', body([1]), 75],
    ['searchJobsPost', { query: { page_size: 1 } }, 75],
    ['getJobFeed', {}, 3_000],
    ['getJobFeed', body({ batch_size: 10 }), 30],
    ['getCareerSiteFeed', {}, 2_500],
    ['getCareerSiteFeed', body({ batch_size: 2 }), 100],
    ['getCompanyJobs', { query: { page_size: 5 } }, 15],
    ['searchJobs', { query: { page_size: 640 } }, 300],
    ['getJobFeed', body({ cursor: 'c', batch_size: 10 }), 3_000],
    ['getCareerSiteFeed', body({ cursor: 'c' }), 2_500],
    ['geocodeLocation', { query: { location: 'Porto', page_size: 9 } }, 1],
    ['startAutoApplySession', {}, 200],
    ['runAutoApply', {}, 200],
    ['createLiveSession', {}, 200],
  ] as const) {
    it(`is at most ${credits} for ${id} ${JSON.stringify(parts)}`, () => {
      assert.deepEqual(estimate(draft(id, parts)), upTo(credits));
    });
  }

  it('is an upper bound for every metered operation, and free for all others', () => {
    for (const { id, price } of catalog().operations) {
      const kind = price.published ? 'upTo' : 'unknown';
      assert.equal(estimate(draft(id)).kind, price.amount > 0 ? kind : 'free', id);
    }
    assert.deepEqual(estimate(draft('nowhere')), { kind: 'free' });
  });

  it('says where no price is published, and what is assumed instead', () => {
    const managed = draft('getManagedJobFeed', body({ batch_size: 2 }));
    assert.deepEqual(estimate(managed), { kind: 'unknown', assumed: 6 });
    assert.deepEqual(estimate(draft('createApplication')), { kind: 'unknown', assumed: 200 });
  });

  it('prefers what the answers taught, rounded upwards', () => {
    const page = draft('searchJobs', { query: { page_size: 3 } });
    assert.deepEqual(estimate(page, 0.5), { kind: 'upTo', credits: 1.5, learned: 0.5 });
    assert.deepEqual(estimate(page, 0.3333), { kind: 'upTo', credits: 0.9999, learned: 0.3333 });
    assert.deepEqual(estimate(draft('createApplication'), 150), {
      kind: 'upTo',
      credits: 150,
      learned: 150,
    });
  });
});

describe('the estimate of a guard', () => {
  const page = draft('searchJobs', { query: { page_size: 100 } });
  const listed = { kind: 'upTo', credits: 300 };
  const application = draft('createApplication');

  it('is never under the catalog, whatever was learned', () => {
    for (const learned of [undefined, 0.0025, 1, 3, 0, -3, NaN, -Infinity])
      assert.deepEqual(guardedEstimate(page, learned), listed, String(learned));
    assert.deepEqual(guardedEstimate(application, 150), { kind: 'unknown', assumed: 200 });
  });

  it('is over it where answers took more', () => {
    assert.deepEqual(guardedEstimate(page, 4), { kind: 'upTo', credits: 400, learned: 4 });
    assert.deepEqual(guardedEstimate(application, 250), {
      kind: 'upTo',
      credits: 250,
      learned: 250,
    });
  });
});
