import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../support/sandbox';
import { freshKey, send } from './send';

describe('sandbox: what the API has got since', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  const suggest = async (q: string, more = {}) =>
    (await send(sandbox, 'suggestCompanies', { query: { q, ...more } })).body.suggestions;
  const occupations = async (query: Record<string, string | number> = {}) =>
    (await send(sandbox, 'listOccupations', { query })).body.occupations;

  it('completes companies by a word of the name and by domain, free, with ids that profiles have', async () => {
    const found = await suggest('marlow');
    assert.ok(found.length > 0 && found.length <= 5);
    for (const { id, name, domain } of found) {
      assert.match(name, /marlow/i);
      const profile = await send(sandbox, 'getCompany', { key: null, path: { id } });
      assert.equal(profile.body.name, name);
      assert.deepEqual(
        (await suggest(domain)).map(each => each.id),
        [id],
      );
    }
    assert.equal((await suggest('ro', { limit: 2 })).length, 2);
    for (const none of ['m', '', 'nobody is called this'])
      assert.deepEqual(await suggest(none), []);
    const { headers } = await send(sandbox, 'suggestCompanies', { query: { q: 'marlow' } });
    assert.equal(headers.get('x-credits-deducted'), null);
    assert.equal((await send(sandbox, 'suggestCompanies', {})).status, 400);
    assert.equal(
      (await send(sandbox, 'suggestCompanies', { key: null, query: { q: 'ma' } })).status,
      401,
    );
  });

  it('finds the jobs of a suggested company by its name, its domain and its id', async () => {
    const [{ id, name, domain }] = await suggest('marlow');
    const totals = await Promise.all(
      [id, name, domain].map(async entry => {
        const body = { companies: { include: [entry] }, page_size: 1 };
        return (await send(sandbox, 'searchJobsPost', { key: freshKey(), body })).body.total;
      }),
    );
    assert.ok(totals.every(total => total > 0 && total === totals[0]));
  });

  it('lists occupations, by part of a name, the same for every key and start', async () => {
    const all = await occupations({ limit: 200 });
    assert.ok(all.length > 40 && (await occupations()).length === 20);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    const nurses = await occupations({ q: 'NURSE' });
    assert.ok(nurses.length > 0 && nurses.every(({ name }) => /nurse/i.test(name)));
    const other = await startSandbox();
    const again = await send(other, 'listOccupations', {
      key: other.keys.test,
      query: { limit: 200 },
    });
    await other.stop();
    assert.deepEqual(again.body.occupations, all);
  });

  it('keeps a search to occupations, alone, together, and in both forms of a search', async () => {
    const [one, two] = await occupations({ q: 'engineer', limit: 2 });
    const post = async (ids: readonly string[]) =>
      (
        await send(sandbox, 'searchJobsPost', {
          key: freshKey(),
          body: { occupation_ids: ids, page_size: 100 },
        })
      ).body;
    const [first, second, both] = [
      await post([one.id]),
      await post([two!.id]),
      await post([one.id, two!.id]),
    ];
    assert.ok(first.total > 0 && second.total > 0);
    assert.equal(both.total, first.total + second.total);
    for (const { normalized_title } of first.jobs)
      assert.equal(normalized_title, one.name.toLowerCase().replace(/[^a-z]+/g, '_'));
    assert.equal((await post(['moon'])).total, 0);
    const query = { occupation_ids: [one.id, two!.id].join(','), page_size: 1 };
    assert.equal((await send(sandbox, 'searchJobs', { query })).body.total, both.total);
  });

  it('keeps the feed to sizes and revenues of companies, and carries them in the cursor', async () => {
    const key = sandbox.keys.unlimited;
    const feed = async (body: object) => (await send(sandbox, 'getJobFeed', { key, body })).body;
    const profileOf = async (id: string) =>
      (await send(sandbox, 'getCompany', { key: null, path: { id } })).body;
    for (const [filter, member, band] of [
      ['company_sizes', 'company_size', '51-200'],
      ['company_revenues', 'revenue', '$10M to $50M'],
    ] as const) {
      const first = await feed({ [filter]: [band], batch_size: 40 });
      const second = await feed({ cursor: first.next_cursor });
      assert.ok(first.jobs.length === 40 && second.jobs.length > 0);
      for (const { company } of [...first.jobs, ...second.jobs].slice(30, 50))
        assert.equal((await profileOf(company.id))[member], band);
      assert.deepEqual((await feed({ [filter]: ['moon'] })).jobs, []);
    }
    const together = { company_sizes: ['51-200'], company_revenues: ['$10M to $50M'] };
    assert.ok((await feed(together)).jobs.length > 0);
  });

  it('ignores them where no operation has them, and says so', async () => {
    const key = freshKey();
    const body = { company_sizes: ['moon'], allSkills: ['moon'], page_size: 1 };
    const { total, warnings } = (await send(sandbox, 'searchJobsPost', { key, body })).body;
    assert.equal(
      total,
      (await send(sandbox, 'searchJobs', { query: { page_size: 1 } })).body.total,
    );
    assert.equal(warnings[0].code, 'unknown_request_fields');
  });
});
