import * as assert from 'node:assert/strict';
import { badgesOf } from '../../../src/core/body/badge';
import type { BodyModel } from '../../../src/core/body/bodyModel';
import { openBody } from '../../../src/core/body/openBody';
import { atOnce } from '../../../src/core/common/steps';
import { assertLinear } from '../../support/growth';

const json = 'application/json';
const open = (text: string, type = json) => openBody(Buffer.from(text), type);
const badges = (text: string | Uint8Array, type = json) => {
  const bytes = Buffer.from(text);
  return atOnce(badgesOf(bytes, { bytes: bytes.length, contentType: type }));
};
const allRows = (body: BodyModel) => body.rows(0, body.rowCount);
/** The rows as a person reads them. */
const drawn = (body: BodyModel) =>
  allRows(body).map(({ depth, key, text, count }) => {
    const name = key === undefined ? '' : `${key}: `;
    return `${'  '.repeat(depth)}${name}${text}${count === undefined ? '' : ` ${count}`}`;
  });

describe('a body as rows', () => {
  it('shows the top and what it holds, small answers one level more', () => {
    assert.deepEqual(drawn(open('{"a": [1, 2], "b": {}, "c": null}')), [
      '{…} 3',
      '  a: […] 2',
      '    0: 1',
      '    1: 2',
      '  b: {} 0',
      '  c: null',
    ]);
    const large = open(JSON.stringify({ jobs: Array.from({ length: 200 }, () => 1) }));
    assert.deepEqual(drawn(large), ['{…} 1', '  jobs: […] 200']);
  });

  it('shows numbers, strings and names to the letter', () => {
    const numbers = ['12345678901234567890', '1.0', '1e2', '-0', '0.1000'];
    assert.deepEqual(
      allRows(open(`[${numbers.join(',')}]`))
        .slice(1)
        .map(row => row.text),
      numbers,
    );
    const twice = open('{"__proto__": 1, "a": "\\u0041\\/", "a": 2, "constructor": 3, "": 4}');
    assert.deepEqual(drawn(twice).slice(1), [
      '  __proto__: 1',
      '  a: "\\u0041\\/"',
      '  a: 2',
      '  constructor: 3',
      '  : 4',
    ]);
    assert.equal(({} as Record<string, unknown>)['1'], undefined);
  });

  it('folds and unfolds', () => {
    const body = open('{"a": {"b": {"c": 1}}}');
    body.foldAll(false);
    assert.equal(body.rowCount, 2);
    body.toggle(1);
    body.toggle(2);
    assert.deepEqual(drawn(body).at(-1), '      c: 1');
    body.toggle(0);
    assert.deepEqual(drawn(body), ['{…} 1']);
    body.foldAll(true);
    assert.equal(body.rowCount, 4);
    for (const row of [-1, 3, 99]) body.toggle(row);
    assert.equal(body.rowCount, 4);
  });

  it('puts long arrays into ranges', () => {
    const body = open(JSON.stringify(Array.from({ length: 2500 }, (_, i) => i)));
    assert.deepEqual(drawn(body), [
      '[…] 2500',
      '  [0…999] 1000',
      '  [1000…1999] 1000',
      '  [2000…2499] 500',
    ]);
    body.toggle(3);
    const [last] = body.rows(body.rowCount - 1, 5);
    assert.deepEqual(last, {
      depth: 2,
      key: '2499',
      nth: 500,
      of: 500,
      kind: 'number',
      text: '2499',
    });
    assert.equal(body.textOf(3), Array.from({ length: 500 }, (_, i) => i + 2000).join(','));
  });

  it('cuts a long text, says by how much, and copies it whole', () => {
    const long = 'é😀'.repeat(5000);
    const body = open(JSON.stringify([long]));
    const row = body.rows(1, 1)[0]!;
    assert.ok(row.text.length <= 1000);
    assert.equal(row.text.length + row.cut!, long.length + 2);
    assert.doesNotThrow(() => encodeURIComponent(row.text)); // no half of a pair
    assert.equal(body.textOf(1), JSON.stringify(long));
    assert.equal(body.textOf(0), JSON.stringify([long]));
  });

  it('survives nesting of any depth and says where it stops', () => {
    const brackets = '['.repeat(200_000) + ']'.repeat(200_000);
    const deep = open(brackets);
    deep.foldAll(true);
    assert.deepEqual(badges(brackets), [{ code: 'tooDeep' }]);
    assert.equal(deep.rowCount, 513);
    assert.deepEqual(deep.rows(512, 1)[0], {
      depth: 512,
      key: '0',
      nth: 1,
      of: 1,
      kind: 'array',
      text: '[…]',
    });
    assert.deepEqual(badges('['.repeat(513) + ']'.repeat(513)), []);
    assert.equal(open('['.repeat(200_000)).kind, 'json');
  });

  it('gives every row its place among its siblings', () => {
    const places = allRows(open('{"a": 1, "b": [true, false]}')).map(
      ({ nth, of }) => `${nth}/${of}`,
    );
    assert.deepEqual(places, ['1/1', '1/2', '2/2', '1/2', '2/2']);
  });
});

