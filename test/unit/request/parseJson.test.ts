import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson } from '../../../src/core/request/parseJson';

const places: readonly [string, number, number, number][] = [
  ['', 0, 1, 1],
  ['{', 1, 1, 2],
  ['{"a" 1}', 5, 1, 6],
  ['{"a": 1,}', 8, 1, 9],
  ['[1,\n 2,\n x]', 9, 3, 2],
  ['{"a": tru}', 6, 1, 7],
  ["{'a': 1}", 1, 1, 2],
  ['[1 2]', 3, 1, 4],
  ['[01]', 2, 1, 3],
  ['{"a":1} x', 8, 1, 9],
  ['"a\nb"', 0, 1, 1],
  ['["\\x"]', 1, 1, 2],
  ['{"a":}', 5, 1, 6],
  ['[}', 1, 1, 2],
  ['{"a":1]', 6, 1, 7],
  ['// no', 0, 1, 1],
];

/** A document as a person may leave it: a few characters cut out, doubled or put in. */
const mutated = fc
  .tuple(
    fc.json(),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', ',', '}', ']', '"', ':', '\n', '\\', 'x', '0', '-'),
      ),
      {
        maxLength: 4,
      },
    ),
  )
  .map(([json, edits]) =>
    edits.reduce((text, [at, drop, put]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + put + text.slice(from + drop);
    }, json),
  );

function agrees(text: string): void {
  const mine = parseJson(text);
  let value: unknown;
  let ok = true;
  try {
    value = JSON.parse(text);
  } catch {
    ok = false;
  }
  assert.equal(mine.ok, ok, JSON.stringify(text));
  if (mine.ok) {
    assert.deepEqual(mine.value, value);
    return;
  }
  assert.ok(mine.position >= 0 && mine.position <= text.length);
  const lines = text.split('\n');
  const line = lines[mine.line - 1];
  assert.ok(line !== undefined && mine.column >= 1 && mine.column <= line.length + 1);
  const before = lines.slice(0, mine.line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  assert.equal(before + mine.column - 1, mine.position);
}

describe('parseJson', () => {
  for (const [text, position, line, column] of places) {
    it(`says where ${JSON.stringify(text)} breaks`, () => {
      assert.deepEqual(parseJson(text), { ok: false, position, line, column });
    });
  }

  it('agrees with JSON.parse on JSON', () => {
    fc.assert(fc.property(fc.json(), agrees), { numRuns: 300 });
  });

  it('agrees with JSON.parse on damaged JSON, and its place lies inside', () => {
    fc.assert(fc.property(mutated, agrees), { numRuns: 2_000 });
  });

  it('agrees with JSON.parse on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), agrees), { numRuns: 500 });
  });

  it('finds the place before which the text can still become a document', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), (json, at) => {
        const cut = json.slice(0, at % json.length);
        const mine = parseJson(cut);
        // Cutting off is the only damage: unless a word or text is cut, the break is the end.
        if (!mine.ok) assert.ok(json.slice(0, mine.position) === cut.slice(0, mine.position));
        if (!mine.ok && /[{[,:\]}]$/.test(cut) && !/"/.test(cut))
          assert.equal(mine.position, cut.length);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the place after a text of any length', () => {
    const long = '\\"x'.repeat(8_000_000);
    const mine = parseJson(`["${long}" oops`);
    assert.ok(!mine.ok && mine.position === long.length + 4);
  });

  it('reads a document nested deeper than any stack at once', () => {
    const text = `${'['.repeat(20_000)}x`;
    const mine = parseJson(text);
    assert.ok(!mine.ok && mine.position === 20_000);
  });
});
