import assert from 'node:assert/strict';
import { realWorld, waiter } from '../../../src/core/common/world';

/** Clocks and a timer that are moved by hand. */
function handMade() {
  let wall = Date.UTC(2026, 0, 1);
  let monotonic = 0;
  let timer: { run: () => void; ms: number } | undefined;
  const asked: number[] = [];
  const wait = waiter({ now: () => wall, monotonic: () => monotonic }, (run, ms) => {
    timer = { run, ms };
    asked.push(ms);
    return () => {
      timer = undefined;
    };
  });
  return {
    wait: (ms: number, signal = new AbortController().signal) => {
      const state = { over: false, aborted: false };
      wait(ms, 'server', signal).then(
        () => (state.over = true),
        () => (state.aborted = true),
      );
      return state;
    },
    asked,
    get armed() {
      return timer !== undefined;
    },
    /** The timer runs after `ms`; the wall clock goes on by `wallMs`. */
    async pass(ms: number, wallMs = ms) {
      monotonic += ms;
      wall += wallMs;
      const due = timer;
      timer = undefined;
      due?.run();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('waiting', () => {
  it('is armed in slices and ends when all have passed', async () => {
    const hand = handMade();
    const state = hand.wait(25_000);
    await hand.pass(10_000);
    await hand.pass(10_000);
    assert.equal(state.over, false);
    await hand.pass(5_000);
    assert.equal(state.over, true);
    assert.ok(hand.asked.every(ms => ms <= 60_000));
  });

  it('never overflows a timer', async () => {
    const hand = handMade();
    const state = hand.wait(4_000_000_000);
    await hand.pass(1);
    assert.equal(state.over, false);
    assert.ok(hand.asked.every(ms => ms <= 60_000));
  });

  it('is not early where a timer is', async () => {
    const hand = handMade();
    const state = hand.wait(1_000);
    await hand.pass(999.4);
    assert.equal(state.over, false);
    assert.equal(hand.asked.at(-1), 1);
    await hand.pass(1);
    assert.equal(state.over, true);
  });

  it('goes on at once after the machine slept', async () => {
    const hand = handMade();
    const state = hand.wait(300_000);
    await hand.pass(10_000, 3_600_000);
    assert.equal(state.over, true);
  });

  it('counts what the machine slept, also where more is left to wait', async () => {
    const hand = handMade();
    const state = hand.wait(300_000);
    await hand.pass(10_000, 70_000);
    for (let slice = 0; slice < 22; slice += 1) await hand.pass(10_000);
    assert.equal(state.over, false);
    await hand.pass(10_000);
    assert.equal(state.over, true);
  });

  it('does not believe a wall clock that is set back or a little ahead', async () => {
    const hand = handMade();
    const back = hand.wait(10_000);
    await hand.pass(10_000, -86_400_000);
    assert.equal(back.over, true);
    const ahead = hand.wait(10_000);
    await hand.pass(9_000, 10_500);
    assert.equal(ahead.over, false);
  });

  it('ends with its signal, and no timer stays', async () => {
    const hand = handMade();
    const abort = new AbortController();
    const state = hand.wait(10_000, abort.signal);
    assert.equal(hand.armed, true);
    abort.abort();
    await hand.pass(0);
    assert.deepEqual(state, { over: false, aborted: true });
    assert.equal(hand.armed, false);
    await assert.rejects(realWorld.wait(10_000, 'server', AbortSignal.abort()));
  });

  it('really waits', async () => {
    const began = performance.now();
    await realWorld.wait(120, 'backoff', new AbortController().signal);
    assert.ok(performance.now() - began >= 120);
    const dice = realWorld.random();
    assert.ok(dice >= 0 && dice < 1);
    const before = Date.now();
    const now = realWorld.now();
    assert.ok(before <= now && now <= Date.now());
  });
});
