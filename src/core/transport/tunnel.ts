import type { Socket } from 'node:net';
import { ConnectError } from './failure';

/** A proxy's answer to CONNECT is short. */
const longestHead = 16_384;

/**
 * Asks a proxy, over a connection to it, for a tunnel. Calls back once; the socket is then the tunnel.
 * @param authorization The value of `Proxy-Authorization`.
 * @param callback Its `status` is that of the proxy's answer; empty where none came.
 */
export function openTunnel(
  socket: Socket,
  target: { readonly host: string; readonly port: number },
  authorization: string | undefined,
  callback: (error: ConnectError | undefined, status: string) => void,
): void {
  let head = '';
  const end = (error?: ConnectError, status = ''): void => {
    socket.off('data', onData).off('close', onClose);
    callback(error, status);
  };
  const onClose = (): void => {
    end(new ConnectError('proxyRefused', 'closed'));
  };
  const onData = (chunk: Buffer): void => {
    head += chunk.toString('latin1');
    const length = head.indexOf('\r\n\r\n') + 4;
    if (length < 4) {
      if (head.length > longestHead) end(new ConnectError('proxyRefused', 'no answer to CONNECT'));
      return;
    }
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? '';
    if (status.startsWith('2')) {
      socket.pause();
      const rest = Buffer.from(head.slice(length), 'latin1');
      if (rest.length > 0) socket.unshift(rest);
      end(undefined, status);
    } else {
      end(new ConnectError(status === '407' ? 'proxyLogin' : 'proxyRefused', status));
    }
  };
  socket.on('data', onData).on('close', onClose);
  const host = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  const login = authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`;
  socket.write(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n${login}\r\n`, 'latin1');
}
