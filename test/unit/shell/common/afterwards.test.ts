import assert from 'node:assert/strict';
import { Afterwards } from '../../../../src/shell/common/afterwards';

describe('what is told afterwards', () => {
  let told: (readonly string[])[];
  let waiting: { readonly run: () => void; readonly ms: number } | undefined;
  let begun: number;
  let afterwards: Afterwards<string>;
  beforeEach(() => {
    told = [];
    waiting = undefined;
    begun = 0;
    afterwards = new Afterwards({
      tell: things => told.push(things),
      after(run, ms) {
        begun += 1;
        waiting = { run, ms };
        return () => (waiting = undefined);
      },
    });
  });

  it('is told together and in its order, by one timer that what follows does not move', () => {
    for (const each of ['a', 'b', 'c']) afterwards.add(each);
    assert.deepEqual(told, [], 'nothing is told while something comes');
    assert.equal(waiting?.ms, 50);
    assert.equal(begun, 1);
    waiting.run();
    assert.deepEqual(told, [['a', 'b', 'c']]);
  });

  it('is told again after what comes later', () => {
    afterwards.add('a');
    waiting?.run();
    afterwards.add('b');
    assert.equal(begun, 2);
    waiting?.run();
    assert.deepEqual(told, [['a'], ['b']]);
  });

  it('is told at once when it is flushed, and only once', () => {
    afterwards.add('a');
    afterwards.flush();
    assert.equal(waiting, undefined, 'its timer is over');
    afterwards.flush();
    assert.deepEqual(told, [['a']]);
  });

  it('comes with the next one, where it is added while others are told', () => {
    const inside: Afterwards<string> = new Afterwards({
      tell(things) {
        told.push(things);
        if (things.includes('a')) inside.add('b');
      },
      after(run, ms) {
        waiting = { run, ms };
        return () => (waiting = undefined);
      },
    });
    inside.add('a');
    waiting?.run();
    waiting?.run();
    assert.deepEqual(told, [['a'], ['b']]);
  });

  it('is never told once it is disposed', () => {
    afterwards.add('a');
    afterwards.dispose();
    assert.equal(waiting, undefined);
    assert.deepEqual(told, []);
  });
});
