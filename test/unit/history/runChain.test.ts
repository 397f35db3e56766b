import assert from 'node:assert/strict';
import { runChainOf } from '../../../src/core/history/runChain';
import { at, kept, row } from './rows';

const came = (id: string, second: number, after?: string) => ({
  ...row(id, { startedAt: at(second) }),
  ...(after !== undefined && { after }),
});
/** Newest first, as History has them. */
const rows = [
  came('second try', 4, 'refused'),
  came('again', 3, 'mended'),
  came('mended', 2, 'refused'),
  came('refused', 1, 'pruned long ago'),
  came('another', 0),
];
const ids = (id: string) => {
  const { before, newest } = runChainOf(kept(rows), id);
  return [before?.exchange.id, newest?.exchange.id];
};

describe('the way between runs', () => {
  it('leads back to what a run came of, and to the last that came of it', () => {
    assert.deepEqual(ids('again'), ['mended', undefined]);
    assert.deepEqual(ids('mended'), ['refused', 'again']);
    assert.deepEqual(ids('second try'), ['refused', undefined]);
  });

  it('takes the latest of several that came of one', () =>
    assert.equal(ids('refused')[1], 'second try'));

  it('is not there for a run by itself, or one that is kept no longer', () => {
    assert.deepEqual(ids('another'), [undefined, undefined]);
    assert.deepEqual(ids('refused')[0], undefined);
    assert.deepEqual(runChainOf(kept(rows), 'pruned long ago'), { newest: rows[0] });
    assert.deepEqual(runChainOf(kept([]), 'none'), {});
  });

  it('ends where rows name each other in a circle', () => {
    const circle = [came('b', 2, 'a'), came('a', 1, 'b')];
    assert.equal(runChainOf(kept(circle), 'a').newest?.exchange.id, 'b');
    assert.equal(runChainOf(kept([came('self', 1, 'self')]), 'self').newest, undefined);
  });
});
