import type { Answer, Destination, Transport } from '../transport/transport';
import { unlessAborted } from '../common/unlessAborted';

/** Calls `seen` with the first key, and whenever an attempt reads another key than the one before, or none any more. */
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
 * Sends nothing before its row is on disk. A hanging disk holds up no abort: the transport is then called with the
 * aborted signal, and sends nothing.
 * @param save resolves with whether the row is on disk
 */
export const journalled = (transport: Transport, save: () => Promise<boolean>): Transport => ({
  async send(request, destination, options) {
    const saved = await unlessAborted(options.signal, save());
    return saved ? transport.send(request, destination, options) : notRecorded;
  },
  close: () => transport.close(),
});
