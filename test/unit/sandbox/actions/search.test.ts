import assert from 'node:assert/strict';
import { dollars, perYear } from '../../../../src/sandbox/data/vocabulary';
import type { Sandbox } from '../../../../src/sandbox/server';
import { startSandbox } from '../../../support/sandbox';
import { freshKey, send, type JobRow } from '../send';

type Check = (job: JobRow) => boolean;

const skills = (job: JobRow): string[] =>
  job.qualifications.must_have.skills.map(skill => skill.name.toLowerCase());
const anySkills = (job: JobRow): string[] =>
  [...job.qualifications.must_have.skills, ...job.qualifications.preferred.skills].map(skill =>
    skill.name.toLowerCase(),
  );
const yearly = (job: JobRow, end: 'min' | 'max'): number =>
  (job.compensation[end] ?? job.compensation.min) *
  dollars[job.compensation.currency]! *
  perYear[job.compensation.period]!;
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
const monthAgo = ago(30);
const weekAgo = ago(7);

const shown: Record<string, string> = {
  senior: 'Senior Level',
  mid: 'Mid Level',
  entry: 'Entry Level',
  'part-time': 'Part-time',
  contract: 'Contract',
};

/** One filter as the body takes it, and what every returned job has to satisfy. */
const filters: readonly [name: string, body: object, check: Check][] = [
  ['sources', { sources: ['ashby', 'workday'] }, job => ['ashby', 'workday'].includes(job.source)],
  ['work models', { work_models: ['remote'] }, job => job.workplace_type === 'Remote'],
  [
    'levels',
    { experience_levels: ['senior', 'mid'] },
    job => [shown['senior'], shown['mid']].includes(job.experience_level),
  ],
  [
    'types',
    { employment_types: ['full-time', 'contract'] },
    job => ['Full-time', 'Contract'].includes(job.employment_type),
  ],
  [
    'country',
    { locations: ['Germany', 'Portugal'] },
    job => job.locations.some(l => ['Germany', 'Portugal'].includes(l.country)),
  ],
  [
    'skills',
    { skills: { include: ['python', 'SQL'] } },
    job => skills(job).some(s => ['python', 'sql'].includes(s)),
  ],
  [
    'no skills',
    { skills: { exclude: ['Python', 'excel'] } },
    job => !anySkills(job).some(s => ['python', 'excel'].includes(s)),
  ],
  [
    'industries',
    { industries: { include: ['software', 'retail'] } },
    job => job.company.industries.some((i: string) => ['Software', 'Retail'].includes(i)),
  ],
  [
    'no industries',
    { industries: { exclude: ['Logistics'] } },
    job => !job.company.industries.includes('Logistics'),
  ],
  [
    'categories',
    { company_categories: { include: ['saas', 'b2b'], exclude: ['b2c'] } },
    job =>
      job.company.categories.some((c: string) => ['saas', 'b2b'].includes(c)) &&
      !job.company.categories.includes('b2c'),
  ],
  [
    'salary',
    { salary_usd: { min: 60_000, max: 200_000 } },
    job => yearly(job, 'min') >= 60_000 && yearly(job, 'max') <= 200_000,
  ],
  [
    'posted',
    { posted_after: monthAgo, posted_before: weekAgo },
    job => job.date_posted >= monthAgo && job.date_posted <= weekAgo,
  ],
  ['discovered', { discovered_after: monthAgo }, job => job.created_at >= monthAgo],
  [
    'text',
    { queries: ['engineer'], search_description: false },
    job => /\bengineer/i.test(`${job.title} ${job.normalized_title.replaceAll('_', ' ')}`),
  ],
];

describe('sandbox: search', () => {
  let sandbox: Sandbox;
  const post = (body: object, key = freshKey()) => send(sandbox, 'searchJobsPost', { body, key });
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  for (const [name, body, check] of filters) {
    it(`filters by ${name}`, async () => {
      const { body: page } = await post({ ...body, page_size: 100 });
      const all = (await post({ page_size: 1 })).body.total;
      assert.ok(page.total > 0 && page.total < all, `${page.total} of ${all}`);
      for (const job of page.jobs) assert.ok(check(job), JSON.stringify(job));
    });
  }

  it('combines every two filters with "and"', async () => {
    let rows = 0;
    for (const [index, [first, one, checkOne]] of filters.entries()) {
      for (const [second, two, checkTwo] of filters.slice(index + 1)) {
        if (Object.keys(one)[0] === Object.keys(two)[0]) continue;
        const { jobs } = (await post({ ...one, ...two, page_size: 100, include_facets: [] })).body;
        rows += jobs.length;
        for (const job of jobs) assert.ok(checkOne(job) && checkTwo(job), `${first} and ${second}`);
      }
    }
    assert.ok(rows > 1_000, String(rows));
  });

  it('answers the same through the query form', async () => {
    const query = {
      q: 'engineer',
      sources: 'ashby,workday',
      work_model: 'remote,hybrid',
      experience_level: 'senior',
      min_salary_usd: 50_000,
      posted_after: ago(90),
      page_size: 100,
    };
    const get = (await send(sandbox, 'searchJobs', { query })).body;
    const body = {
      queries: ['engineer'],
      sources: ['ashby', 'workday'],
      work_models: ['remote', 'hybrid'],
      experience_levels: ['senior'],
      salary_usd: { min: 50_000 },
      posted_after: ago(90),
      page_size: 100,
    };
    const posted = (await post(body)).body;
    assert.ok(get.total > 0);
    assert.deepEqual(
      get.jobs.map(j => j.id),
      posted.jobs.map(j => j.id),
    );
  });

  it('asks for all skills in the query form', async () => {
    const { jobs } = (
      await send(sandbox, 'searchJobs', { query: { skills: 'SQL,Python', page_size: 100 } })
    ).body;
    assert.ok(jobs.length > 0);
    for (const job of jobs) assert.ok(['sql', 'python'].every(s => skills(job).includes(s)));
  });

  it('finds a quoted phrase in titles only', async () => {
    const { jobs, total } = (await post({ queries: ['"data engineer"'], page_size: 100 })).body;
    assert.ok(total > 0);
    for (const job of jobs) assert.match(job.title, /data engineer/i);
    assert.equal((await post({ queries: ['"engineer data"'] })).body.total, 0);
  });

  it('looks beyond titles unless told not to', async () => {
    const wide = (await post({ queries: ['python'] })).body.total;
    const narrow = (await post({ queries: ['python'], search_description: false })).body.total;
    assert.ok(wide > narrow, `${wide} ${narrow}`);
  });

  it('lets any of several queries match', async () => {
    const [nurse = 0, baker = 0, both] = await Promise.all(
      [['nurse'], ['baker'], ['nurse', 'baker']].map(
        async queries => (await post({ queries, search_description: false })).body.total,
      ),
    );
    assert.equal(both, nurse + baker);
  });

  it('puts title hits before others', async () => {
    const { jobs } = (await post({ queries: ['rust'], page_size: 100 })).body;
    const hits = jobs.map(job => /rust/i.test(job.title));
    assert.ok(hits.includes(true) && hits.includes(false));
    assert.ok(hits.lastIndexOf(true) < hits.indexOf(false));
  });
});