describe('a body that is not what it says', () => {
  it('shows what was read of broken JSON, then the rest as text, with the position', () => {
    const text = '{\n  "a": 1,\n  "b": tru\n}';
    const body = open(text);
    assert.equal(body.kind, 'json');
    assert.deepEqual(badges(text), [{ code: 'notJson', line: 3, column: 11 }]);
    assert.deepEqual(drawn(body), ['{…} 1', '  a: 1', '"b": tru', '}']);
  });

  for (const [text, column] of [
    ['{"a":1,}', 8],
    ['[1,]', 4],
    ['[1 2]', 4],
    ['{"a" 1}', 6],
    ['{a:1}', 2],
    ['[01]', 3],
    ['["\\x"]', 4],
    ['["a\tb"]', 4],
    ['[1.]', 4],
    ['[nul]', 5],
    ['{"é": x}', 7],
    ['[1]]', 4],
    ['[', 2],
    ['"a', 3],
  ] as const) {
    it(`says where ${JSON.stringify(text)} breaks`, () => {
      assert.deepEqual(badges(text), [{ code: 'notJson', line: 1, column }]);
    });
  }

  it('shows a page as text, never as anything else', () => {
    const text = '<html>\n<h1>502</h1>\n</html>';
    const page = open(text, 'text/html; charset=utf-8');
    assert.equal(page.kind, 'text');
    assert.deepEqual(badges(text, 'text/html; charset=utf-8'), [{ code: 'html' }]);
    assert.deepEqual(drawn(page), ['<html>', '<h1>502</h1>', '</html>']);
    assert.deepEqual(
      badges('<!DOCTYPE html>').map(({ code }) => code),
      ['html', 'notJson'],
    );
  });

  it('reads JSON under another name, and text that only looks like it', () => {
    assert.deepEqual(badges('{"a":1}', 'text/plain'), [{ code: 'sniffed' }]);
    assert.equal(open('{"a":1}', '').kind, 'json');
    assert.equal(open('[INFO] up', 'text/plain').kind, 'text');
    assert.deepEqual(badges('[INFO] up', 'text/plain'), []);
  });

  it('counts the bytes that are not UTF-8', () => {
    const bytes = Buffer.from([0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22]);
    const body = openBody(bytes, json);
    assert.deepEqual(badges(bytes), [{ code: 'notUtf8', bytes: 3 }]);
    assert.equal(body.rows(0, 1)[0]!.text, '"\ufffd\ufffd\ufffd("');
  });

  it('knows byte order marks and charsets', () => {
    const text = '{"a":"é"}';
    const bodies = [
      openBody(Buffer.from(`\ufeff${text}`), json),
      openBody(Buffer.from(`\ufeff${text}`, 'utf16le'), json),
      openBody(Buffer.from(text, 'latin1'), `${json}; charset=ISO-8859-1`),
      openBody(Buffer.from(text), `${json}; charset=no-such`),
    ];
    for (const body of bodies) assert.deepEqual(drawn(body), ['{…} 1', '  a: "é"']);
  });

  it('has nothing to show of nothing', () => {
    assert.deepEqual([open('').kind, open('').rowCount], ['none', 0]);
    assert.deepEqual(open('').search('a', -1, false), { row: null, hits: 0, nth: 0 });
  });

  it('breaks a long line without losing a character', () => {
    const line = 'aé😀'.repeat(2000);
    const body = open(line, 'text/plain');
    assert.equal(
      allRows(body)
        .map(row => row.text)
        .join(''),
      line,
    );
  });
});

describe('search in a body', () => {
  it('unfolds what hides the hit, counts rows and goes around', () => {
    const body = open(
      '{"a": {"title": "Golang dev"}, "b": [{"title": "golang GOLANG"}], "golang": {}}',
    );
    body.foldAll(false);
    assert.deepEqual(body.search('golang', -1, false), { row: 2, hits: 3, nth: 1 });
    assert.deepEqual(body.search('golang', 2, false), { row: 5, hits: 3, nth: 2 });
    assert.deepEqual(body.search('golang', 5, false), { row: 6, hits: 3, nth: 3 });
    assert.deepEqual(body.search('golang', 6, false), { row: 2, hits: 3, nth: 1 });
    assert.deepEqual(body.search('golang', 2, true), { row: 6, hits: 3, nth: 3 });
    assert.deepEqual(body.search('nowhere', 2, true), { row: null, hits: 0, nth: 0 });
  });

  it('finds what is drawn only, upper and lower case alike also beyond ASCII', () => {
    assert.equal(open('{"a": [1, 2]}').search(',', -1, false).row, null);
    assert.equal(open('{"a": "x, y"}').search(', ', -1, false).row, 1);
    assert.equal(open('["ÜBER"]').search('über', -1, false).row, 1);
    assert.equal(open('a\nb\nNeedle', 'text/plain').search('needle', -1, false).row, 2);
  });

  it('goes on from a range', () => {
    const body = open(JSON.stringify(Array.from({ length: 3000 }, (_, i) => `n${i}`)));
    const hit = body.search('n2999', 2, false);
    assert.equal(body.rows(hit.row!, 1)[0]!.text, '"n2999"');
  });

  it('finds the last row of 8 MB, indexed in a time that grows with the length alone', () => {
    const filler = 'x'.repeat(8000);
    const text = (length: number) =>
      JSON.stringify({
        jobs: Array.from({ length }, (_, id) => ({ id, filler })),
        last: 'Needle',
      });
    const body = open(text(1000));
    const { row } = body.search('needle', -1, false);
    assert.equal(body.rows(row!, 1)[0]!.key, 'last');
    assertLinear([20, 1000], length => {
      const given = text(length);
      return () => open(given);
    });
  });

  it('is not slowed down by one long text full of hits', () => {
    const full = (length: number) =>
      open(JSON.stringify(['x'.repeat(length)]) + ' '.repeat(length));
    const body = full(2_000_000);
    assert.deepEqual(body.search('x', -1, false), { row: 1, hits: 1, nth: 1 });
    assert.equal(body.search(' ', -1, false).row, null);
    assertLinear([40_000, 2_000_000], length => {
      const long = full(length);
      return () => [long.search('x', -1, false), long.search(' ', -1, false)];
    });
  });
});
