import assert from 'node:assert/strict';
import type { Sandbox } from '../../../../src/sandbox/server';
import { startSandbox } from '../../../support/sandbox';
import { send, type Body } from '../send';

const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

describe('sandbox: feeds and look-ups', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  const feed = (body: object, id = 'getJobFeed', key = sandbox.keys.unlimited) =>
    send(sandbox, id, { body, key });

  async function walk<M extends 'jobs' | 'career_sites'>(
    id: string,
    first: object,
    member: M,
    key?: string,
  ): Promise<Body[M][number][]> {
    const rows: Body[M][number][] = [];
    let body: object = first;
    for (;;) {
      const answer = await feed(body, id, key);
      assert.equal(answer.status, 200);
      rows.push(...answer.body[member]);
      assert.equal(answer.headers.get('x-has-more'), String(answer.body.has_more));
      if (!answer.body.has_more) return rows;
      body = { cursor: answer.body.next_cursor };
    }
  }

  it('joins the batches to the estimate without duplicates', async () => {
    const body = {
      work_models: ['remote'],
      locations: [{ country: 'Germany' }, { country: 'us' }],
      batch_size: 30,
    };
    const { estimated_total } = (await feed(body)).body;
    const jobs = await walk('getJobFeed', body, 'jobs');
    assert.ok(jobs.length > 60);
    assert.equal(jobs.length, estimated_total);
    assert.equal(new Set(jobs.map(job => job.id)).size, jobs.length);
    for (const job of jobs) {
      assert.equal(job.workplace_type, 'Remote');
      assert.ok(job.locations.some(l => ['Germany', 'United States'].includes(l.country)));
    }
  });

  it('walks the whole of the data', async () => {
    assert.equal((await walk('getJobFeed', {}, 'jobs')).length, 3_000);
  });

  it('keeps the filters and the size of the first call, whatever stands beside the cursor', async () => {
    const { next_cursor } = (await feed({ sources: ['ashby'], batch_size: 5 })).body;
    const { jobs } = (await feed({ cursor: next_cursor, sources: ['workday'], batch_size: 9_999 }))
      .body;
    assert.equal(jobs.length, 5);
    for (const job of jobs) assert.equal(job.source, 'ashby');
  });

  it('answers 400 invalid_cursor for forged, damaged and borrowed cursors', async () => {
    const { next_cursor } = (await feed({ batch_size: 5 })).body;
    const swapped = next_cursor.at(-3) === 'A' ? 'B' : 'A';
    const damaged = `${next_cursor.slice(0, -3)}${swapped}${next_cursor.slice(-2)}`;
    const attempts = [
      feed({ cursor: 'made-up' }),
      feed({ cursor: damaged }),
      feed({ cursor: next_cursor }, 'getManagedJobFeed'),
      feed({ cursor: next_cursor }, 'getJobFeed', sandbox.keys.good),
    ];
    for (const { status, body } of await Promise.all(attempts)) {
      assert.equal(status, 400);
      assert.equal(body.code, 'invalid_cursor');
    }
  });

  it('prices a cursor by the batch it carries', async () => {
    const { next_cursor } = (await feed({ batch_size: 20 }, 'getJobFeed', sandbox.keys.low)).body;
    const over = await feed({ cursor: next_cursor, batch_size: 1 }, 'getJobFeed', sandbox.keys.low);
    assert.equal(over.status, 200);
    assert.equal(
      (await feed({ cursor: over.body.next_cursor, batch_size: 1 }, 'getJobFeed', sandbox.keys.low))
        .body.credits_required,
      60,
    );
  });

  it('ends a deep unstable scan with 409 and a request to start over with', async () => {
    const first = await feed({ stable_scan: false, batch_size: 600 });
    const second = await feed({ cursor: first.body.next_cursor });
    const third = await feed({ cursor: second.body.next_cursor });
    assert.equal(third.status, 409);
    assert.equal(third.body.code, 'feed_cursor_restart_required');
    assert.equal((await feed(third.body.replacement_request)).body.jobs.length, 600);
  });

  it('filters by time as the document says', async () => {
    const [posted_after, updated_after] = [ago(20), ago(5)];
    const { jobs } = (await feed({ posted_after, updated_after })).body;
    assert.ok(jobs.length > 20);
    for (const job of jobs) {
      assert.ok(job.updated_at >= updated_after);
      assert.ok(job.date_posted >= posted_after || job.created_at >= posted_after);
    }
  });

  it('streams only managed companies in the managed feed', async () => {
    const all = await walk('getManagedJobFeed', { batch_size: 200 }, 'jobs', sandbox.keys.good);
    assert.ok(all.length > 100 && all.length < 1_000);
  });

  it('lists expired ids of 24 hours, of longer, but of no more than 7 days', async () => {
    const get = (query: Record<string, string | number>) =>
      send(sandbox, 'getExpiredJobIds', { query });
    const short = (await get({ batch_size: 10_000 })).body.job_ids;
    const long = (await get({ expired_since: ago(6), batch_size: 10_000 })).body.job_ids;
    assert.ok(short.length > 50 && long.length > 1_000);
    assert.equal((await get({ expired_since: ago(9) })).status, 400);
    const joined: string[] = [];
    for (let query: Record<string, string | number> = { batch_size: 100 }; ;) {
      const { job_ids, next_cursor } = (await get(query)).body;
      joined.push(...job_ids);
      if (!next_cursor) break;
      query = { cursor: next_cursor };
    }
    assert.deepEqual(joined.toSorted(), short.toSorted());
    assert.equal((await send(sandbox, 'getJob', { path: { id: short[0] } })).status, 404);
  });

  it('streams career sites by industry', async () => {
    const body = { industries: ['software'], updated_after: ago(300), batch_size: 7 };
    const sites = await walk('getCareerSiteFeed', body, 'career_sites', sandbox.keys.autoApply);
    assert.ok(sites.length > 10);
    assert.equal(new Set(sites.map(site => site.id)).size, sites.length);
    for (const site of sites) assert.ok(site.industries.includes('Software'));
    const profile = await send(sandbox, 'getCompany', { key: null, path: { id: sites[0]!.id } });
    assert.equal(profile.body.name, sites[0]!.name);
  });

  it('understands aliases, codes, remote words, placeholders and compounds', async () => {
    const locate = async (location: string) =>
      (await send(sandbox, 'geocodeLocation', { query: { location } })).body;
    for (const [text, city] of [
      ['nyc', 'New York'],
      ['München, DE', 'Munich'],
      ['Wien', 'Vienna'],
      ['Gdansk', 'Gdańsk'],
      ['大阪', 'Osaka'],
      [' Austin, TX ', 'Austin'],
    ] as const) {
      const { succeeded, locations, input } = await locate(text);
      assert.ok(succeeded, text);
      assert.equal(locations[0].city, city);
      assert.equal(input, text.trim());
    }
    assert.equal((await locate('PT')).locations[0].country, 'Portugal');
    assert.deepEqual(
      (await locate('Leeds or Cork')).locations.map(l => l.city),
      ['Leeds', 'Cork'],
    );
    const remote = await locate('Work from home');
    assert.deepEqual(
      [remote.locations[0].country, remote.locations[0].latitude, remote.method],
      ['Remote', null, 'remote_keyword'],
    );
    for (const text of ['TBD', 'HQ', '3 Locations', 'N/A', 'Xyzzyville', 'Berlin, France'])
      assert.equal((await locate(text)).succeeded, false, text);
    for (const query of [{}, { location: '' }])
      assert.equal((await send(sandbox, 'geocodeLocation', { query })).status, 400);
  });

  it('completes filter values and places', async () => {
    const vocabulary = (await send(sandbox, 'getConnectorFilters')).body;
    assert.ok(vocabulary.enums.work_models.includes('remote') && vocabulary.sources.length > 5);
    const options = async (facet: string, query: Record<string, string | number>) =>
      send(sandbox, 'getConnectorFilterOptions', { path: { facet }, query });
    assert.equal((await options('skills', { limit: 3 })).body.options.length, 3);
    for (const { key } of (await options('skills', { q: 'py' })).body.options)
      assert.match(key, /py/i);
    assert.equal((await options('colours', {})).status, 404);
    const suggest = async (q: string) =>
      (await send(sandbox, 'suggestLocations', { query: { q } })).body.suggestions;
    assert.deepEqual(await suggest('b'), []);
    assert.equal((await suggest('muni'))[0].city, 'Munich');
  });
});
