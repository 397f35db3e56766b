import assert from 'node:assert/strict';
import { matches, type Sought } from '../../../src/core/history/matches';
import { parseQuery } from '../../../src/core/history/query';
import type { Exchange } from '../../../src/core/exchange';
import { row } from './rows';

const now = new Date(2026, 0, 31, 12);

const on = (day: number, changes: Partial<Exchange> = {}): Sought => {
  const startedAt = new Date(2026, 0, day, 9).toISOString();
  const { exchange } = row('r', { profile: 'My Own', startedAt, ...changes });
  return {
    exchange,
    words: 'get a job 404 not found https://api.example/api/jobs/1',
    operation: 'getjob get a job',
  };
};

const failed = { outcome: { kind: 'answered', status: 404 } } as const;

describe('matches', () => {
  const cases: readonly (readonly [string, Sought, boolean])[] = [
    ['', on(31), true],
    ['job found', on(31), true],
    ['job lost', on(31), false],
    ['"not found"', on(31), true],
    ['"found not"', on(31), false],
    ['-found', on(31), false],
    ['status:404', on(31, failed), true],
    ['status:4xx', on(31, failed), true],
    ['status:4', on(31, failed), true],
    ['status:4**', on(31, failed), true],
    ['status:5xx', on(31, failed), false],
    ['status:5xx status:4xx', on(31, failed), true],
    ['-status:4xx', on(31, failed), false],
    ['status:failed', on(31, failed), true],
    ['status:ok', on(31, failed), false],
    ['status:ok', on(31), true],
    ['status:2xx', on(31, { outcome: { kind: 'cancelled', sent: false } }), false],
    ['status:xxx', on(31, { outcome: { kind: 'cancelled', sent: false } }), false],
    ['status:cancelled', on(31, { outcome: { kind: 'cancelled', sent: false } }), true],
    ['status:timedout', on(31, { outcome: { kind: 'timedOut', reason: 'dns', sent: true } }), true],
    ['status:failed', on(31, { outcome: { kind: 'running' } }), false],
    ['op:getJob', on(31), true],
    ['op:search', on(31), false],
    ['op:search op:getjob', on(31), true],
    ['profile:own', on(31), true],
    ['profile:live', on(31), false],
    ['date:today', on(31), true],
    ['date:today', on(30), false],
    ['date:yesterday', on(30), true],
    ['date:2026-01', on(3), true],
    ['date:2026-01-30', on(31), false],
    ['body:anything', on(31), true],
    ['op:getjob status:404 found', on(31, failed), true],
    ['op:getjob status:404 lost', on(31, failed), false],
  ];
  for (const [query, sought, expected] of cases) {
    it(`${expected ? 'finds' : 'passes over'} ${JSON.stringify(query)}`, () =>
      assert.equal(matches(sought, parseQuery(query), now), expected));
  }
});
