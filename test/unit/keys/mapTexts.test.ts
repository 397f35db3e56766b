import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mapTexts } from '../../../src/core/keys/mapTexts';
import { assertLinear } from '../../support/growth';

const shout = (text: string): string => text.toUpperCase();

/** As JSON writes it after the change: what the function has to come to, made in another way. */
const byJson = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner: unknown) => {
    if (typeof inner === 'string') return shout(inner);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, each]) => [shout(name), each]));
  });

describe('the texts of a value', () => {
  it('are changed wherever they stand, and all else stays', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        assert.deepEqual(mapTexts(plain, shout), byJson(plain));
      }),
    );
  });

  it('give the same value where none changes', () => {
    const value = { a: ['X', { B: 1 }], c: null };
    assert.equal(
      mapTexts(value, text => text),
      value,
    );
  });

  it('are changed in a member named as objects are made', () => {
    const value = JSON.parse('{"__proto__": {"constructor": "a"}}') as object;
    const changed = mapTexts(value, text => (text === 'a' ? 'b' : text));
    assert.equal(JSON.stringify(changed), '{"__proto__":{"constructor":"b"}}');
    assert.equal(Object.getPrototypeOf(changed), Object.prototype);
  });

  it('are changed as deep as they are, and in a value that holds itself', () => {
    let deep: unknown = 'a';
    for (let depth = 0; depth < 200_000; depth++) deep = [deep];
    let inner = mapTexts(deep, shout);
    while (Array.isArray(inner)) [inner] = inner as unknown[];
    assert.equal(inner, 'A');
    const circle: Record<string, unknown> = { name: 'a' };
    circle['self'] = circle;
    const changed = mapTexts(circle, text => (text === 'a' ? 'b' : text));
    assert.equal(changed['name'], 'b');
    assert.equal(changed['self'], changed);
  });

  it('take time in proportion to what there is', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `${at}` }));
    assertLinear([2_000, 32_000], count => {
      const value = many(count);
      return () => mapTexts(value, shout);
    });
  });
});
