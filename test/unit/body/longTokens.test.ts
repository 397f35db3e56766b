import assert from 'node:assert/strict';
import { Numbers } from '../../../src/core/body/numbers';
import { indexJson, indexJsonInSteps } from '../../../src/core/body/jsonIndex';
import { faultOffset, skipSpaceInSteps, stringEnd } from '../../../src/core/body/jsonTokens';
import { openBody, openBodyInSteps } from '../../../src/core/body/openBody';
import { paused } from '../../support/paused';

const json = 'application/json';
const long = 'Grüße 😀 '.repeat(100_000);

describe('a long string', () => {
  it('is read with many pauses, and a row of it reads nothing again', () => {
    const bytes = Buffer.from(JSON.stringify({ text: long, [long]: 1, more: [long] }));
    const { result: body, pauses } = paused(openBodyInSteps(bytes, json));
    assert.ok(pauses >= bytes.length / 100_000, String(pauses));
    const rows = body.rows(0, 5);
    assert.deepEqual(
      rows.map(({ key, kind, cut }) => [key?.length, kind, cut]),
      [
        [undefined, 'object', undefined],
        [4, 'string', long.length + 2 - 1000],
        [1001, 'number', undefined],
        [4, 'array', undefined],
        [1, 'string', long.length + 2 - 1000],
      ],
    );
    // Other ends in the middle of each would be found by whoever reads them again.
    for (
      let at = bytes.indexOf('Gr') + 20_000;
      at >= 20_000;
      at = bytes.indexOf('Gr', at + 1_000_000)
    )
      bytes[at] = 0x22;
    assert.deepEqual(body.rows(0, 5), rows);
  });

  it('is copied whole, with many pauses, and so is what holds it', () => {
    const text = JSON.stringify({ rows: [long, long], last: 1 });
    const body = openBody(Buffer.from(text), json);
    const copied = paused(body.textInSteps(0));
    assert.equal(copied.result, text);
    assert.ok(copied.pauses >= 10, String(copied.pauses));
    assert.equal(body.textOf(1), JSON.stringify([long, long]));
    assert.equal(body.textOf(2), JSON.stringify(long));
  });

  it('ends, or breaks, where a short one does, wherever its escapes stand', () => {
    for (const end of ['"', '', '\n"', '\\x"', '\\u00g0"', '\\"', '\\\\"', '\\u00e9"']) {
      for (let length = 16_370; length < 16_390; length++) {
        const bytes = Buffer.from(`"${'x'.repeat(length)}${end}`);
        const expected = stringEnd(bytes, 0);
        const { error, at } = indexJson(bytes, 0);
        if (expected < 0) assert.equal(error, faultOffset(expected), `${length} ${end}`);
        else assert.deepEqual([error, at.length], [undefined, 1], `${length} ${end}`);
      }
    }
  });

  it('as a repeated name counts once for each time that it stands there', () => {
    const name = JSON.stringify('x'.repeat(20_000));
    const { long: kept } = indexJson(Buffer.from(`{${name}:${name},${name}:1}`), 0);
    assert.equal(kept.size, 3);
  });

  it('number is kept, too', () => {
    const digits = '7'.repeat(100_000);
    const body = openBody(Buffer.from(`[${digits}, 1]`), json);
    assert.equal(body.rows(1, 1)[0]?.cut, 99_000);
    assert.equal(body.textOf(1), digits);
    assert.ok(paused(indexJsonInSteps(Buffer.from(`[${digits},${digits}]`), 0)).pauses >= 1);
  });
});

describe('a long row of blanks', () => {
  it('is passed with many pauses, up to where it ends', () => {
    for (const [body, end] of [
      [' '.repeat(1_000_000), 1_000_000],
      [`${'\n'.repeat(1_000_000)}{}`, 1_000_000],
      ['{}', 0],
      ['', 0],
    ] as const) {
      const steps = skipSpaceInSteps(Buffer.from(body), 0);
      let pauses = 0;
      let step = steps.next();
      for (; !step.done; step = steps.next()) pauses += 1;
      assert.equal(step.value, end);
      assert.ok(pauses >= end / 100_000, `${pauses} pauses`);
    }
  });
});

describe('a growing list of numbers', () => {
  it('holds what is put into it, over all its pieces', () => {
    for (const expected of [0, 16, 70_000]) {
      const numbers = new Numbers(expected);
      const plain: number[] = [];
      assert.deepEqual([numbers.pop(), numbers.last(), numbers.length], [0, 0, 0]);
      for (let n = 0; n < 200_000; n++) {
        numbers.push(n * 3);
        plain.push(n * 3);
      }
      for (let n = 0; n < 200_000; n += 9_999) {
        numbers.set(n, 7);
        plain[n] = 7;
      }
      for (let n = 0; n < 70_000; n++) assert.equal(numbers.pop(), plain.pop());
      for (let n = 0; n < 3_000; n++) {
        assert.equal(numbers.last(), plain.at(-1));
        numbers.push(n);
        plain.push(n);
      }
      assert.equal(numbers.length, plain.length);
      assert.deepEqual(numbers.take(), Uint32Array.from(plain));
      while (plain.length > 0) assert.equal(numbers.pop(), plain.pop());
      assert.deepEqual([numbers.length, numbers.last(), numbers.take().length], [0, 0, 0]);
    }
  });
});
