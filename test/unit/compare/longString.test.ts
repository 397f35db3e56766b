import assert from 'node:assert/strict';
import fc from 'fast-check';
import { longString } from '../../../src/core/compare/longString';

function read(source: string, start: number) {
  const steps = longString(source, start);
  for (let pauses = 0; ; pauses += 1) {
    const step = steps.next();
    if (step.done) return { ...step.value, pauses };
  }
}
const written = (inner: string) => JSON.stringify(JSON.parse(`"${inner}"`));
const parts = [
  'a',
  'plain text',
  'é',
  '日',
  '😀',
  '\\n',
  '\\"',
  '\\\\',
  '\\/',
  '\\u0041',
  '\\u00e9',
  '\\ud83d\\ude00',
  '\\ud83d',
  '\\ude00',
];

describe('a long string of an answer', () => {
  it('is written as if it was read at once, wherever its pieces end', () => {
    const mixed = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(mixed, fc.nat(7), fc.nat(40_000), (some, before, times) => {
        const inner = 'x'.repeat(before) + some.join('').repeat(times);
        const { text, end } = read(`["${inner}",1]`, 1);
        assert.ok(text === written(inner) && end === inner.length + 3);
      }),
      { numRuns: 60 },
    );
  });

  it('is read with many pauses', () => {
    for (const part of ['x', '\\u0041', '\\\\', '😀']) {
      const inner = part.repeat(1_000_000 / part.length);
      const { pauses, text } = read(`"${inner}"`, 0);
      assert.ok(pauses >= 20 && text === written(inner), `${pauses} pauses`);
    }
  });
});
