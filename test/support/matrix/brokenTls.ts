import type { Behaviour } from '../faultServer';

type OnConnection = (socket: Parameters<Behaviour>[0]) => void;

/** Listeners that take a connection over TLS no further, by name. */
export const brokenTls: Readonly<Record<'banner' | 'closed' | 'reset' | 'silent', OnConnection>> = {
  banner: socket => socket.write('SSH-2.0-OpenSSH_9.6\r\n'),
  closed: socket => socket.once('data', () => socket.destroy()),
  reset: socket => socket.once('data', () => socket.resetAndDestroy()),
  silent: socket => socket.resume(),
};
