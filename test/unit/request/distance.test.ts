import assert from 'node:assert/strict';
import fc from 'fast-check';
import { closest, distance } from '../../../src/core/request/distance';

describe('distance', () => {
  for (const [a, b, expected] of [
    ['', '', 0],
    ['abc', '', 3],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['page_size', 'pagesize', 1],
    ['ab', 'ba', 2],
  ] as const) {
    it(`counts ${String(expected)} between "${a}" and "${b}"`, () => {
      assert.equal(distance(a, b), expected);
    });
  }

  it('is a metric', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        assert.equal(distance(a, b) === 0, a === b);
        assert.equal(distance(a, b), distance(b, a));
        assert.ok(distance(a, c) <= distance(a, b) + distance(b, c));
        assert.ok(distance(a, b) >= Math.abs(a.length - b.length));
        assert.ok(distance(a, b) <= Math.max(a.length, b.length));
      }),
    );
  });
});

describe('closest', () => {
  const names = ['page', 'page_size', 'posted_after', 'skills'];

  it('finds what was meant', () => {
    assert.equal(closest('pageSize', names), 'page_size');
    assert.equal(closest('skill', names), 'skills');
    assert.equal(closest('POSTED_AFTER', names), 'posted_after');
  });

  it('guesses nothing where nothing is near', () => {
    assert.equal(closest('latitude_degrees', names), undefined);
    assert.equal(closest('anything', []), undefined);
  });

  it('takes the nearest, and of equals the first', () => {
    assert.equal(closest('pag', ['pages', 'page', 'pago']), 'page');
  });

  it('is not held up by an endless word', () => {
    assert.equal(closest('x'.repeat(1_000_000), names), undefined);
  });
});
