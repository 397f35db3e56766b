import assert from 'node:assert/strict';
import fc from 'fast-check';
import { badgesOf, type BodyBadge } from '../../../src/core/body/badge';
import { atOnce } from '../../../src/core/common/steps';
import { inTurns } from '../../../src/core/common/turns';
import type { Oddity } from '../../../src/core/transport/transport';
import { assertLinear } from '../../support/growth';

const contentType = 'application/json';

const stepsOf = (text: string | Uint8Array, type = contentType) => {
  const bytes = Buffer.from(text);
  return badgesOf(bytes, { bytes: bytes.length, contentType: type });
};

const badges = (text: string | Uint8Array, type?: string) => atOnce(stepsOf(text, type));

const twice = (name: string, count = 1): readonly BodyBadge[] => [
  { code: 'duplicateMembers', name, count },
];

/** `"a0":0,"a1":0…`: more of them than are compared one by one. */
const members = (count: number) => Array.from({ length: count }, (_, n) => `"a${n}":0`).join(',');

describe('members that stand twice in an object', () => {
  const cases: readonly (readonly [text: string, expected: readonly BodyBadge[]])[] = [
    ['{"a":1,"a":1}', twice('a')],
    ['{"a":1,"b":2,"a":3,"b":4,"a":5}', twice('a', 3)],
    ['{"a":1,"A":2}', []],
    ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', []],
    ['[{"x":[{"id":1,"id":2}]}]', twice('id')],
    ['{"a":{"b":1},"a":{"b":2}}', twice('a')],
    ['{"":1,"":2}', twice('')],
    ['{"b":{"a":1},"a":2,"b":{"a":3,"a":4}}', twice('b', 2)],
    [`{${members(40)}}`, []],
    [`{${members(40)},"a3":1,"a39":2,"a40":3,"a40":4}`, twice('a3', 3)],
    [`[{${members(40)}},{${members(40)},"\\u0061\\u0033":1}]`, twice('a3')],
    ['{"a":1,"\\u0061":2,"a":3,"b":4,"b":5}', twice('a', 3)],
    ['{"__proto__":1,"__proto__":2}', twice('__proto__')],
    ['{"constructor":1,"toString":2}', []],
    ['{"a":1,"\\u0061":2}', twice('a')],
    ['{"\\u0061":1,"a":2}', twice('a')],
    ['{"a\\/b":1,"a/b":2}', twice('a/b')],
    ['{"é":1,"\\u00e9":2}', twice('é')],
    ['{"😀":1,"\\ud83d\\ude00":2}', twice('😀')],
    // Written in two ways and looking alike, yet not the same name.
    ['{"é":1,"e\\u0301":2}', []],
    ['{"\\ud800":1,"\\ud801":2,"\ufffd":3}', []],
    ['{"\\ud800":1,"\\ud800":2}', twice('\ufffd')],
    ['{"\\\\u0061":1,"a":2}', []],
    ['{"a\\"":1,"a\\u0022":2}', twice('a"')],
    [`{"${'n'.repeat(200)}":1,"${'n'.repeat(200)}":2}`, twice('n'.repeat(80))],
    [`{"${'n'.repeat(9_000)}":1,"${'n'.repeat(9_000)}":2}`, twice('n'.repeat(80))],
    [`{"${'n'.repeat(9_000)}":1,"${'n'.repeat(8_999)}\\u006e":2}`, twice('n'.repeat(80))],
    [`{"${'n'.repeat(9_000)}":1,"${'n'.repeat(8_999)}m":2}`, []],
  ];
  for (const [text, expected] of cases) {
    it(text.slice(0, 60), () => {
      assert.deepEqual(badges(text), expected);
    });
  }

  it('are found where JSON is not said, and before a fault', () => {
    const [text, broken] = ['{"a":1,"a":2}', '{"a":1,"a":2'];
    assert.deepEqual(badges(text, 'text/plain'), [{ code: 'sniffed' }, ...twice('a')]);
    assert.deepEqual(badges(broken), [{ code: 'notJson', line: 1, column: 13 }, ...twice('a')]);
    assert.deepEqual(badges(broken, 'text/plain'), []);
  });

  it('are found at any depth', () => {
    for (const depth of [500, 10_000, 200_000]) {
      const text = '{"a":'.repeat(depth) + '{"b":1,"\\u0062":2}' + '}'.repeat(depth);
      assert.deepEqual(badges(text), [
        ...(depth > 512 ? [{ code: 'tooDeep' } as const] : []),
        ...twice('b'),
      ]);
    }
  });

  it('are what JSON.parse loses', () => {
    const names = fc.constantFrom('a', 'b', '\\u0061', 'é', '\\u00e9', '', '__proto__', '\\n');
    const { value } = fc.letrec<{ value: string }>(tie => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom('1', '"a"', 'null', '[]', '{}'),
        fc.array(tie('value')).map(items => `[${items.join(', ')}]`),
        fc
          .array(fc.tuple(names, tie('value')))
          .map(members => `{${members.map(([name, each]) => `"${name}":${each}`).join(',')}}`),
      ),
    }));
    fc.assert(
      fc.property(value, text => {
        const written = text.match(/"[^"]*":/g)?.length ?? 0;
        const found = badges(text).find(({ code }) => code === 'duplicateMembers');
        const lost = found?.code === 'duplicateMembers' ? found.count : 0;
        if (lost === 0) assert.equal(membersOf(JSON.parse(text)), written);
        else assert.ok(membersOf(JSON.parse(text)) < written);
      }),
      { numRuns: 1_000 },
    );
  });

  it('take a time that grows with the length alone, in one object and in many', () => {
    assertLinear([2_000, 100_000], length => {
      const wide = `{${Array.from({ length }, (_, n) => `"member${n}":1`).join(',')}}`;
      return () => badges(wide);
    });
    assertLinear([2_000, 100_000], length => {
      const many = JSON.stringify(Array.from({ length }, (_, id) => ({ id, title: 'x' })));
      return () => badges(many);
    });
  });

  it('leave others their turn in an answer of many MB', async () => {
    const text = JSON.stringify(
      Array.from({ length: 200_000 }, (_, id) => ({ id, title: 'Engineer' })),
    );
    let pauses = 0;
    // A clock that says at every look that the turn is over.
    let now = 0;
    await inTurns(stepsOf(text), {
      now: () => (now += 1_000),
      pause: () => Promise.resolve((pauses += 1)),
    });
    assert.ok(pauses > 50, String(pauses));
  });
});

