import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { holdKeys } from '../../../../src/shell/profiles/heldKeys';
import { documentedKey } from '../../../support/keys';

/** A timer of a test, which runs when it is told to. */
function timers() {
  const running = new Set<() => void>();
  const asked: number[] = [];
  const start = (run: () => void, ms: number) => {
    asked.push(ms);
    running.add(run);
    return () => void running.delete(run);
  };
  return { start, asked, running, ring: () => [...running].forEach(run => run()) };
}

describe('keys held in memory', () => {
  it('are there under the stamp that they were read with, and gone with another one', () => {
    const key = documentedKey();
    const held = holdKeys(timers().start);
    held.hold('a', '1', key);
    assert.equal(held.take('a', '1'), key);
    assert.equal(held.peek('a'), key);
    assert.equal(held.take('b', '1'), undefined);
    assert.equal(held.take('a', '2'), undefined);
    assert.equal(held.peek('a'), undefined);
    assert.equal(held.take('a', '1'), undefined, 'an old key does not come back');
  });

  it('are gone after ten minutes, whatever is sent meanwhile', () => {
    const { start, asked, running, ring } = timers();
    const held = holdKeys(start);
    held.hold('a', '1', documentedKey());
    held.hold('b', '1', documentedKey());
    held.take('a', '1');
    assert.deepEqual(asked, [600_000, 600_000], 'a send does not begin the time anew');
    assert.equal(running.size, 2);
    ring();
    assert.equal(held.take('a', '1'), undefined);
    assert.equal(held.take('b', '1'), undefined);
  });

  it('are dropped one by one, or all with their timer', () => {
    const { start, running } = timers();
    const held = holdKeys(start);
    const key = documentedKey();
    held.hold('a', '1', documentedKey());
    held.hold('b', '1', key);
    held.drop('a');
    assert.equal(running.size, 1);
    assert.equal(held.take('a', '1'), undefined);
    assert.equal(held.take('b', '1'), key);
    held.dropAll();
    assert.equal(held.take('b', '1'), undefined);
    assert.equal(running.size, 0);
  });

  it('are seen in no text of the object that gives them', () => {
    const key = documentedKey();
    const held = holdKeys(timers().start);
    held.hold('a', '1', key);
    const texts = [inspect(held, { showHidden: true, depth: null }), JSON.stringify(held)];
    for (const text of texts) assert.ok(!text.includes(key));
  });
});
