import assert from 'node:assert/strict';
import { makeMarkets, type Market, type Markets } from '../../../src/sandbox/data/market';
import { formSlugs, formUrl } from '../../../src/sandbox/data/vocabulary';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { freshKey, send, type Request } from './send';
import * as shapes from './shapes';

const facets = ['work_model', 'experience_level', 'employment_type', 'sources'];
const person = { first_name: 'John', last_name: 'Sorrel', email: 'john@sorrel.example' };

/** Of three worlds, as what a member holds is drawn: what is absent in one is there in another. */
for (const variant of [0, 1, 2]) {
  describe(`sandbox: what public clients read, of world ${variant}`, () => {
    let sandbox: Sandbox;
    let markets: Markets;
    before(async () => {
      markets = makeMarkets(Date.now(), variant);
      sandbox = await startSandbox({ markets });
    });
    after(() => sandbox.stop());

    const read = async (
      id: string,
      shape: shapes.Shape,
      request: Request,
    ): Promise<Record<string, unknown>> => {
      const { status, body } = await send(sandbox, id, request);
      assert.ok(status >= 200 && status < 300, `${id} ${status}`);
      shapes.assertShape(body, shape, id);
      return body as unknown as Record<string, unknown>;
    };

    for (const side of ['live', 'test'] as const) {
      const rows = ({ jobs }: Market) => jobs.length;

      it(`stands in every job and page of a search, with ${side} keys`, async () => {
        const key = freshKey(side);
        const pages = Math.ceil(rows(markets[side]) / 100);
        for (let page = 1; page <= pages; page += 1)
          await read('searchJobs', shapes.searchOf(shapes.job, facets), {
            key,
            query: { page, page_size: 100 },
          });
        await read('searchJobsPost', shapes.searchOf(shapes.trimmedJob, ['mood']), {
          key,
          body: { include_fields: [], include_facets: ['mood'] },
        });
      });

      it(`stands in every job of the feed, and in every closed one, with ${side} keys`, async () => {
        const key = side === 'live' ? sandbox.keys.unlimited : sandbox.keys.test;
        let seen = 0;
        for (let body: object = {}; ;) {
          const batch = await read('getJobFeed', shapes.feed, { key, body });
          seen += (batch['jobs'] as unknown[]).length;
          if (batch['next_cursor'] === null) break;
          body = { cursor: batch['next_cursor'] };
        }
        assert.equal(seen, rows(markets[side]));
        await read('getExpiredJobIds', shapes.expired, { key, query: { batch_size: 10_000 } });
      });

      it(`stands in every company, with ${side} keys`, async () => {
        const key = freshKey(side);
        const empty = new Set<string>();
        const filled = new Set<string>();
        for (const { id } of markets[side].employers) {
          const found = await read('getCompany', shapes.company, { key, path: { id } });
          for (const [name, value] of Object.entries(found))
            if (Array.isArray(value)) (value.length > 0 ? filled : empty).add(name);
        }
        for (const name of ['products', 'layoffs', 'acquisitions', 'funding_rounds'])
          assert.ok(empty.has(name) && filled.has(name), name);
      });
    }

    it('stands in jobs, sites and vocabularies', async () => {
      const { jobs, employers } = markets.live;
      await read('getJob', shapes.job, { path: { id: jobs[0]!.id } });
      await read('getCompanyJobs', shapes.searchOf(shapes.job, facets), {
        path: { id: employers[0]!.id },
      });
      await read('getCareerSiteFeed', shapes.careerSites, {});
      for (const location of ['Berlin', 'Remote', 'TBD', 'Leeds or Cork'])
        await read('geocodeLocation', shapes.geocoded, { query: { location } });
      await read('getConnectorFilters', shapes.filters, {});
      for (const facet of ['sources', 'industries', 'skills'])
        await read('getConnectorFilterOptions', shapes.filterOptions, { path: { facet } });
      for (const q of ['muni', 'x', 'no such place'])
        await read('suggestLocations', shapes.placeSuggestions, { query: { q } });
      for (const q of ['marlow', 'x', 'no such company'])
        await read('suggestCompanies', shapes.companySuggestions, { query: { q } });
      for (const q of ['nurse', '', 'no such work'])
        await read('listOccupations', shapes.occupationList, { query: { q } });
    });
  });
}

describe('sandbox: what public clients read of Auto Apply', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ olderContracts: 'live' });
  });
  after(() => sandbox.stop());

  for (const [name, provider] of [
    ['test', 'jobosandbox'],
    ['autoApply', 'greenhouse'],
  ] as const) {
    it(`stands in every application with the key ${name}, whose provider is ${provider}`, async () => {
      const key = sandbox.keys[name];
      // Five a day is what a live key may create.
      for (const slug of name === 'test' ? formSlugs : formSlugs.slice(0, 5)) {
        const { body } = await send(sandbox, 'createApplication', {
          key,
          headers: { 'Idempotency-Key': slug },
          body: { apply_url: formUrl(slug) },
        });
        shapes.assertShape(body, shapes.application, slug);
        assert.equal((body as unknown as { provider_id: string }).provider_id, provider);
        const again = await send(sandbox, 'getApplication', { key, path: { id: body.id } });
        shapes.assertShape(again.body, shapes.application, slug);
      }
      const list = await send(sandbox, 'listApplications', { key });
      shapes.assertShape(list.body, shapes.applications, 'listApplications');
    });
  }

  it('stands in the sessions of a test key, too', async () => {
    const key = sandbox.keys.test;
    for (const [id, body] of [
      ['startAutoApplySession', { apply_url: 'https://jobs.example/1' }],
      ['createLiveSession', { job_url: 'https://jobs.example/1' }],
    ] as const) {
      const answer = await send(sandbox, id, { key, body });
      assert.equal((answer.body as unknown as { provider_id: string }).provider_id, 'jobosandbox');
    }
  });

  it('is a profile of one contract, never of both', async () => {
    const id = 'd5b0c0de-0000-4000-8000-000000000001';
    for (const [operationId, request, isFlat] of [
      ['createProfile', { body: { contact: person } }, false],
      ['createProfile', { body: person }, true],
      ['updateProfile', { path: { id }, body: { name: 'Second' } }, false],
      ['replaceProfile', { path: { id }, body: { ...person, custom_answers: {} } }, true],
      ['getProfile', { path: { id } }, false],
    ] as const) {
      const { body } = await send(sandbox, operationId, request);
      shapes.assertShape(body, isFlat ? shapes.flatProfile : shapes.profile, operationId);
      const other = isFlat ? 'contact' : 'first_name';
      assert.ok(!(other in body), `${operationId} has ${other}`);
      if ('contact' in body) assert.doesNotMatch(JSON.stringify(body), /John.*Ada|Ada.*John/);
    }
    const list = (await send(sandbox, 'listProfiles', {})).body;
    shapes.assertShape(list, [shapes.profile], 'listProfiles');
  });
});
