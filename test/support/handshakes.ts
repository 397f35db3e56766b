import * as net from 'node:net';

export interface Handshakes {
  /** In place of `net.connect`. */
  readonly connect: (options: net.TcpNetConnectOpts) => net.Socket;
  /** In the order in which they were begun. */
  readonly begun: readonly string[];
  readonly sockets: ReadonlyMap<string, net.Socket>;
  /** Those that were held back go on now. */
  release(address: string): void;
}

/**
 * Real connections on loopback, of which those to some addresses do not begin until they are released: without rights on
 * the network nobody can make a handshake slow. `fails`: with that code instead, as where there is no way to an address.
 */
export function holding(
  held: readonly string[],
  fails: Readonly<Record<string, string>> = {},
): Handshakes {
  const begun: string[] = [];
  const sockets = new Map<string, net.Socket>();
  const waiting = new Map<string, () => void>();
  return {
    begun,
    sockets,
    connect(options) {
      const { host = '' } = options;
      const socket = new net.Socket();
      begun.push(host);
      sockets.set(host, socket);
      const code = fails[host];
      if (code !== undefined) {
        process.nextTick(() => socket.destroy(Object.assign(new Error(code), { code })));
      } else if (held.includes(host)) {
        waiting.set(host, () => {
          if (!socket.destroyed) socket.connect(options);
        });
      } else socket.connect(options);
      return socket;
    },
    release(address) {
      waiting.get(address)?.();
    },
  };
}
