import * as assert from 'node:assert/strict';
import type { Row } from '../../../../src/core/body/rows';
import {
  scrollHeight,
  scrollTo,
  tallest,
  visibleRows,
} from '../../../../src/webview/jsonTree/geometry';
import { RowCache } from '../../../../src/webview/jsonTree/rowCache';
import { moveOf } from '../../../../src/webview/jsonTree/treeKeys';
import { textParts } from '../../../../src/webview/textParts';
import { fill, formatSeconds, setWords, t } from '../../../../src/webview/words';

const row = (depth: number, open?: boolean): Row => ({
  depth,
  kind: 'object',
  text: '',
  nth: 1,
  of: 1,
  ...(open === undefined ? {} : { open }),
});

describe('geometry of the tree', () => {
  const few = { rows: 1000, rowHeight: 20, viewport: 400 };
  const many = { rows: 3_000_000, rowHeight: 20, viewport: 400 };

  it('draws the rows on screen and some around', () => {
    assert.deepEqual(visibleRows(few, 0), { first: 0, last: 36, top: 0 });
    assert.deepEqual(visibleRows(few, 2005), { first: 92, last: 128, top: 1840 });
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

describe('keys of the tree', () => {
  const rows = [row(0, true), row(1, false), row(1, true), row(2)];
  const press = (key: string, active: number) =>
    moveOf(key, { active, total: rows.length, page: 2, get: i => rows[i] });

  it('moves, folds and unfolds', () => {
    assert.deepEqual(press('ArrowDown', 3), { to: 3 });
    assert.deepEqual(press('ArrowUp', 1), { to: 0 });
    assert.deepEqual(press('End', 0), { to: 3 });
    assert.deepEqual(press('Home', 3), { to: 0 });
    assert.deepEqual(press('PageDown', 0), { to: 2 });
    assert.deepEqual(press('ArrowRight', 1), { toggle: 1 });
    assert.deepEqual(press('ArrowRight', 2), { to: 3 });
    assert.equal(press('ArrowRight', 3), undefined);
    assert.deepEqual(press('ArrowLeft', 2), { toggle: 2 });
    assert.deepEqual(press('ArrowLeft', 3), { to: 2 });
    assert.deepEqual(press('Enter', 1), { toggle: 1 });
    assert.equal(press('x', 1), undefined);
  });
});

describe('rows near the screen', () => {
  it('drops answers from before a folding', async () => {
    const asked: ((rows: readonly Row[]) => void)[] = [];
    const cache = new RowCache(
      () => new Promise(resolve => asked.push(rows => resolve({ rows, total: 1 }))),
      () => undefined,
      () => assert.fail(),
    );
    cache.want(0, 10);
    cache.want(0, 10);
    assert.equal(asked.length, 1);
    cache.drop();
    cache.want(0, 10);
    asked[0]?.([row(9)]);
    asked[1]?.([row(1)]);
    await new Promise(setImmediate);
    assert.equal(cache.get(0)?.depth, 1);
  });

  it('keeps few pages, the ones wanted last', async () => {
    const asked: number[] = [];
    const cache = new RowCache(
      (from, count) => {
        asked.push(from);
        return Promise.resolve({ rows: Array.from({ length: count }, () => row(0)), total: 1e6 });
      },
      () => undefined,
      () => assert.fail(),
    );
    for (let page = 0; page < 100; page++) {
      cache.want(page * 100, page * 100 + 1);
      cache.want(0, 1);
      await new Promise(setImmediate);
    }
    assert.equal(asked.length, 100);
    assert.equal(cache.get(100), undefined);
    assert.notEqual(cache.get(0), undefined);
  });

  it('tells of a failure once, and asks again only after a folding', async () => {
    let failures = 0;
    const cache = new RowCache(
      () => Promise.reject(new Error('gone')),
      () => assert.fail(),
      () => failures++,
    );
    for (let i = 0; i < 2; i++) {
      cache.want(0, 1);
      await new Promise(setImmediate);
    }
    assert.equal(failures, 1);
    cache.drop();
    cache.want(0, 1);
    await new Promise(setImmediate);
    assert.equal(failures, 2);
  });
});

describe('texts', () => {
  it('shows what must not act, and marks what was searched for', () => {
    const kinds = (text: string, query = '') =>
      textParts(text, query)
        .map(part => (part.kind === 'plain' ? part.text : `<${part.text}>`))
        .join('');
    assert.equal(kinds('a\u202eb\u001b[31m'), 'a<U+202E>b<U+001B>[31m');
    assert.equal(kinds('Go, go', 'GO'), '<Go>, <go>');
    assert.equal(kinds('İgo', 'go'), 'İgo'); // lower case of İ is longer: no wrong mark
    assert.equal(kinds(''), '');
    assert.equal(kinds('tab\tline\n'), 'tab\tline\n');
  });

  it('speaks the language of the editor, also in figures', () => {
    setWords({ 'Send · {0}': '{0} senden' }, 'de');
    assert.equal(t('Send · {0}', 'frei'), 'frei senden');
    assert.equal(t('toString'), 'toString');
    assert.equal(fill('{0} of {1}', [1234]), '1.234 of {1}');
    setWords({}, 'no such language!');
    assert.equal(fill('{0}', [1234]), '1234');
    assert.deepEqual([5, 65, 3725].map(formatSeconds), ['5 s', '1 min 05 s', '1 h 02 min']);
    setWords({}, 'en');
  });
});
