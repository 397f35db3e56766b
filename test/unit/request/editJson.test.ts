import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { keysOf, valueAt, withValueAt } from '../../../src/core/common/pointer';
import { editJson, renameMember } from '../../../src/core/request/editJson';

const edit = (text: string, pointer: string, value?: string) =>
  editJson(text, keysOf(pointer), value);

describe('JSON edited as text', () => {
  for (const [what, text, pointer, value, expected] of [
    ['sets a member', '{"a": 1, "b": 2}', '/a', '3', '{"a": 3, "b": 2}'],
    [
      'keeps digits, order, blanks and what is unknown',
      '{ "id":12345678901234567890,\n\t"x" : 1.0,"y":1}\n',
      '/y',
      '"\\u00e9"',
      '{ "id":12345678901234567890,\n\t"x" : 1.0,"y":"\\u00e9"}\n',
    ],
    ['adds as the others stand, on one line', '{"a": 1}', '/b', '2', '{"a": 1, "b": 2}'],
    ['adds as the others stand, without blanks', '{"a":1}', '/b', '2', '{"a":1,"b":2}'],
    [
      'adds as the others stand, a line each',
      '{\n  "a": 1\n}',
      '/b',
      '2',
      '{\n  "a": 1,\n  "b": 2\n}',
    ],
    ['begins an empty object on lines of its own', '{}', '/b', '2', '{\n  "b": 2\n}'],
    ['begins a blank text', ' \n', '/b', '2', '{\n  "b": 2\n}'],
    ['makes what is missing on the way', '{"a": 1}', '/b/c', '2', '{"a": 1, "b": { "c": 2 }}'],
    ['takes the first away', '{"a": 1, "b": 2}', '/a', undefined, '{"b": 2}'],
    ['takes the last away', '{\n  "a": 1,\n  "b": 2\n}', '/b', undefined, '{\n  "a": 1\n}'],
    ['takes the only one away', '{\n  "a": 1\n}', '/a', undefined, '{}'],
    ['takes every one of a name away', '{"a": 1, "b": 2, "a": 3}', '/a', undefined, '{"b": 2}'],
    ['sets the one of a name that counts', '{"a": 1, "a": 3}', '/a', '4', '{"a": 1, "a": 4}'],
    ['reads escaped names', '{"\\u0061": 1}', '/a', '2', '{"\\u0061": 2}'],
    ['sets an entry', '[1, 2]', '/1', '3', '[1, 3]'],
    ['adds an entry', '{"l": ["a"]}', '/l/1', '"b"', '{"l": ["a", "b"]}'],
    ['adds an entry on its line', '[\n  1\n]', '/1', '2', '[\n  1,\n  2\n]'],
    ['begins an empty list', '{"l": []}', '/l/0', '"b"', '{"l": ["b"]}'],
    ['takes an entry away', '{"l": ["a", "b", "c"]}', '/l/1', undefined, '{"l": ["a", "c"]}'],
    ['leaves a list that has no such position', '{"l": []}', '/l/2', '1', '{"l": []}'],
    ['leaves a number on the way', '{"a": 1}', '/a/b', '2', '{"a": 1}'],
    ['leaves what is not JSON', '{"a": 1,}', '/a', '2', '{"a": 1,}'],
    [
      'takes nothing away where nothing is',
      '{"a": {"b": 1}}',
      '/a/c/d',
      undefined,
      '{"a": {"b": 1}}',
    ],
    ['makes __proto__ a member', '{}', '/__proto__', '1', '{\n  "__proto__": 1\n}'],
    [
      'has braces and quotes inside strings',
      '{"a": "}\\",", "b": 1}',
      '/b',
      '2',
      '{"a": "}\\",", "b": 2}',
    ],
  ] as const) {
    it(what, () => assert.equal(edit(text, pointer, value), expected));
  }

  for (const [what, text, pointer, name, expected] of [
    [
      'renames a member, blanks and value as they are',
      '{"a" :\t1.0, "b": 2}',
      '/a',
      'c',
      '{"c" :\t1.0, "b": 2}',
    ],
    ['renames a member inside', '[{"x": {"a:": "a"}}]', '/0/x/a:', 'b', '[{"x": {"b": "a"}}]'],
    ['renames no entry of a list', '[1]', '/0', 'b', '[1]'],
    ['renames nothing where nothing is', '{"a": 1}', '/b', 'c', '{"a": 1}'],
    ['renames nothing in what is not JSON', '{"a": 1', '/a', 'c', '{"a": 1'],
  ] as const) {
    it(what, () => assert.equal(renameMember(text, keysOf(pointer), name), expected));
  }

  it('does to the text what is done to the value', () => {
    const key = fc.constantFrom('a', 'b', '__proto__', '', '0', '1', '2', 'a/b');
    const json = fc
      .jsonValue({ depthSize: 'small' })
      .filter(value => typeof value === 'object' && value !== null);
    const spaces = fc.constantFrom(0, 1, 2, '\t');
    fc.assert(
      fc.property(
        json,
        fc.array(key, { minLength: 1, maxLength: 3 }),
        fc.option(fc.jsonValue(), { nil: undefined }),
        spaces,
        (value, keys, next, space) => {
          const text = editJson(
            JSON.stringify(value, null, space),
            keys,
            next === undefined ? undefined : JSON.stringify(next),
          );
          const plain = JSON.parse(JSON.stringify(value)) as unknown;
          const isThere = next !== undefined || valueAt(plain, keys) !== undefined;
          const jsonNext =
            next === undefined ? undefined : (JSON.parse(JSON.stringify(next)) as unknown);
          const expected = isThere ? withValueAt(plain, keys, jsonNext) : plain;
          assert.deepEqual(JSON.parse(text), expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('changes nothing but that member', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom('\ud800', '\u2028', '__proto__', ':"'),
    );
    const raw = fc.constantFrom(
      '12345678901234567890',
      '1.0',
      '-0',
      '1e400',
      '"\\u00e9\\ud800"',
      '"\ud800"',
      '[1.0 , {}]',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, raw), { maxLength: 6 }),
        name,
        raw,
        (members, target, value) => {
          const others = members.filter(([each]) => each !== target);
          const written = (all: readonly (readonly [string, string])[]) =>
            all.map(([each, text]) => `${JSON.stringify(each)}\t: ${text}`).join(' ,\n');
          const at = Math.floor(others.length / 2);
          const body = (text: string) =>
            `{ ${written([...others.slice(0, at), [target, text], ...others.slice(at)])} }`;
          assert.equal(editJson(body('null'), [target], value), body(value));
        },
      ),
    );
  });
});
