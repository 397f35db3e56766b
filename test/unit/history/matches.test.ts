import assert from 'node:assert/strict';
import { matches, type Sought } from '../../../src/core/history/matches';
import { parseQuery } from '../../../src/core/history/query';
import { searchBodies } from '../../../src/core/history/searchBodies';
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

describe('parseQuery', () => {
  it('reads fields, words, quotes and what must not be', () => {
    assert.deepEqual(parseQuery('Status:4xx  profile:"My own" kiln -op:feed -old "two words"'), [
      { field: 'status', text: '4xx', not: false },
      { field: 'profile', text: 'my own', not: false },
      { field: 'words', text: 'kiln', not: false },
      { field: 'op', text: 'feed', not: true },
      { field: 'words', text: 'old', not: true },
      { field: 'words', text: 'two words', not: false },
    ]);
  });

  it('takes an unknown field for a word, as in an address', () => {
    assert.deepEqual(parseQuery('https://api.example colour:blue words:x'), [
      { field: 'words', text: 'https://api.example', not: false },
      { field: 'words', text: 'colour:blue', not: false },
      { field: 'words', text: 'words:x', not: false },
    ]);
  });

  it('leaves out what is still being typed', () => {
    for (const text of ['', '   ', 'status:', 'status:"', '-', '""', '-op:']) {
      assert.deepEqual(parseQuery(text), [], text);
    }
    assert.deepEqual(parseQuery('profile:"my o'), [{ field: 'profile', text: 'my o', not: false }]);
  });
});

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

describe('searchBodies', () => {
  const bodies = new Map([
    ['a', 'Golang in Porto'],
    ['b', 'Rust in Porto'],
    ['c', 'GOLANG'],
  ]);
  const rows = [...bodies].map(([id, text]) =>
    row(id, { body: { bytes: text.length, contentType: 'text/plain' } }),
  );
  const read = (id: string) => Promise.resolve(Buffer.from(bodies.get(id) ?? ''));
  const found = async (query: string, among = rows) =>
    [...(await searchBodies(among, parseQuery(query), read)).ids].join('');

  it('finds words in kept bodies, upper and lower case alike', async () => {
    assert.equal(await found('body:golang'), 'ac');
    assert.equal(await found('body:golang body:porto'), 'a');
    assert.equal(await found('-body:golang'), 'b');
  });

  it('is bound in bytes and in bodies, and says what it left', async () => {
    const large = { body: { bytes: 40_000_000, contentType: '' } };
    const three = ['a', 'b', 'c'].map(id => row(id, large));
    const searched = await searchBodies(three, parseQuery('body:golang'), read);
    assert.deepEqual([[...searched.ids], searched.left], [['a'], 2]);
    const many = Array.from({ length: 510 }, () => rows[0]!);
    assert.equal((await searchBodies(many, parseQuery('body:x'), read)).left, 10);
  });

  it('reads nothing once it is not wanted any more', async () => {
    const none = () => Promise.reject(new Error('read'));
    const searched = await searchBodies(rows, parseQuery('body:x'), none, AbortSignal.abort());
    assert.equal(searched.left, 3);
  });
});
