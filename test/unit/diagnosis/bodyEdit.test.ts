import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findOperation } from '../../../src/core/catalog/catalog';
import { applyFix } from '../../../src/core/diagnosis/applyFix';
import { bodyEdit } from '../../../src/core/diagnosis/bodyEdit';
import type { ChangeFix } from '../../../src/core/diagnosis/fix';
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
