import assert from 'node:assert/strict';
import { startSandbox as startAnew, type Sandbox } from '../../../../src/sandbox/server';
import { startSandbox } from '../../../support/sandbox';
import { freshKey, send, zeroId } from '../send';

const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString();

describe('sandbox: pages, facets, companies and single jobs', () => {
  let sandbox: Sandbox;
  const post = (body: object, key = freshKey()) => send(sandbox, 'searchJobsPost', { body, key });
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  it('joins pages to the total without duplicates and mirrors the figures', async () => {
    const body = { queries: ['engineer'], work_models: ['hybrid'], page_size: 40 };
    const first = await post({ ...body, page: 1 });
    const { total, total_pages } = first.body;
    const ids: string[] = [];
    for (let page = 1; page <= total_pages; page += 1) {
      const answer = await post({ ...body, page });
      ids.push(...answer.body.jobs.map(job => job.id));
      assert.equal(answer.headers.get('x-page'), String(page));
    }
    assert.ok(total_pages > 2);
    assert.equal(new Set(ids).size, total);
    assert.equal(ids.length, total);
    assert.equal(first.headers.get('x-total-count'), String(total));
    assert.equal(first.headers.get('x-total-pages'), String(total_pages));
    assert.deepEqual((await post({ ...body, page: total_pages + 1 })).body.jobs, []);
  });

  it('honours the three states of include_facets', async () => {
    assert.ok(Object.keys((await post({})).body.facets).length > 2);
    assert.deepEqual((await post({ include_facets: [] })).body.facets, {});
    const { facets, total } = (await post({ include_facets: ['work_model', 'countries'] })).body;
    assert.deepEqual(Object.keys(facets), ['work_model', 'countries']);
    assert.equal(
      facets.work_model.reduce((sum, bucket) => sum + bucket.count, 0),
      total,
    );
    const empty = (
      await send(sandbox, 'searchJobs', { query: { include_facets: '', page_size: 1 } })
    ).body;
    assert.deepEqual(empty.facets, {});
  });

  it('counts facets as the matching filter finds them', async () => {
    const { facets } = (
      await post({
        include_facets: ['sources', 'company_categories', 'employment_type'],
        page_size: 1,
      })
    ).body;
    for (const [facet, member, wrap] of [
      ['sources', 'sources', (k: string) => [k]],
      ['employment_type', 'employment_types', (k: string) => [k]],
      ['company_categories', 'company_categories', (k: string) => ({ include: [k] })],
    ] as const) {
      const [bucket] = facets[facet];
      assert.equal(
        (await post({ [member]: wrap(bucket.key), page_size: 1 })).body.total,
        bucket.count,
      );
    }
  });

  it('honours the three states of include_fields', async () => {
    const heavy = ['description', 'summary', 'qualifications', 'responsibilities', 'benefits'];
    const keysWith = async (more: object) =>
      Object.keys((await post({ ...more, page_size: 1 })).body.jobs[0]);
    const whole = await keysWith({});
    assert.ok(heavy.every(field => whole.includes(field)));
    const core = await keysWith({ include_fields: [] });
    assert.ok(heavy.every(field => !core.includes(field)) && core.includes('title'));
    assert.deepEqual(
      (await keysWith({ include_fields: ['summary'] })).filter(k => heavy.includes(k)),
      ['summary'],
    );
  });

  it('finds companies by name, domain and id, and tells what it did not find', async () => {
    const [{ company }] = (await post({ page_size: 1 })).body.jobs;
    const totals = await Promise.all(
      [company.name.toUpperCase(), company.id, new URL(company.website).host].map(
        async entry => (await post({ companies: { include: [entry] } })).body.total,
      ),
    );
    assert.ok(totals[0]! > 0 && totals.every(total => total === totals[0]));
    const { body } = await post({
      companies: { include: [company.name, 'Nobody Ever'], exclude: ['No One'] },
    });
    assert.deepEqual(
      body.warnings.map(w => w.code),
      ['companies_unmatched'],
    );
    assert.deepEqual(body.filters.companies.unmatched, ['Nobody Ever']);
    assert.deepEqual(body.filters.companies.exclude_unmatched, ['No One']);
    assert.equal((await post({ companies: { include: ['Nobody Ever'] } })).body.total, 0);
    const without = (await post({ companies: { exclude: [company.name] }, page_size: 100 })).body;
    for (const job of without.jobs) assert.notEqual(job.company.id, company.id);
  });

  it('warns of members it does not know and answers all the same', async () => {
    const { status, body } = await post({ colour: 'red', skills: { includes: ['x'] } });
    assert.equal(status, 200);
    assert.equal(body.warnings[0].code, 'unknown_request_fields');
    assert.match(body.warnings[0].message, /colour.*skills\.includes/);
  });

  it('reads one job, the jobs of its company and neither under an unknown id', async () => {
    const [job] = (await post({ page_size: 1 })).body.jobs;
    assert.equal((await send(sandbox, 'getJob', { path: { id: job.id } })).body.title, job.title);
    const own = (
      await send(sandbox, 'getCompanyJobs', {
        path: { id: job.company.id },
        query: { page_size: 100 },
      })
    ).body;
    assert.ok(own.total > 0);
    for (const other of own.jobs) assert.equal(other.company.id, job.company.id);
    const times = own.jobs.map(j => j.created_at);
    assert.deepEqual(times, times.toSorted().toReversed());
    const after = (
      await send(sandbox, 'getCompanyJobs', {
        path: { id: job.company.id },
        query: { posted_after: monthAgo },
      })
    ).body;
    for (const other of after.jobs) assert.ok(other.date_posted >= monthAgo);
    for (const id of [zeroId, 'no-id'])
      assert.equal((await send(sandbox, 'getJob', { path: { id } })).status, 404);
    assert.equal((await send(sandbox, 'getCompanyJobs', { path: { id: zeroId } })).status, 404);
  });

  it('shows test keys nothing but test data', async () => {
    const { jobs, total } = (await post({ page_size: 100 }, sandbox.keys.test)).body;
    assert.ok(total > 100);
    for (const job of jobs) assert.equal(job.source, 'jobosandbox');
    assert.equal((await send(sandbox, 'getJob', { path: { id: jobs[0].id } })).status, 404);
    assert.equal(
      (await send(sandbox, 'getJob', { path: { id: jobs[0].id }, key: sandbox.keys.test })).status,
      200,
    );
  });

  it('gives the same jobs at every start', async () => {
    const second = await startAnew();
    try {
      const ids = async (where: Sandbox) =>
        (await send(where, 'searchJobs', { query: { q: 'nurse' } })).body.jobs.map(j => j.id);
      assert.deepEqual(await ids(second), await ids(sandbox));
    } finally {
      await second.stop();
    }
  });
});
