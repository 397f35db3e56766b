import type { Answer, Destination, Transport } from '../transport/transport';
import { unlessAborted } from '../common/unlessAborted';

/** Tells of the first key, and of each attempt that finds another one than the one before it, or none any more. */
export function watched(
  destination: Destination,
  seen: (key: string | undefined, before: string | undefined) => void,
): Destination {
  let before: string | undefined;
  return {
    ...destination,
    async credential() {
      const key = await destination.credential();
      if (key !== before) seen(key, before);
      before = key;
      return key;
    },
  };
}

const notRecorded: Answer = {
  kind: 'failed',
  reason: 'notRecorded',
  sent: false,
  timing: {},
  durationMs: 0,
  bytesOut: 0,
  bytesIn: 0,
  via: 'undici',
  redirects: [],
};

/**
 * Nothing is sent that could not be saved. The transport sends nothing once the signal has ended the run, so a disk that
 * hangs holds nobody.
 * @param save whether it is on disk
 */
export const journalled = (transport: Transport, save: () => Promise<boolean>): Transport => ({
  async send(request, destination, options) {
    const saved = await unlessAborted(options.signal, save());
    return saved ? transport.send(request, destination, options) : notRecorded;
  },
  close: () => transport.close(),
});
