import assert from 'node:assert/strict';
import type { Attempt } from '../../../src/core/exchange';
import { sleptLong } from '../../../src/core/run/longWait';
import { at, row } from '../history/rows';

const attempt = (second: number, rest: Partial<Attempt> = {}): Attempt => ({
  startedAt: at(second),
  durationMs: 1_000,
  status: 429,
  headers: {},
  sent: true,
  timing: {},
  bytesOut: 0,
  bytesIn: 0,
  via: 'undici',
  redirects: [],
  ...rest,
});
const slept = (...attempts: readonly Attempt[]) => sleptLong(row('run', { attempts }).exchange);

describe('a long wait', () => {
  it('is one of more than half a minute between two attempts', () => {
    assert.equal(slept(attempt(0), attempt(31)), false);
    assert.equal(slept(attempt(0), attempt(32)), true);
    assert.equal(slept(attempt(0), attempt(5), attempt(40)), true);
  });

  it('is not one of many short ones, nor the time that an answer took', () => {
    assert.equal(slept(...[0, 20, 40, 60, 80].map(second => attempt(second))), false);
    assert.equal(slept(attempt(0, { durationMs: 50_000 }), attempt(55)), false);
  });

  it('counts as far as it was slept, not as it was planned', () => {
    const planned = { waitMs: 60_000, waitReason: 'server' } as const;
    assert.equal(slept(attempt(0, planned), attempt(3)), false);
    assert.equal(slept(attempt(0, planned)), false);
  });

  it('may be before the first attempt', () => {
    assert.equal(slept(attempt(31)), true);
    assert.equal(slept(), false);
  });
});
