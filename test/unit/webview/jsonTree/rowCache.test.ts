import * as assert from 'node:assert/strict';
import type { Row } from '../../../../src/core/body/rows';
import { RowCache } from '../../../../src/webview/jsonTree/rowCache';

const row = (depth: number): Row => ({ depth, kind: 'object', text: '', nth: 1, of: 1 });
const rowsAt = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => row(from + i));
const total = 100_000;

/** A cache whose calls the test answers, and what it has told. */
function scripted(first: readonly Row[] = []) {
  const asked: { from: number; count: number; answer(): void; fail(): void }[] = [];
  const told = { changed: 0, failed: 0 };
  const cache = new RowCache(
    (from, count) =>
      new Promise((resolve, reject) => {
        const answer = () => resolve({ rows: rowsAt(from, count), total });
        asked.push({ from, count, answer, fail: () => reject(new Error('gone')) });
      }),
    { changed: () => told.changed++, failed: () => told.failed++ },
  );
  cache.begin(total, first);
  const windows = () => asked.map(({ from, count }) => [from, from + count]);
  const heard = () => new Promise(setImmediate);
  const answer = async (nth: number) => {
    asked[nth]?.answer();
    await heard();
  };
  return { cache, asked, told, windows, heard, answer };
}

describe('rows near the screen', () => {
  it('come with the run, and are not asked for', () => {
    const { cache, windows } = scripted(rowsAt(0, 130));
    cache.want(0, 40);
    cache.want(0, 130);
    assert.deepEqual(windows(), []);
    assert.equal(cache.get(129)?.depth, 129);
    assert.ok(cache.has(0, 130) && !cache.has(0, 131));
  });

  it('are asked for in the direction of the scrolling, up to 200 a call', async () => {
    const { cache, windows, answer } = scripted(rowsAt(0, 200));
    cache.want(0, 40);
    cache.want(5, 45);
    assert.deepEqual(windows(), [[200, 400]]);
    cache.want(50_000, 50_040);
    await answer(0);
    await answer(1);
    await answer(2);
    cache.want(49_990, 50_030);
    assert.deepEqual(windows().slice(3), [
      [49_800, 50_000],
      [49_600, 49_800],
    ]);
  });

  it('are not asked for ahead before anything is scrolled', async () => {
    const { cache, windows, answer } = scripted();
    cache.want(0, 40);
    await answer(0);
    cache.want(0, 40);
    assert.deepEqual(windows(), [[0, 50]]);
  });

  it('are asked for with two calls at once at most; of the wishes meanwhile, the newest is asked for', async () => {
    const { cache, windows, answer } = scripted();
    for (let first = 1_000; first < 50_000; first += 500) cache.want(first, first + 40);
    assert.equal(windows().length, 2);
    await answer(0);
    assert.equal(windows().length, 3);
    const [from = 0, to = 0] = windows()[2] ?? [];
    assert.ok(from >= 49_500 && to <= 50_500, `${from} to ${to}`);
  });

  it('are asked for in view, and by turns where a fast view will be when they come', async () => {
    const { cache, windows, answer } = scripted();
    cache.want(10_000, 10_040);
    cache.want(11_000, 11_040);
    await answer(0);
    await answer(1);
    // Each trip took the view on by 1,000 rows.
    assert.deepEqual(windows().slice(2), [
      [11_000, 11_200],
      [12_000, 12_200],
    ]);
  });

  it('of a place that is left are kept, and of no interest to whoever draws', async () => {
    const { cache, told, answer } = scripted();
    cache.want(1_000, 1_040);
    cache.want(9_000, 9_040);
    await answer(0);
    assert.equal(told.changed, 0);
    assert.equal(cache.get(1_000)?.depth, 1_000);
  });

  it('drops answers from before a folding', async () => {
    const { cache, asked, answer } = scripted(rowsAt(0, 10));
    const before = cache.generation;
    cache.want(500, 510);
    cache.drop(total);
    assert.notEqual(cache.generation, before);
    assert.ok(!cache.has(0, 1));
    await answer(0);
    assert.equal(cache.get(500), undefined);
    cache.want(500, 510);
    await answer(asked.length - 1);
    assert.equal(cache.get(500)?.depth, 500);
  });

  it('starts anew when the body has another number of rows, and goes on when it has not', () => {
    const { cache } = scripted(rowsAt(0, 10));
    const { generation } = cache;
    cache.begin(total, []);
    assert.equal(cache.generation, generation);
    cache.begin(total + 1, rowsAt(0, 20));
    assert.notEqual(cache.generation, generation);
    assert.ok(cache.has(0, 20));
  });

  it('keeps few pages, the ones wanted last', async () => {
    const { cache, asked, answer } = scripted();
    for (let first = 1_000; first < 90_000; first += 1_000) {
      cache.want(0, 1);
      cache.want(first, first + 1);
      for (let nth = 0; nth < asked.length; nth++) await answer(nth);
    }
    assert.equal(cache.get(1_000), undefined);
    assert.notEqual(cache.get(0), undefined);
  });

  it('tells of a failure once, and asks again only after a folding', async () => {
    const { cache, asked, told, heard } = scripted();
    for (let i = 0; i < 2; i++) {
      cache.want(0, 1);
      asked[i]?.fail();
      await heard();
    }
    assert.equal(told.failed, 1);
    assert.ok(cache.has(0, 1));
    cache.drop(total);
    cache.want(0, 1);
    asked[1]?.fail();
    await heard();
    assert.equal(told.failed, 2);
  });
});
