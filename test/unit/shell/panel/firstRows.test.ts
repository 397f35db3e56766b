import * as assert from 'node:assert/strict';
import { openBody } from '../../../../src/core/body/openBody';
import { firstRows } from '../../../../src/shell/panel/firstRows';

const body = (value: unknown) =>
  openBody(Buffer.from(JSON.stringify(value)), 'application/json; charset=utf-8');
const members = (count: number, value: unknown) =>
  body(Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, value])));
const bytesOf = (rows: unknown) => Buffer.byteLength(JSON.stringify(rows));

describe('the first rows of a body', () => {
  it('are all of a small one, and 200 of a large one', () => {
    const small = members(5, 1);
    assert.deepEqual(firstRows(small), small.rows(0, 6));
    assert.deepEqual(firstRows(body([])), body([]).rows(0, 1));
    assert.deepEqual(firstRows(openBody(Buffer.from(''), 'application/json')), []);
    const large = members(900, 1);
    assert.deepEqual(firstRows(large), large.rows(0, 200));
  });

  it('are as many as fit into 64 KB, however long each is', () => {
    for (const text of ['x'.repeat(4_000), '😀'.repeat(900), '\u0001"'.repeat(500)]) {
      const long = members(900, text);
      const rows = firstRows(long);
      assert.ok(rows.length < 200 && rows.length > 5, `${rows.length} rows`);
      assert.deepEqual(rows, long.rows(0, rows.length));
      assert.ok(bytesOf(rows) <= 64_000);
      assert.ok(bytesOf(long.rows(0, rows.length + 1)) > 64_000 - 2);
    }
  });

  it('are not read further than they fit', () => {
    const long = members(900, 'x'.repeat(4_000));
    const read: number[] = [];
    const rows = firstRows({
      rows: (from, count) => {
        read.push(from + count);
        return long.rows(from, count);
      },
    });
    assert.ok(Math.max(...read) < rows.length + 25, `${read.at(-1)} read, ${rows.length} given`);
  });
});
