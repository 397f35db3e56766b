import assert from 'node:assert/strict';
import { catalog, findOperation } from '../../../src/core/catalog/catalog';
import { applyFix } from '../../../src/core/diagnosis/applyFix';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis';
import { rowMembers } from '../../../src/core/diagnosis/noRows';
import { surelyFound } from '../../../src/core/diagnosis/widen';
import { sandboxProfile } from '../../../src/core/profiles';
import type { Draft } from '../../../src/core/request/draft';
import type { Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../support/sandbox';
import { exchangeOf } from '../diagnosis/goldens';
import { draft, operationOf } from '../request/drafts';
import { sendDraft, type Got } from './sendDraft';
import { listsIn } from './send';

const later = '2999-01-01T00:00:00Z';
const now = new Date(Date.now() + 60_000).toISOString();
const query = (operationId: string, values: Draft['query'], path: Draft['path'] = {}) =>
  draft(operationId, { query: values, path });
const body = (operationId: string, members: object) =>
  draft(operationId, { body: JSON.stringify(members) });
const someCompany = String(operationOf('getCompanyJobs').parameters[0]?.example);

/** Requests that the sandbox has no row for, by any of their filters. */
const empty: readonly Draft[] = [
  query('searchJobs', { q: 'zzzqqq' }),
  query('searchJobs', { q: 'zzzqqq', location: 'Berlin', page_size: 5, search_description: false }),
  query('searchJobs', { location: 'Zzzqqq', work_model: 'remote', page: 3 }),
  query('searchJobs', { skills: 'zzzqqq', include_fields: [] }),
  body('searchJobsPost', { queries: ['zzzqqq'] }),
  body('searchJobsPost', { queries: ['engineer'], locations: ['Zzzqqq'], page_size: 3 }),
  body('searchJobsPost', { salary_usd: { min: 9_000_000 }, include_facets: [] }),
  body('searchJobsPost', { companies: { include: ['Nobody Knows Them'] } }),
  body('searchJobsPost', { companies: { exclude: ['a', 'b'] }, locations: ['Zzzqqq'] }),
  body('searchJobsPost', { querys: ['x'], queries: ['zzzqqq'] }),
  body('searchJobsPost', { work_models: ['Remote'], queries: ['zzzqqq'] }),
  query('getCompanyJobs', { posted_after: later }, { id: someCompany }),
  body('getJobFeed', { posted_after: later, batch_size: 20 }),
  body('getJobFeed', { locations: [{ country: 'Zzzqqq' }] }),
  body('getManagedJobFeed', { updated_after: later, batch_size: 20 }),
  query('getExpiredJobIds', { expired_since: now }),
  body('getCareerSiteFeed', { industries: ['zzzqqq'], batch_size: 5 }),
  query('getConnectorFilterOptions', { q: 'zzzqqq' }, { facet: 'skills' }),
  query('suggestLocations', { q: 'zzzqqq', limit: 3 }),
  query('suggestCompanies', { q: 'zzzqqq', limit: 3 }),
  query('listOccupations', { q: 'zzzqqq' }),
  query('geocodeLocation', { location: 'zzzqqq' }),
  query('listApplications', { status: 'failed' }),
];

const explained = (got: Got, of: Draft, profile: string): Diagnosis | undefined => {
  const { operationId: operation } = of;
  const exchange = exchangeOf({
    operation,
    status: got.status,
    family: 'own',
    profile,
    code: null,
    fixes: [],
  });
  return diagnose(exchange, operationOf(operation), got.bytes, of);
};

/** The first remedy is the one that a person sends. */
const widerOf = (diagnosis: Diagnosis | undefined) => {
  const at = diagnosis?.fixes.findIndex(({ kind }) => kind === 'widen') ?? -1;
  assert.ok(at <= 0, 'another remedy stands before it');
  return diagnosis?.fixes[at];
};

describe('an empty answer of the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  for (const of of empty) {
    const name = `${of.operationId} ${of.body ?? JSON.stringify(of.query)}`;
    for (const key of ['good', 'autoApply', 'test'] as const) {
      // A test key has neither companies nor feeds of the live side.
      if (key === 'test' && /Company|Managed/.test(of.operationId)) continue;
      it(`offers one that is not, to ${key}: ${name}`, async () => {
        const before = await sendDraft(sandbox.url, sandbox.keys[key], of);
        assert.deepEqual([before.status, before.rows], [200, 0]);
        const fix = widerOf(explained(before, of, sandboxProfile.name));
        assert.ok(fix?.kind === 'widen', 'nothing is offered');
        const after = await sendDraft(sandbox.url, sandbox.keys[key], applyFix(of, fix));
        assert.equal(after.status, 200, after.body.detail);
        assert.ok(after.rows !== undefined && after.rows > 0, JSON.stringify(fix));
        assert.equal(widerOf(explained(after, of, sandboxProfile.name)), undefined);
      });
    }
  }

  it('is tried of every operation that answers rows and can be narrowed', () => {
    const narrowed = catalog().operations.filter(
      ({ id, parameters, body: sent, state }) =>
        state !== 'unavailable' && listsIn(id).length > 0 && parameters.length + (sent ? 1 : 0) > 0,
    );
    for (const { id } of narrowed) {
      assert.ok(
        empty.some(({ operationId }) => operationId === id),
        `${id} is missing here`,
      );
      assert.ok(
        listsIn(id).some(list => rowMembers.some(name => name === list)),
        id,
      );
    }
    assert.ok(empty.every(({ operationId }) => findOperation(operationId)));
  });

  it('is explained as it was with any other profile', async () => {
    for (const of of empty) {
      const got = await sendDraft(sandbox.url, sandbox.keys.good, of);
      assert.equal(widerOf(explained(got, of, 'Live')), undefined, of.operationId);
      assert.equal(explained(got, of, 'Live')?.facts['sandbox'], undefined);
    }
  });

  it('keeps what says how much comes, and leaves out what says which', async () => {
    const of = body('searchJobsPost', { queries: ['zzzqqq'], page: 2, page_size: 3 });
    const got = await sendDraft(sandbox.url, sandbox.keys.good, of);
    const fix = widerOf(explained(got, of, sandboxProfile.name))!;
    assert.deepEqual(JSON.parse(applyFix(of, fix).body ?? ''), {
      queries: ['engineer'],
      page_size: 3,
    });
    assert.deepEqual(fix.kind === 'widen' && fix.dropped, ['queries', 'page']);
  });

  const none = { skills: { include: ['zzzqqq'] } };
  const offered = async (of: Draft, key: 'good' | 'autoApply' | 'test' = 'good') => {
    const got = await sendDraft(sandbox.url, sandbox.keys[key], of);
    assert.equal(got.rows, 0, of.body);
    const fix = widerOf(explained(got, of, sandboxProfile.name));
    assert.ok(fix?.kind === 'widen');
    const next = applyFix(of, fix);
    const { rows } = await sendDraft(sandbox.url, sandbox.keys[key], next);
    assert.ok(rows !== undefined && rows > 0, `${key} ${next.body ?? JSON.stringify(next.query)}`);
    return { fix, next };
  };
  const offeredBody = async (members: object, key?: 'good' | 'autoApply' | 'test') => {
    const { fix, next } = await offered(body('searchJobsPost', { ...members, page_size: 1 }), key);
    const { page_size: size, ...left } = JSON.parse(next.body ?? '') as Record<string, unknown>;
    assert.equal(size, 1);
    return [left, fix.dropped] as const;
  };

  for (const key of ['good', 'autoApply', 'test'] as const) {
    it(`keeps words and places that are found by themselves, for ${key}`, async () => {
      for (const word of surelyFound.words) {
        const kept = await offeredBody({ queries: [word], ...none }, key);
        assert.deepEqual(kept, [{ queries: [word] }, ['skills']]);
      }
      for (const place of surelyFound.places) {
        const alone = await offeredBody({ locations: [place], ...none }, key);
        assert.deepEqual(alone, [{ locations: [place] }, ['skills']]);
        const both = { queries: ['engineer'], locations: [place] };
        assert.deepEqual(await offeredBody({ ...both, ...none }, key), [both, ['skills']]);
        const unknown = await offeredBody({ queries: ['zzzqqq'], locations: [place] }, key);
        assert.deepEqual(unknown, [both, ['queries']]);
      }
    });
  }

  it('says by name whatever goes', async () => {
    const many = { queries: ['Golang'], locations: ['Mars'], work_models: ['remote'], ...none };
    const more = { sources: ['ashby'], salary_usd: { min: 1 }, industries: { include: ['x'] } };
    const [left, dropped] = await offeredBody({ ...many, ...more, page: 2 });
    assert.deepEqual(left, { queries: ['Golang'] });
    const goes = ['locations', 'work_models', 'skills', 'sources', 'salary_usd', 'industries'];
    assert.deepEqual(dropped, [...goes, 'page']);
    const asked = { q: 'golang', location: 'Berlin', skills: 'zzzqqq', page_size: 1 };
    const { fix, next } = await offered(query('searchJobs', asked));
    assert.deepEqual(next.query, { q: 'golang', page_size: 1 });
    assert.deepEqual([fix.kept, fix.dropped], [['q'], ['location', 'skills']]);
  });

  it('keeps no words where only titles are looked through', async () => {
    const titles = { queries: ['react'], search_description: false, ...none };
    const [left] = await offeredBody(titles);
    assert.deepEqual(left, { queries: ['engineer'], search_description: false });
  });

  it('is no catch behind a cursor', () => {
    const of = body('getJobFeed', { cursor: 'b3Ro' });
    const bytes = Buffer.from('{"jobs":[],"next_cursor":null,"has_more":false}');
    const got = { status: 200, rows: 0, bytes } as Got;
    assert.equal(explained(got, of, sandboxProfile.name), undefined);
  });
});
