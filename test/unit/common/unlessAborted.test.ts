import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { unlessAborted } from '../../../src/core/common/unlessAborted';

describe('work that an abort cuts short', () => {
  const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;
  /** Of the signals that it is given: the most that listened at a time. */
  const counted = (signal: AbortSignal) => {
    let most = 0;
    const add = signal.addEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      add(...given);
      most = Math.max(most, listeners(signal));
    };
    return () => most;
  };
  const never = () => new Promise<never>(() => undefined);

  it('is not listened for where the work is over before anything else has its turn', async () => {
    const { signal } = new AbortController();
    const most = counted(signal);
    const nested = async () => {
      await Promise.resolve();
      return await Promise.resolve().then(() => 'done');
    };
    await Promise.resolve();
    assert.equal(await unlessAborted(signal, nested()), 'done');
    await assert.rejects(unlessAborted(signal, Promise.reject(new Error('fault'))), /fault/);
    await turn();
    assert.equal(most(), 0);
  });

  it('is listened for while the work goes on, and no longer', async () => {
    const { signal } = new AbortController();
    const result = unlessAborted(
      signal,
      turn().then(() => turn('late')),
    );
    await turn();
    assert.equal(listeners(signal), 1);
    assert.equal(await result, 'late');
    assert.equal(listeners(signal), 0);
  });

  it('is heard before it, at once, and while the work goes on', async () => {
    assert.equal(await unlessAborted(AbortSignal.abort(), never()), 'aborted');
    const soon = new AbortController();
    const first = unlessAborted(soon.signal, never());
    soon.abort();
    assert.equal(await first, 'aborted');
    const later = new AbortController();
    const second = unlessAborted(later.signal, never());
    await turn();
    later.abort();
    assert.equal(await second, 'aborted');
  });

  it('comes before what the work ends with after it', async () => {
    const ends: ((controller: AbortController) => Promise<unknown>)[] = [
      async controller => {
        await Promise.resolve();
        controller.abort();
        return 'done';
      },
      async controller => {
        await Promise.resolve();
        controller.abort();
        throw new Error('fault');
      },
    ];
    for (const end of ends) {
      const controller = new AbortController();
      assert.equal(await unlessAborted(controller.signal, end(controller)), 'aborted');
    }
  });

  it('after the work changes nothing', async () => {
    const controller = new AbortController();
    const result = unlessAborted(controller.signal, Promise.resolve('done'));
    setImmediate(() => controller.abort());
    assert.equal(await result, 'done');
  });
});
