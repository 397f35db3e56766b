import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/catalog/catalog';
import type { Operation, Parameter } from '../../../src/core/catalog/operation';
import type { Draft } from '../../../src/core/request/draft';
import { startDraft } from '../../../src/core/request/startDraft';
import { makeMarkets } from '../../../src/sandbox/data/market';
import type { Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../support/sandbox';
import { draft } from '../request/drafts';
import { sendDraft, type Got } from './sendDraft';
import { first, nonsense, places, words } from './strangers';
import { freshKey, listsIn } from './send';

const byQuery = (query: Draft['query']) =>
  draft('searchJobs', { query: { page_size: 1, ...query } });
const byBody = (body: object) =>
  draft('searchJobsPost', { body: JSON.stringify({ page_size: 1, ...body }) });

const partOf = { path: 'path', query: 'query', header: 'headers' } as const;

const withExample = (of: Draft, { in: place, name, example }: Parameter): Draft => ({
  ...of,
  [partOf[place]]: { ...of[partOf[place]], [name]: example },
});

/** Asked for before anything is sent; the example stands beside the question. */
const asked = (of: Draft, { parameters }: Operation): Draft =>
  parameters.filter(({ required }) => required).reduce(withExample, of);

/** The start draft, then whatever the catalog shows as an example, alone and together. */
function drafts(operation: Operation): readonly (readonly [name: string, draft: Draft])[] {
  const start = asked(startDraft(operation), operation);
  const shown = operation.parameters.filter(({ example }) => example !== undefined);
  const bodies = Object.entries(operation.body?.examples ?? {});
  return [
    ['as it starts', start],
    ...shown.map(each => [`with ${each.name}`, withExample(start, each)] as const),
    ['with every example', shown.reduce(withExample, start)],
    ...bodies.map(
      ([name, body]) => [`as "${name}" shows`, { ...start, body: JSON.stringify(body) }] as const,
    ),
  ];
}

describe('the first click in the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  const total = async (of: Draft): Promise<number> => {
    const { status, body } = await sendDraft(sandbox.url, freshKey(), of);
    assert.equal(status, 200, body.detail);
    return body.total;
  };

  it('is tried with words enough', () => assert.ok(new Set(words).size >= 120));

  for (const word of words) {
    it(`finds ${word}`, async () => {
      assert.ok((await total(byQuery({ q: word }))) > 0, `${word} as q`);
      assert.ok((await total(byBody({ queries: [word] }))) > 0, `${word} in queries`);
    });
  }

  for (const place of places) {
    it(`finds jobs in ${place}`, async () => {
      assert.ok((await total(byQuery({ location: place }))) > 0, `${place} as location`);
      assert.ok((await total(byBody({ locations: [place] }))) > 0, `${place} in locations`);
    });
  }

  for (const word of first.words) {
    it(`finds ${word} wherever a stranger looks`, async () => {
      for (const place of first.places)
        assert.ok((await total(byQuery({ q: word, location: place }))) > 0, `${word} in ${place}`);
    });
  }

  const models = ['remote', 'hybrid', 'onsite'];
  const types = ['full-time', 'part-time', 'internship', 'contract'];
  for (const word of [...first.words, ...first.posts]) {
    it(`finds ${word} on any terms`, async () => {
      for (const model of models) {
        for (const type of types) {
          const terms = { work_model: model, employment_type: type };
          assert.ok((await total(byQuery({ q: word, ...terms }))) > 0, `${model} ${type}`);
        }
      }
    });
  }

  it('finds mostly full-time jobs, as anywhere', async () => {
    const { body } = await sendDraft(sandbox.url, freshKey(), byQuery({}));
    const full = await total(byQuery({ employment_type: 'full-time' }));
    assert.ok(full / body.total > 0.55 && full / body.total < 0.75);
  });

  it('finds jobs of the feed in places as people name them', async () => {
    for (const place of [
      { country: 'USA' },
      { country: 'uk' },
      { country: 'DE' },
      { country: 'Deutschland', city: 'München' },
      { city: 'Bangalore' },
      { region: 'Bayern' },
      { country: 'Portugal', region: 'Porto District', city: 'Porto' },
    ]) {
      const body = JSON.stringify({ locations: [place], batch_size: 1 });
      const { rows } = await sendDraft(sandbox.url, freshKey(), draft('getJobFeed', { body }));
      assert.equal(rows, 1, JSON.stringify(place));
    }
    const none = JSON.stringify({ locations: [{ country: 'DE', city: 'Paris' }], batch_size: 1 });
    assert.equal(
      (await sendDraft(sandbox.url, freshKey(), draft('getJobFeed', { body: none }))).rows,
      0,
    );
  });

  it('finds nothing for what means nothing', async () => {
    for (const word of nonsense) {
      assert.equal(await total(byQuery({ q: word })), 0, word);
      assert.equal(await total(byBody({ queries: [word] })), 0, word);
    }
    assert.equal(await total(byQuery({ location: 'Zzzqqq' })), 0);
  });

  it('finds a company by its name', async () => {
    const { body } = await sendDraft(sandbox.url, freshKey(), byQuery({ page_size: 20 }));
    for (const { company } of body.jobs)
      assert.ok((await total(byQuery({ q: company.name }))) > 0, company.name);
  });

  it('finds jobs of every company', () => {
    for (const { employers, jobs } of Object.values(makeMarkets(0))) {
      const hiring = new Set(jobs.map(({ employer }) => employer.id));
      assert.equal(hiring.size, employers.length);
    }
  });
});

describe('every start draft and every example of the catalog', () => {
  /** In a sandbox that nobody has used yet. */
  const fresh = async (key: 'good' | 'autoApply', of: Draft): Promise<Got> => {
    const sandbox = await startSandbox();
    try {
      return await sendDraft(sandbox.url, sandbox.keys[key], of);
    } finally {
      await sandbox.stop();
    }
  };

  const assertFound = ({ status, body, rows }: Got, { id }: Operation, name: string): void => {
    assert.ok(status >= 200 && status < 300, `${id} ${name}: ${status} ${body.detail}`);
    if (listsIn(id).length > 0) assert.notEqual(rows, 0, `${id} ${name} has no rows`);
  };

  for (const operation of catalog().operations) {
    const { id, state } = operation;
    it(`${id}, ${state}`, async () => {
      for (const [name, of] of drafts(operation)) {
        const got = await fresh('good', of);
        if (state === 'unavailable') assert.equal(got.status, 503, `${id} ${name}`);
        else if (state === 'available') assertFound(got, operation, name);
        else {
          assert.deepEqual([got.status, got.body.code], [403, 'auto_apply_not_enabled'], name);
          assertFound(await fresh('autoApply', of), operation, name);
        }
      }
    });
  }
});
