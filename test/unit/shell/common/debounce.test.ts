import assert from 'node:assert/strict';
import { Debounce } from '../../../../src/shell/common/debounce';

describe('work that waits for a pause', () => {
  const done: string[] = [];
  let now: number;
  let timers: { readonly at: number; readonly run: () => void }[];
  let later: Debounce;
  beforeEach(() => {
    done.length = 0;
    now = 0;
    timers = [];
    later = new Debounce((run, ms) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => (timers = timers.filter(each => each !== timer));
    });
  });

  const pass = (ms: number) => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { run } of due) run();
  };
  const ask = (key: string, what: string) => later.do(key, 100, () => done.push(what));

  it('is done once, and is the last that was asked for', () => {
    for (const letter of ['a', 'b', 'c']) {
      ask('one', letter);
      pass(99);
    }
    assert.deepEqual(done, []);
    pass(1);
    assert.deepEqual(done, ['c']);
    pass(1_000);
    assert.deepEqual(done, ['c']);
  });

  it('waits for each key by itself', () => {
    ask('one', 'a');
    pass(50);
    ask('two', 'b');
    pass(50);
    assert.deepEqual(done, ['a']);
    pass(50);
    assert.deepEqual(done, ['a', 'b']);
  });

  it('may ask for itself again', () => {
    later.do('one', 100, () => ask('one', 'again'));
    pass(100);
    assert.deepEqual(done, []);
    pass(100);
    assert.deepEqual(done, ['again']);
  });

  it('is not done once it is dropped, or its owner has ended', () => {
    for (const key of ['one', 'two', 'three']) ask(key, key);
    later.drop('two');
    pass(100);
    assert.deepEqual(done, ['one', 'three']);
    for (const key of ['one', 'two']) ask(key, 'late');
    later.dispose();
    pass(100);
    assert.deepEqual(done, ['one', 'three']);
  });
});
