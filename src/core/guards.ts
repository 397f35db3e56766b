import type { Destination, Transport } from './transport/transport';

/** Tells when an attempt goes with another key than the one before it, or finds none any more. Keeps no key elsewhere. */
export function watched(
  destination: Destination,
  changed: (key: string | undefined) => void,
): Destination {
  let before: string | undefined;
  return {
    ...destination,
    async credential() {
      const key = await destination.credential();
      if (before !== undefined && key !== before) changed(key);
      before = key;
      return key;
    },
  };
}

/** The transport sends nothing once the signal has ended the run, so a disk that hangs holds nobody. */
export const journalled = (transport: Transport, save: () => Promise<void>): Transport => ({
  async send(request, destination, options) {
    await unlessAborted(options.signal, save());
    return transport.send(request, destination, options);
  },
  close: () => transport.close(),
});

/** The work's result, or `aborted` as soon as the signal says so; the work itself goes on. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T | 'aborted'> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve('aborted');
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
