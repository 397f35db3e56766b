import assert from 'node:assert/strict';
import { Patience } from '../../../src/core/common/patience';

describe('patience', () => {
  let timers: { readonly run: () => void; readonly ms: number }[];
  let patience: Patience;
  beforeEach(() => {
    timers = [];
    patience = new Patience((run, ms) => {
      const timer = { run, ms };
      timers.push(timer);
      return () => (timers = timers.filter(each => each !== timer));
    });
  });

  const isOver = async (wait: Promise<void>) => {
    let over = false;
    void wait.then(() => (over = true));
    await new Promise(setImmediate);
    return over;
  };

  it('waits for as long as it was told', async () => {
    const wait = patience.wait(500);
    assert.deepEqual(
      timers.map(({ ms }) => ms),
      [500],
    );
    assert.equal(await isOver(wait), false);
    timers[0]?.run();
    assert.equal(await isOver(wait), true);
  });

  it('ends at once, and for good, without a timer that stays', async () => {
    const wait = patience.wait(500);
    patience.end();
    assert.equal(await isOver(wait), true);
    assert.equal(await isOver(patience.wait(500)), true);
    assert.deepEqual(timers, []);
  });

  for (const stops of ['before', 'during'])
    it(`waits without a timer where its clock is stopped ${stops} it, until somebody ends it`, async () => {
      if (stops === 'before') patience.stopClock();
      const wait = patience.wait(500);
      if (stops === 'during') patience.stopClock();
      assert.deepEqual(timers, []);
      assert.equal(await isOver(wait), false);
      patience.end();
      assert.equal(await isOver(wait), true);
    });
});
