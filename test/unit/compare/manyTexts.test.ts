import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ManyTexts } from '../../../src/core/compare/manyTexts';

describe('a map of many texts', () => {
  it('holds what a plain map holds, however many were announced', () => {
    const entries = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat()));
    fc.assert(
      fc.property(entries, fc.constantFrom(0, 1, 5_000, 1_000_000), (given, count) => {
        const plain = new Map<string, number>();
        const many = new ManyTexts<number>(count);
        for (const [text, value] of given) {
          assert.equal(many.has(text), plain.has(text));
          plain.set(text, value);
          many.set(text, value);
        }
        assert.deepEqual([...many.keys()].sort(), [...plain.keys()].sort());
        for (const [text, value] of plain) assert.equal(many.get(text), value);
        assert.equal(many.get('none of them'), undefined);
      }),
    );
  });

  it('finds long texts that differ in one place', () => {
    const texts = Array.from({ length: 1_000 }, (_, at) => {
      const long = 'x'.repeat(1_000);
      return `${long.slice(0, at)}y${long.slice(at + 1)}`;
    });
    const many = new ManyTexts<number>(100_000);
    for (const [at, text] of texts.entries()) many.set(text, at);
    for (const [at, text] of texts.entries()) assert.equal(many.get(text), at);
  });
});
