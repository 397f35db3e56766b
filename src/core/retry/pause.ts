import type { World, WaitReason } from '../common/world';

export interface WaitControls {
  /** Ends the wait; the next attempt goes out at once. */
  readonly sendNow: () => void;
}

/**
 * One wait of a run. `over`: it lasted to its end; `now`: the person ended it; `cancelled`: the signal ended it, or
 * `world.wait` rejected. Settles with the signal even when `world.wait` does not.
 */
export function pause(
  world: World,
  ms: number,
  reason: WaitReason,
  signal: AbortSignal,
  onWait?: (controls: WaitControls) => void,
): Promise<'over' | 'now' | 'cancelled'> {
  return new Promise(resolve => {
    const inner = new AbortController();
    const end = (how: 'over' | 'now' | 'cancelled'): void => {
      signal.removeEventListener('abort', cancel);
      resolve(how);
      inner.abort();
    };
    const cancel = (): void => {
      end('cancelled');
    };
    if (signal.aborted) {
      cancel();
      return;
    }
    signal.addEventListener('abort', cancel, { once: true });
    onWait?.({
      sendNow: () => {
        end('now');
      },
    });
    // `wait` may come from another extension: it may throw, or return no promise.
    new Promise<void>(begin => {
      begin(world.wait(ms, reason, inner.signal));
    }).then(() => {
      end('over');
    }, cancel);
  });
}
