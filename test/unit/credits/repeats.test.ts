import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findOperation } from '../../../src/core/catalog/catalog';
import { answeredAt, repeatedBy, type RepeatQuery } from '../../../src/core/credits/repeats';
import type { Attempt, Exchange, Outcome } from '../../../src/core/exchange';
import type { HistoryRow } from '../../../src/core/history/row';
import { draft } from '../request/drafts';
import { row } from '../history/rows';

const start = Date.parse('2026-05-04T12:00:00.000Z');
const good: Outcome = { kind: 'answered', status: 200 };
const page = (size: number) => draft('searchJobs', { query: { page_size: size } });
const operation = findOperation('searchJobs') ?? assert.fail();

const sentAt = (ms: number, durationMs = 200): Attempt =>
  ({ startedAt: new Date(ms).toISOString(), durationMs, headers: {}, sent: true }) as never;

/** A run of a search whose answer was there at `start`. */
function answered(changes: Partial<Exchange> = {}, more: Partial<HistoryRow> = {}): HistoryRow {
  const exchange: Partial<Exchange> = {
    operationId: 'searchJobs',
    profile: 'Own',
    url: 'https://api.example/api/jobs?page_size=10',
    outcome: good,
    attempts: [sentAt(start - 200)],
    ...changes,
  };
  return { ...row('kept', exchange), draft: page(10), ...more };
}

const asked = (changes: Partial<RepeatQuery> = {}): RepeatQuery => ({
  draft: page(10),
  operation,
  profile: 'Own',
  origin: 'https://api.example',
  keySince: start - 60_000,
  now: start + 60_000,
  within: 300_000,
  ...changes,
});

const found = (kept: HistoryRow, changes: Partial<RepeatQuery> = {}) =>
  repeatedBy([kept], asked(changes)).length === 1;

describe('a repeat of a request', () => {
  it('is told by an answer to the same', () => assert.ok(found(answered())));

  for (const [what, changes] of [
    ['another request', { draft: page(11) }],
    ['another profile', { profile: 'Live' }],
    ['another base URL', { origin: 'https://other.example' }],
    ['a key that was set since it was sent', { keySince: start - 100 }],
    ['an older answer than wanted', { within: 59_999 }],
    ['an answer of the future', { now: start - 1 }],
    ['no wish for kept answers', { within: 0, now: start }],
    ['a request that cannot be built', { draft: draft('searchJobs', { headers: { a: '\n' } }) }],
  ] as const) {
    it(`is none for ${what}`, () => assert.ok(!found(answered(), changes)));
  }

  for (const [what, kept] of [
    ['an error', answered({ outcome: { kind: 'answered', status: 402 } })],
    ['a redirect', answered({ outcome: { kind: 'answered', status: 304 } })],
    ['half an answer', answered({ outcome: { ...good, damaged: 'connectionLost' } as Outcome })],
    ['a body cut off', answered({ body: { bytes: 1, contentType: '', incomplete: true } })],
    ['nothing', answered({ diagnosis: { code: 'emptyAnswer', facts: {}, fixes: [] } })],
    ['no answer', answered({ outcome: { kind: 'cancelled', sent: true } })],
    ['a run that goes on', answered({ outcome: { kind: 'running' } })],
    ['a change of keys on the way', answered({ keyChanged: true })],
    ['a file that is not kept', answered({}, { hadFiles: true })],
    ['no attempt', answered({ attempts: [] })],
    ['an address that is none', answered({ url: 'nonsense' })],
  ] as const) {
    it(`does not take ${what} for an answer`, () => assert.ok(!found(kept)));
  }

  it('is as old as its answer, not as its beginning', () => {
    const waited = answered({ attempts: [sentAt(start - 900_000), sentAt(start - 200)] });
    assert.equal(answeredAt(waited.exchange), start);
    assert.ok(found({ ...waited, exchange: { ...waited.exchange, startedAt: '2026-05-04' } }));
  });

  it('takes the latest of all that hold, and only those', () => {
    const runs = fc.array(
      fc.record({
        size: fc.integer({ min: 1, max: 3 }),
        profile: fc.constantFrom('Own', 'Live'),
        status: fc.constantFrom(200, 201, 404, 500),
        ago: fc.integer({ min: -5, max: 400 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(runs, fc.integer({ min: 0, max: 400 }), (specs, minutes) => {
        const now = start + 400_000;
        const rows = specs.map(({ size, profile, status, ago }, index) => ({
          ...answered({
            id: String(index),
            profile,
            outcome: { kind: 'answered', status },
            attempts: [sentAt(now - ago * 1_000, 0)],
          }),
          draft: page(size),
        }));
        const ids = repeatedBy(
          rows,
          asked({ draft: page(2), now, within: minutes * 1_000, keySince: 0 }),
        ).map(({ exchange }) => exchange.id);
        const expected = specs
          .map((spec, index) => ({ ...spec, id: String(index) }))
          .filter(({ size, profile, status }) => size === 2 && profile === 'Own' && status < 300)
          .filter(({ ago }) => minutes > 0 && ago >= 0 && ago <= minutes)
          .sort((a, b) => a.ago - b.ago)
          .map(({ id }) => id);
        assert.deepEqual(ids, expected);
      }),
    );
  });
});
