import assert from 'node:assert/strict';
import { onNewDay } from '../../../src/core/common/newDay';

describe('onNewDay', () => {
  let at: Date;
  let tick: () => void;
  let stopped: boolean;
  let begun: number;
  const watch = () =>
    onNewDay(() => (begun += 1), {
      now: () => at.getTime(),
      startTicking: each => {
        tick = each;
        return () => (stopped = true);
      },
    });
  beforeEach(() => {
    at = new Date(2026, 0, 31, 23, 58);
    [stopped, begun] = [false, 0];
  });

  it('calls once a day has begun, and not again during it', () => {
    watch();
    tick();
    at = new Date(2026, 0, 31, 23, 59, 59);
    tick();
    assert.equal(begun, 0);
    at = new Date(2026, 1, 1, 0, 0, 1);
    tick();
    tick();
    assert.equal(begun, 1);
  });

  it('calls once for days that were slept through', () => {
    watch();
    at = new Date(2026, 1, 5, 8);
    tick();
    tick();
    assert.equal(begun, 1);
  });

  it('stops with what it gave', () => {
    watch().dispose();
    assert.ok(stopped);
  });
});
