import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/catalog/catalog';
import { balanceAfter } from '../../../src/core/credits/balance';
import { estimate, guardedEstimate } from '../../../src/core/price/estimate';
import { readCharge } from '../../../src/core/credits/readCharge';
import { readError } from '../../../src/core/diagnosis/readError';
import type { Charge, Exchange } from '../../../src/core/exchange';
import { draft } from '../request/drafts';

const errorOf = (body: unknown) => readError(Buffer.from(JSON.stringify(body)), 'application/json');

describe('readCharge', () => {
  for (const [what, headers, expected] of [
    ['nothing', {}, {}],
    [
      'the newer names',
      { 'x-credits-deducted': '75', 'x-credits-balance': '925' },
      { charged: 75, balance: 925 },
    ],
    [
      'the older names',
      { 'x-credits-used': '3', 'x-credits-remaining': '7' },
      { charged: 3, balance: 7 },
    ],
    [
      'the newer where both stand',
      { 'x-credits-balance': '1', 'x-credits-remaining': '2' },
      { balance: 1 },
    ],
    [
      'the older where the newer is no number',
      { 'x-credits-balance': 'n/a', 'x-credits-remaining': '2' },
      { balance: 2 },
    ],
    [
      'fractions',
      { 'x-credits-deducted': '0.5', 'x-credits-balance': '120.25' },
      { charged: 0.5, balance: 120.25 },
    ],
    [
      'zero as zero',
      { 'x-credits-deducted': '0', 'x-credits-balance': '0' },
      { charged: 0, balance: 0 },
    ],
    ['blanks around', { 'x-credits-balance': ' 12 ' }, { balance: 12 }],
    ['nothing negative', { 'x-credits-balance': '-1' }, {}],
    ['nothing empty', { 'x-credits-balance': '' }, {}],
    ['no two values joined', { 'x-credits-balance': '12, 13' }, {}],
    [
      'no exponent, no hex, no infinity',
      { 'x-credits-balance': '1e3', 'x-credits-deducted': '0x1', 'x-credits-required': 'Infinity' },
      {},
    ],
    [
      'what a 402 needs',
      { 'x-credits-required': '300', 'x-credits-balance': '120' },
      { required: 300, balance: 120 },
    ],
  ] as readonly [string, Record<string, string>, Charge][]) {
    it(`reads ${what}`, () => {
      assert.deepEqual(readCharge(headers), expected);
    });
  }

  it('takes the figures of a 402 from its body, then its headers', () => {
    const headers = { 'x-credits-required': '1', 'x-credits-balance': '2' };
    const body = errorOf({ credits_required: 300, credits_balance: 120 });
    assert.deepEqual(readCharge(headers, body), { required: 300, balance: 120 });
    assert.deepEqual(readCharge(headers, errorOf({})), { required: 1, balance: 2 });
    assert.deepEqual(readCharge({}, errorOf({ credits_required: 300 })), { required: 300 });
  });

  it('takes the figures of a 402 from its sentence where nothing else tells them', () => {
    const detail = 'This request needs 1,075.5 credits, but the wallet holds 12.';
    assert.deepEqual(readCharge({}, errorOf({ detail })), { required: 1075.5, balance: 12 });
  });
});

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
    for (const { id, price } of catalog.operations) {
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

describe('balanceAfter', () => {
  const told = (credits: Charge) => ({ operationId: 'searchJobs', credits }) as Exchange;
  const before = { credits: 100, at: 1, lastCharge: { credits: 5, operationId: 'getJobFeed' } };

  it('stays unknown while no answer tells it', () => {
    assert.equal(balanceAfter(undefined, told({}), 9), undefined);
    assert.equal(balanceAfter(undefined, told({ charged: 3 }), 9), undefined);
  });

  it('is what the answer says, with its time and charge', () => {
    assert.deepEqual(balanceAfter(undefined, told({ balance: 0 }), 9), { credits: 0, at: 9 });
    assert.deepEqual(balanceAfter(before, told({ charged: 75, balance: 25 }), 9), {
      credits: 25,
      at: 9,
      lastCharge: { credits: 75, operationId: 'searchJobs' },
    });
  });

  it('keeps the last charge through an answer that charged nothing', () => {
    assert.deepEqual(balanceAfter(before, told({ balance: 90 }), 9), {
      ...before,
      credits: 90,
      at: 9,
    });
  });

  it('keeps balance and age where an answer tells nothing', () => {
    assert.deepEqual(balanceAfter(before, told({}), 9), before);
    assert.deepEqual(balanceAfter(before, told({ charged: 3 }), 9), {
      ...before,
      lastCharge: { credits: 3, operationId: 'searchJobs' },
    });
  });
});