/** Members of all objects in a value. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, each) => sum + membersOf(each), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

describe('what is odd about a body', () => {
  it('is nothing about an ordinary one', () => {
    assert.deepEqual(badges('{"jobs": [], "total": 0}'), []);
    assert.deepEqual(badges(''), []);
    assert.deepEqual(badges('plain', 'text/plain'), []);
  });

  it('tells first how it came, then what it holds', () => {
    const bytes = Buffer.from('{"a":1,"a":2}');
    const facts = { bytes: 500, held: bytes.length, contentType: 'text/plain' };
    const odd: readonly Oddity[] = [{ code: 'junkAfterBody' }];
    assert.deepEqual(
      atOnce(badgesOf(bytes, facts, odd)).map(({ code }) => code),
      ['partShown', 'junkAfterBody', 'sniffed', 'duplicateMembers'],
    );
  });

  it('is no fault of the JSON where it was cut, yet where it is broken before', () => {
    const cut = (text: string) => {
      const bytes = Buffer.from(text);
      const facts = { bytes: bytes.length, incomplete: true, contentType };
      return atOnce(badgesOf(bytes, facts)).map(({ code }) => code);
    };
    for (const text of ['{"a": [1, 2', '{"a', '{"a"', '[tru', '[1.', '["\\u00'])
      assert.deepEqual(cut(text), ['incomplete'], text);
    assert.deepEqual(cut('{"a": nope, "b"'), ['incomplete', 'notJson']);
  });

  it('does not say of bytes that could not be decoded that they are no text', () => {
    const bytes = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xff]);
    const odd: readonly Oddity[] = [{ code: 'unknownCoding', coding: 'x-foo' }];
    assert.deepEqual(atOnce(badgesOf(bytes, { bytes: 5, contentType }, odd)), odd);
  });

  it('is JSON, and told of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, type) => {
        const told = badges(bytes, type);
        assert.deepEqual(JSON.parse(JSON.stringify(told)), told);
      }),
      { numRuns: 2_000 },
    );
  });
});
