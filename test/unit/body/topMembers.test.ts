import assert from 'node:assert/strict';
import { topMembers } from '../../../src/core/body/topMembers';
import { atOnce } from '../../../src/core/common/steps';
import { paused } from '../../support/paused';

const read = (text: string, ...names: string[]) =>
  atOnce(topMembers(Buffer.from(text), new Set(names)));

describe('members of a long answer', () => {
  it('are those that are wanted, the last of a name, however the name is escaped', () => {
    const text = ' {"a":1,"b":"x","c":[{"a":2}],"\\u0061":{"d":[true,null]},"__proto__":3} ';
    assert.deepEqual(read(text, 'a', 'c'), { a: { d: [true, null] }, c: [{ a: 2 }] });
    assert.deepEqual(Object.keys(read(text, '__proto__') ?? {}), ['__proto__']);
    assert.deepEqual(read('{}', 'a'), {});
  });

  it('are none of what is no object, or not JSON to its end', () => {
    for (const text of ['', '[{"a":1}]', '5', '{"a":1', '{"a":1}}', '{"a":01}'])
      assert.equal(read(text, 'a'), undefined);
  });

  it('tell how long a long list is, with its first items, and leave out other long values', () => {
    const long = 'x'.repeat(70_000);
    const items = Array.from({ length: 90_000 }, (_, n) => ({ n }));
    const all = { text: long, list: items, inner: { long }, odd: [long, ...items], last: 1 };
    const { text, list, inner, odd, last } = read(JSON.stringify(all), ...Object.keys(all)) ?? {};
    assert.deepEqual([text, inner, last], [undefined, undefined, 1]);
    assert.ok(Array.isArray(list) && Array.isArray(odd));
    assert.equal(list.length, 90_000);
    assert.deepEqual(list.slice(0, 5_000), items.slice(0, 5_000));
    assert.equal(list[89_999], undefined);
    assert.deepEqual([odd.length, odd[0], odd[1]], [90_001, undefined, { n: 0 }]);
  });

  it('are read with many pauses', () => {
    const rows = Array.from({ length: 100_000 }, (_, id) => ({ id }));
    const bytes = Buffer.from(JSON.stringify({ rows, warnings: [{ code: 'w' }] }));
    const { result, pauses } = paused(topMembers(bytes, new Set(['warnings'])));
    assert.deepEqual(result, { warnings: [{ code: 'w' }] });
    assert.ok(pauses >= bytes.length / 100_000, String(pauses));
  });
});
