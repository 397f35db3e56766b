import assert from 'node:assert/strict';
import { parseQuery } from '../../../src/core/history/query';
import { searchBodies } from '../../../src/core/history/searchBodies';
import { row } from './rows';

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

  it('searches a long body in turns', async () => {
    let [at, turns] = [0, 0];
    const options = { now: () => (at += 20), pause: () => Promise.resolve((turns += 1)) };
    const long = () => Promise.resolve(Buffer.alloc(4_000_000, 'x'));
    const terms = parseQuery('body:needle');
    const { ids } = await searchBodies(rows.slice(0, 1), terms, long, undefined, options);
    assert.equal(ids.size, 0);
    assert.ok(turns >= 10, String(turns));
  });

  it('reads nothing once it is not wanted any more', async () => {
    const none = () => Promise.reject(new Error('read'));
    const searched = await searchBodies(rows, parseQuery('body:x'), none, AbortSignal.abort());
    assert.equal(searched.left, 3);
  });
});
