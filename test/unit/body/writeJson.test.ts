import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonExcerpt, writeJson } from '../../../src/core/body/writeJson';
import { hostileValues, nested } from '../../support/hostileValues';

const textOf = (value: unknown, indented = false) => {
  const written = writeJson(value, { indented });
  return written.ok ? written.text : assert.fail(`${written.why} at ${written.pointer}`);
};

describe('writeJson', () => {
  it('writes as JSON.stringify does, in one line and in several', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, indented) => {
        assert.equal(textOf(value, indented), JSON.stringify(value, null, indented ? 2 : 0));
      }),
    );
  });

  it('writes the same text for members in another order, where that is asked for', () => {
    const sorted = (value: unknown) => writeJson(value, { sorted: true });
    assert.deepEqual(sorted({ b: [{ d: 1, c: 2 }], a: 0 }), sorted({ a: 0, b: [{ c: 2, d: 1 }] }));
    assert.notDeepEqual(sorted([1, 2]), sorted([2, 1]));
  });

  it('writes a value of any depth, in a text that does not grow with the square of it', () => {
    for (const depth of [5_000, 1_000_000]) {
      assert.equal(textOf(nested(depth)), `${'['.repeat(depth)}1${']'.repeat(depth)}`);
      assert.ok(textOf(nested(depth), true).length < 2 * depth + 1_000);
    }
  });

  it('says where in a value the reason stands, in a few keys', () => {
    const at = (value: unknown) => {
      const written = writeJson(value);
      return written.ok ? undefined : written.pointer;
    };
    assert.equal(at({ a: [1, { 'b/c': 5n }] }), '/a/1/b~1c');
    assert.equal(at(5n), '');
    const deep = Array.from({ length: 50 }).reduce<unknown>(inner => ({ inner }), 5n);
    assert.equal(at(deep), '/inner'.repeat(8));
  });

  it('tells of an object that holds itself, at whatever depth', () => {
    for (const depth of [0, 10, 100, 1_000, 50_000]) {
      const first: unknown[] = [];
      let last = first;
      for (let level = 0; level < depth; level++) {
        const next: unknown[] = [];
        last.push(next);
        last = next;
      }
      last.push(first);
      const written = writeJson(first);
      assert.equal(written.ok || written.why, 'cycle', `${depth}`);
    }
  });

  it('begins the text of whatever it is given, and reads no more of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(60), (value, units) => {
        const text = JSON.stringify(value);
        const excerpt = jsonExcerpt(value, units);
        assert.equal(excerpt.slice(0, units), text.slice(0, units));
        assert.equal(excerpt.length > units, text.length > units);
      }),
    );
    assert.equal(jsonExcerpt(nested(1_000_000), 4), '[[[[[');
    for (const { make } of hostileValues) assert.ok(jsonExcerpt(make(), 40).length <= 41);
  });
});
