import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog } from '../../../src/core/catalog/catalog';
import { applyFix } from '../../../src/core/diagnosis/applyFix';
import { draftValueAt } from '../../../src/core/request/valuePlace';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type { Fix } from '../../../src/core/diagnosis/fix';
import type { ValuePlace } from '../../../src/core/request/valuePlace';
import type { Exchange } from '../../../src/core/exchange';
import type { Draft } from '../../../src/core/request/draft';
import { draft, operationOf } from '../request/drafts';
import { exchangeOf } from './goldens';

const name = fc.constantFrom('page_size', 'q', 'cursor', 'skills', 'id', '__proto__', 'a/b', '~');

/** As a draft is kept: JSON is written without the sign of a zero. */
const values = fc
  .dictionary(name, fc.jsonValue(), { noNullPrototype: true })
  .map(kept => JSON.parse(JSON.stringify(kept)) as typeof kept);

const texts = fc.dictionary(name, fc.string(), { noNullPrototype: true });

const anyDraft: fc.Arbitrary<Draft> = fc
  .record({
    operationId: fc.constantFrom(...catalog().operations.map(({ id }) => id)),
    path: texts,
    query: values,
    headers: texts,
    body: fc.option(
      fc.oneof(
        values.map(body => JSON.stringify(body)),
        fc.string(),
      ),
      {
        nil: undefined,
      },
    ),
  })
  .map(({ body, ...rest }) => ({ ...rest, ...(body !== undefined && { body }) }));

const headers = fc.dictionary(
  fc.constantFrom(
    'x-credits-required',
    'x-credits-balance',
    'x-quota-remaining',
    'retry-after',
    'x-ratelimit-reset',
    'x-ratelimit-limit',
    'x-total-count',
    'date',
  ),
  fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)),
  { noNullPrototype: true },
);

const member = fc.constantFrom(
  'detail',
  'message',
  'error',
  'code',
  'errors',
  'credits_required',
  'credits_balance',
  'replacement_request',
  'warnings',
  'filters',
  'succeeded',
  'jobs',
  'total',
  'page',
);

const body = fc.oneof(
  fc.uint8Array({ maxLength: 120 }),
  fc
    .dictionary(member, fc.jsonValue(), { noNullPrototype: true })
    .map(members => Buffer.from(JSON.stringify(members))),
  fc
    .string()
    .map(detail => Buffer.from(JSON.stringify({ detail: `page_size ${detail} 5 or less` }))),
);

function exchange(of: Draft, status: number, sent: Readonly<Record<string, string>>): Exchange {
  return {
    id: 'one',
    operationId: of.operationId,
    method: 'GET',
    url: 'https://api.example/api/jobs',
    profile: 'Own',
    startedAt: '2026-01-01T00:00:00.000Z',
    attempts: [
      {
        startedAt: '2026-01-01T00:00:00.000Z',
        durationMs: 1,
        status,
        headers: sent,
        sent: true,
        timing: {},
        bytesOut: 0,
        bytesIn: 0,
        via: 'undici',
        redirects: [],
      },
    ],
    outcome: { kind: 'answered', status },
    body: { bytes: 0, contentType: '' },
    credits: {},
  };
}

