import assert from 'node:assert/strict';
import type { Steps } from '../../../src/core/common/steps';
import { eachInTurns, inTurns } from '../../../src/core/common/turns';

function* steps(count: number, result: string): Steps<string> {
  for (let n = 0; n < count; n++) yield;
  return result;
}

/** A clock that goes on by so much at each look, and the pauses that were taken. */
function world(ms: number) {
  let at = 0;
  let pauses = 0;
  return {
    now: () => (at += ms),
    pause: () => Promise.resolve((pauses += 1)),
    pauses: () => pauses,
  };
}

describe('inTurns', () => {
  it('gives the result, without a pause where there was little to do', async () => {
    const idle = world(0.01);
    assert.equal(await inTurns(steps(100, 'done'), idle), 'done');
    assert.equal(idle.pauses(), 0);
  });

  it('pauses once a turn has taken its time, and then begins another', async () => {
    const busy = world(4);
    await inTurns(steps(30, 'done'), busy);
    assert.equal(busy.pauses(), 10);
  });

  it('really lets others have their turn', async () => {
    let others = 0;
    const timer = setInterval(() => (others += 1), 0);
    function* until(): Steps<undefined> {
      while (others < 3) yield;
      return undefined;
    }
    await inTurns(until());
    clearInterval(timer);
    assert.ok(others >= 3);
  });

  it('rejects with what the work throws', async () => {
    function* broken(): Steps<never> {
      yield;
      throw new Error('broken');
    }
    await assert.rejects(inTurns(broken()), /broken/);
  });
});

describe('eachInTurns', () => {
  it('works on each after the one before, and pauses once a turn has taken its time', async () => {
    const busy = world(4);
    const order: number[] = [];
    const work = async (item: number) => {
      await Promise.resolve();
      order.push(item);
    };
    const items = Array.from({ length: 30 }, (_, index) => index);
    await eachInTurns(items, work, busy);
    assert.deepEqual(order, items);
    assert.equal(busy.pauses(), 10);
  });

  it('lets others have their turn between pieces of work that wait for nothing', async () => {
    let others = 0;
    const timer = setInterval(() => (others += 1), 0);
    const endless = function* () {
      while (others < 3) yield others;
    };
    await eachInTurns(endless(), () => Promise.resolve());
    clearInterval(timer);
    assert.ok(others >= 3);
  });

  it('ends with the first that fails', async () => {
    const done: number[] = [];
    const work = (item: number) =>
      item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(done.push(item));
    await assert.rejects(eachInTurns([1, 2, 3], work), /two/);
    assert.deepEqual(done, [1]);
  });
});
