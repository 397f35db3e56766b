import * as assert from 'node:assert/strict';
import {
  scrollHeight,
  scrollTo,
  tallest,
  visibleRows,
} from '../../../../src/webview/jsonTree/geometry';

describe('geometry of the tree', () => {
  const few = { rows: 1000, rowHeight: 20, viewport: 400 };
  const many = { rows: 3_000_000, rowHeight: 20, viewport: 400 };

  it('draws the rows on screen and some around', () => {
    assert.deepEqual(visibleRows(few, 0), {
      first: 0,
      last: 36,
      top: 0,
      seen: { first: 0, last: 20 },
    });
    assert.deepEqual(visibleRows(few, 2005), {
      first: 92,
      last: 128,
      top: 1840,
      seen: { first: 100, last: 121 },
    });
  });

  it('reaches the last row of a list that is taller than an element may be', () => {
    assert.equal(scrollHeight(many), tallest);
    const end = tallest - many.viewport;
    const { first, last, top } = visibleRows(many, end);
    assert.equal(last, many.rows);
    const bottomOfLast = top + (last - first) * many.rowHeight;
    assert.ok(Math.abs(bottomOfLast - tallest) < 1, String(bottomOfLast));
  });

  it('scrolls to any row, and not at all to one in view', () => {
    assert.equal(scrollTo(few, 100, 10), 100);
    assert.equal(scrollTo(few, 0, 20), 20);
    for (const g of [few, many]) {
      for (const target of [0, 1, 500, g.rows - 1]) {
        const scrollTop = scrollTo(g, 0, target);
        const { first, last } = visibleRows(g, scrollTop);
        assert.ok(target >= first && target < last, `${target} in ${first}…${last}`);
      }
    }
  });
});