describe('diagnose and applyFix', () => {
  it('offer no zero below zero, which JSON does not have', () => {
    const at = {
      operationId: 'searchJobs',
      path: {},
      headers: {},
      query: { page_size: -0.000001 },
    };
    const answered = { operation: 'searchJobs', status: 422, family: 'own' };
    const exchange = exchangeOf({ ...answered, code: null, fixes: [] });
    const content = Buffer.from('{"detail":"page_size 5 or less"}');
    const diagnosis = diagnose(exchange, operationOf('searchJobs'), content, at);
    const set = diagnosis?.fixes.find(fix => fix.kind === 'setValue');
    assert.ok(set?.kind === 'setValue' && Object.is(set.value, 0));
  });

  it('never throw, whatever came, and offer only what is JSON', () => {
    const status = fc.constantFrom(200, 201, 302, 400, 401, 402, 403, 404, 409, 422, 429, 500, 503);
    fc.assert(
      fc.property(anyDraft, status, headers, body, (of, code, sent, content) => {
        const operation = catalog().operations.find(({ id }) => id === of.operationId)!;
        const diagnosis = diagnose(exchange(of, code, sent), operation, content, of);
        if (code >= 300) assert.ok(diagnosis && diagnosis.fixes.length > 0);
        assert.deepEqual(JSON.parse(JSON.stringify(diagnosis ?? null)), diagnosis ?? null);
        for (const fix of diagnosis?.fixes ?? []) {
          const next = applyFix(of, fix);
          assert.deepEqual(applyFix(of, fix), next);
          if ('upTo' in fix) assert.ok(Number.isFinite(fix.upTo) && fix.upTo >= 0);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it('leave a body without such a place as it is, to the last blank', () => {
    const at: ValuePlace = { in: 'body', name: '', pointer: '/page_size' };
    const of = { operationId: 'searchJobsPost', path: {}, query: {}, headers: {}, body: '"" ' };
    assert.equal(applyFix(of, { kind: 'setValue', at, from: undefined, value: 0, upTo: 0 }), of);
  });

  it('set a value and leave all else of the draft as it was', () => {
    fc.assert(
      fc.property(
        anyDraft,
        fc.constantFrom('path', 'query', 'header', 'body'),
        name,
        fc.oneof(fc.string(), fc.integer()),
        (of, place, key, value) => {
          const escaped = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
          const at: ValuePlace =
            place === 'body'
              ? { in: place, name: '', pointer: escaped }
              : { in: place, name: key, pointer: '' };
          const fix: Fix = { kind: 'setValue', at, from: undefined, value, upTo: 0 };
          const next = applyFix(of, fix);
          const parts = { path: 'path', query: 'query', header: 'headers', body: 'body' } as const;
          const touched = parts[place];
          for (const part of ['operationId', 'path', 'query', 'headers', 'body'] as const)
            if (part !== touched) assert.deepEqual(next[part], of[part]);
          const [before, after] = [partOf(of, touched), partOf(next, touched)];
          if (!before || !after) {
            assert.deepEqual(next, of);
            return;
          }
          assert.deepEqual(without(after, key), without(before, key));
          // What stood there already keeps its place among the others.
          if (Object.hasOwn(before, key)) assert.deepEqual(Object.keys(after), Object.keys(before));
          const set = place === 'path' || place === 'header' ? String(value) : value;
          assert.deepEqual(after[key], set);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('set and take away one entry of a list, of a query text too', () => {
    const of = draft('searchJobs', { query: { work_model: 'remot,hybrid', page: '2' } });
    const at: ValuePlace = { in: 'query', name: 'work_model', pointer: '/0' };
    const set = applyFix(of, { kind: 'setValue', at, from: 'remot', value: 'remote', upTo: 75 });
    assert.deepEqual(set.query, { work_model: ['remote', 'hybrid'], page: '2' });
    const gone = applyFix(of, { kind: 'removeValue', at, from: 'remot', upTo: 75 });
    assert.deepEqual(gone.query, { work_model: ['hybrid'], page: '2' });
    assert.equal(draftValueAt(of, at), 'remot');
  });

  it('change nothing else of a body, no digit and no blank, and leave one alone that is no JSON', () => {
    const at: ValuePlace = { in: 'body', name: '', pointer: '/page_size' };
    const fix: Fix = { kind: 'setValue', at, from: 640, value: 100, upTo: 300 };
    const text = '{"queries":["go"],"id":12345678901234567890, "page_size":640,\t"page":1.0}';
    assert.equal(
      applyFix(draft('searchJobsPost', { body: text }), fix).body,
      '{"queries":["go"],"id":12345678901234567890, "page_size":100,\t"page":1.0}',
    );
    const broken = draft('searchJobsPost', { body: '{"page_size": 640' });
    assert.equal(applyFix(broken, fix), broken);
    assert.deepEqual(JSON.parse(applyFix(draft('searchJobsPost'), fix).body ?? ''), {
      page_size: 100,
    });
  });

  it('carry the filters of a feed over to search, and nothing of its cursor', () => {
    const of = draft('getJobFeed', {
      body: JSON.stringify({
        locations: [{ city: 'Porto', country: 'Portugal' }, { country: 'Chile' }],
        work_models: ['remote'],
        updated_after: '2026-01-01T00:00:00Z',
        cursor: 'abc',
        batch_size: 900,
      }),
    });
    const fix: Fix = { kind: 'useOperation', operationId: 'searchJobsPost', send: true, upTo: 75 };
    const next = applyFix(of, fix);
    assert.equal(next.operationId, 'searchJobsPost');
    assert.deepEqual(JSON.parse(next.body ?? ''), {
      locations: ['Porto, Portugal', 'Chile'],
      work_models: ['remote'],
    });
  });

  it('take an idempotency key away however it is written', () => {
    const of = draft('createApplication', { headers: { 'idempotency-KEY': 'one', Other: 'x' } });
    const next = applyFix(of, { kind: 'newIdempotencyKey', upTo: 200 });
    assert.deepEqual(next.headers, { Other: 'x' });
  });
});

function partOf(
  of: Draft,
  part: 'path' | 'query' | 'headers' | 'body',
): Record<string, unknown> | undefined {
  if (part !== 'body') return of[part];
  try {
    const value: unknown = (of.body ?? '').trim() === '' ? {} : JSON.parse(of.body ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const without = (of: Record<string, unknown>, key: string) =>
  Object.entries(of).filter(([each]) => each !== key);
