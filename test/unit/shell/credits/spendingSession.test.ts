import assert from 'node:assert/strict';
import { spendingSession } from '../../../../src/shell/credits/spendingSession';
import type { State } from '../../../../src/core/common/queuedState';

describe('the session of spending', () => {
  it('is in this window although it cannot be written, and whoever asks is told', async () => {
    const full = new Error('The disk is full.');
    const values = new Map<string, unknown>();
    const state: State = {
      get: key => values.get(key),
      update: (key, value) => {
        values.set(key, value);
        return Promise.reject(full);
      },
    };
    const told: unknown[] = [];
    const session = spendingSession(state, 5, failure => told.push(failure));
    assert.deepEqual(
      spendingSession(state, 6, failed => told.push(failed)),
      session,
    );
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(told, [full]);
  });
});
