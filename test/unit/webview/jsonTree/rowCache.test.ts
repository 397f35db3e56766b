import * as assert from 'node:assert/strict';
import type { Row } from '../../../../src/core/body/rows';
import { RowCache } from '../../../../src/webview/jsonTree/rowCache';

const row = (depth: number, open?: boolean): Row => ({
  depth,
  kind: 'object',
  text: '',
  nth: 1,
  of: 1,
  ...(open === undefined ? {} : { open }),
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
