import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonPlaceAt } from '../../../src/core/body/jsonPlace';
import { jsonRanges } from '../../../src/core/body/jsonRange';
import { jsonSteps } from '../../../src/core/body/jsonSteps';

const marks = ['{', '}', '[', ']', ':', ',', '"', '\\', ' ', '\n', '1', 'a', 't'];
const indents = fc.constantFrom(0, 2, '\t');
/** `|` is the cursor. */
const placeAt = (marked: string) => {
  const offset = marked.indexOf('|');
  return jsonPlaceAt(marked.replace('|', ''), offset);
};

/** Every place in a value, with what stands there. */
function* placesIn(value: unknown, keys: readonly string[] = []): Generator<[string[], unknown]> {
  yield [[...keys], value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* placesIn(inner, [...keys, key]);
}

describe('JSON that is being typed', () => {
  it('is scanned whatever it is: tokens one after the other, nothing left out', () => {
    const texts = fc.oneof(fc.string({ unit: fc.constantFrom(...marks) }), fc.json());
    fc.assert(
      fc.property(texts, text => {
        let at = 0;
        for (const { start, end, kind } of jsonSteps(text)) {
          assert.match(text.slice(at, start), /^[ \n\r\t]*$/);
          assert.ok(kind === 'end' ? end === text.length : end > start);
          at = end;
        }
        assert.equal(at, text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('has each value, and each name, where JSON.parse finds it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), indents, (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        for (const [keys, inner] of placesIn(JSON.parse(text))) {
          const { name, value: range } = jsonRanges(text, keys);
          assert.ok(range, keys.join('/'));
          assert.deepEqual(JSON.parse(text.slice(range.start, range.end)), inner);
          if (name) assert.equal(JSON.parse(text.slice(name.start, name.end)), keys.at(-1));
          const place = jsonPlaceAt(text, range.start + 1);
          if (typeof inner === 'string') assert.deepEqual(place?.keys, keys);
        }
      }),
    );
  });

  it('has no place for what is not there, and the last of two of the same name', () => {
    assert.deepEqual(jsonRanges('{"a":{"b":1}}', ['b']), {});
    assert.deepEqual(jsonRanges('{"a":1,"a":[2]}', ['a']).value, { start: 11, end: 14 });
    assert.deepEqual(jsonRanges('{"a":[2],"a":1}', ['a', '0']).value, undefined);
  });

  for (const [marked, role, keys, rest] of [
    ['{|}', 'name', '', { typed: '', names: [], before: 'close' }],
    ['{"pa|"}', 'name', '', { typed: 'pa', names: [], before: 'close' }],
    ['{"pa|', 'name', '', { typed: 'pa', before: 'end' }],
    ['{pa|: 1}', 'name', '', { typed: 'pa', before: 'colon' }],
    ['{"a": 1, "|" , "b": 2}', 'name', '', { names: ['a', 'b'], before: 'comma' }],
    ['{"a": 1,\n |\n "b": 2}', 'name', '', { names: ['a', 'b'], before: 'text' }],
    ['{"a|": 1}', 'name', '', { typed: 'a', names: [], before: 'colon' }],
    ['{"a": |}', 'value', 'a', { typed: '', before: 'close' }],
    ['{"a": tr|}', 'value', 'a', { typed: 'tr', before: 'close' }],
    ['{"a": "x y|z"}', 'value', 'a', { typed: 'x y' }],
    ['{"a": {"b": [1, |]}}', 'value', 'a/b/1', {}],
    ['{"a": [{"b": 1}, {"|"}]}', 'name', 'a/1', { names: [] }],
    ['{"skills": {"include": ["go|', 'value', 'skills/include/0', { typed: 'go' }],
    ['{"a": "x\n, "b|": 1}', 'name', '', { names: ['a'], typed: 'b' }],
    ['|', 'value', '', { typed: '' }],
  ] as const) {
    it(`knows what is typed in ${JSON.stringify(marked)}`, () => {
      const place = placeAt(marked);
      assert.equal(place?.role, role);
      assert.equal(place.keys.join('/'), keys);
      for (const [name, value] of Object.entries(rest))
        assert.deepEqual(place[name as keyof typeof place], value, name);
    });
  }

  for (const marked of ['{"a"| : 1}', '{"a": 1 |}', '[1 |]', '{"a" |}', '{"a": "b"|}']) {
    it(`offers nothing in ${marked}`, () => assert.equal(placeAt(marked), undefined));
  }

  it('takes a long text as it comes', () => {
    const long = JSON.stringify({ text: 'x"'.repeat(2_000_000), after: 1 });
    const { value } = jsonRanges(long, ['after']);
    assert.equal(long.slice(value?.start, value?.end), '1');
  });
});
