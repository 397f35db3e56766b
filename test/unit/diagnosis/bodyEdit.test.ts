import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonPlaceAt } from '../../../src/core/body/jsonPlace';
import { catalog, findOperation } from '../../../src/core/catalog/catalog';
import { applyFix } from '../../../src/core/diagnosis/applyFix';
import { bodyEdit } from '../../../src/core/diagnosis/bodyEdit';
import type { ChangeFix } from '../../../src/core/diagnosis/fix';
import { bodySchemaAt, membersAt, valuesOf } from '../../../src/core/request/bodySuggestions';
import { check } from '../../../src/core/request/check';
import { exampleBody } from '../../../src/core/request/exampleBody';
import { findingRange } from '../../../src/core/request/findingRange';
import { draft } from '../request/drafts';

const search = findOperation('searchJobsPost') ?? assert.fail();
const edited = (text: string, { start, end, text: by }: ReturnType<typeof editOf>) =>
  text.slice(0, start) + by + text.slice(end);
const editOf = (text: string, fix: ChangeFix) =>
  bodyEdit(draft(search.id, { body: text }), fix) ?? assert.fail('nothing is changed');
const at = (pointer: string) => ({ in: 'body', name: '', pointer }) as const;
const set = (pointer: string, value: unknown) =>
  ({ kind: 'setValue', at: at(pointer), from: 0, value, upTo: 0 }) as const;
const remove = (pointer: string) =>
  ({ kind: 'removeValue', at: at(pointer), from: 0, upTo: 0 }) as const;

describe('a fix in the text of a body', () => {
  it('changes one value and leaves the rest as it is laid out', () => {
    const text = '{ "a" : [1,2],\n\n  "page_size": 640 }';
    assert.equal(
      edited(text, editOf(text, set('/page_size', 100))),
      '{ "a" : [1,2],\n\n  "page_size": 100 }',
    );
  });

  for (const [text, pointer, after] of [
    ['{ "a": 1, "b": 2 }', '/a', '{ "b": 2 }'],
    ['{ "a": 1, "b": 2 }', '/b', '{ "a": 1 }'],
    ['{\n  "a": 1\n}', '/a', '{\n}'],
    ['[1, 2, 3]', '/1', '[1, 3]'],
    ['{"a":{"b":[],"c":0}}', '/a/b', '{"a":{"c":0}}'],
  ] as const) {
    it(`takes ${pointer} out of ${JSON.stringify(text)}`, () =>
      assert.equal(edited(text, editOf(text, remove(pointer))), after));
  }

  it('means what the same fix means to the draft, for any body', () => {
    const pointers = (value: unknown, path = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => {
            const own = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
            return [own, ...pointers(inner, own)];
          })
        : [];
    fc.assert(
      fc.property(
        fc.object(),
        fc.nat(),
        fc.jsonValue(),
        fc.boolean(),
        (object, nth, next, gone) => {
          const text = JSON.stringify(object, undefined, 2);
          const all = pointers(JSON.parse(text));
          const pointer = all[nth % Math.max(1, all.length)];
          if (pointer === undefined) return;
          const fix = gone ? remove(pointer) : set(pointer, next);
          const byDraft = applyFix(draft(search.id, { body: text }), fix).body ?? '';
          const edit = bodyEdit(draft(search.id, { body: text }), fix);
          const byText = edit ? edited(text, edit) : text;
          assert.deepEqual(JSON.parse(byText), JSON.parse(byDraft));
        },
      ),
    );
  });
});

describe('the place of a finding', () => {
  for (const [body, marked] of [
    ['{"page_size": 640}', '640'],
    ['{"pagesize": 6}', '"pagesize"'],
    ['{"skills": {"include": [3]}}', '3'],
    ['{"page_size": }', '}'],
    ['{"queries": ["a"', '"'],
  ] as const) {
    it(`is ${marked} in ${body}`, () => {
      const [finding] = check(draft(search.id, { body }), search);
      assert.ok(finding);
      const { start, end } = findingRange(body, finding);
      assert.equal(body.slice(start, end), marked);
    });
  }

  it('is the bracket, or the name, of what misses a member', () => {
    const operation = findOperation('startAutoApplySession') ?? assert.fail();
    const body = '{ }';
    const missing = check(draft(operation.id, { body }), operation)[0];
    assert.equal(missing?.code, 'missing');
    const { start, end } = findingRange(body, missing);
    assert.equal(body.slice(start, end), '{');
  });

  it('is inside the text, for any body', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), body => {
        for (const finding of check(draft(search.id, { body }), search)) {
          const { start, end } = findingRange(body, finding);
          assert.ok(0 <= start && start <= end && end <= body.length);
        }
      }),
    );
  });
});

describe('suggestions in a body', () => {
  const membersIn = (marked: string) => {
    const place = jsonPlaceAt(marked.replace('|', ''), marked.indexOf('|')) ?? assert.fail();
    return membersAt(search, place).map(({ name }) => name);
  };

  it('are the members that are not there yet', () => {
    assert.ok(membersIn('{|}').includes('page_size'));
    assert.ok(!membersIn('{"page_size": 1, |}').includes('page_size'));
    assert.ok(membersIn('{"page_s|": 1}').includes('page_size'));
    assert.deepEqual(membersIn('{"skills": {|}}'), ['include', 'exclude']);
    assert.deepEqual(membersIn('{"nonsense": {|}}'), []);
  });

  it('are the values that the schema names', () => {
    assert.deepEqual(valuesOf({ type: ['boolean', 'null'], default: false }), [
      'false',
      'true',
      'null',
    ]);
    assert.deepEqual(valuesOf({ type: 'string', enum: ['a', 'b'], default: 'b' }), ['"b"', '"a"']);
    assert.deepEqual(valuesOf({ type: 'array' }), ['[]']);
  });

  it('know the schema of every member of every example', () => {
    for (const operation of catalog.operations) {
      const example = exampleBody(operation);
      if (example === undefined) continue;
      assert.ok(bodySchemaAt(operation, []), operation.id);
      for (const name of Object.keys(JSON.parse(example) as object))
        assert.ok(bodySchemaAt(operation, [name]), `${operation.id} ${name}`);
    }
    assert.equal(bodySchemaAt(search, ['toString']), undefined);
  });
});
