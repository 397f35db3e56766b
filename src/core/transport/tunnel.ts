import type { Socket } from 'node:net';
import { ConnectError } from './failure';
import type { FailureReason } from './transport';

/** In bytes; a proxy's answer to CONNECT is short. */
const longestHead = 16_384;

/**
 * Asks a proxy for a tunnel, over a connection to it. Calls back once; without an error the socket is then the tunnel.
 * @param authorization The value of `Proxy-Authorization`.
 * @param callback `status`: of the proxy's answer; empty if none came
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
      const reason = status === '407' ? loginReason(head.slice(0, length)) : 'proxyRefused';
      end(new ConnectError(reason, status));
    }
  };
  socket.on('data', onData).on('close', onClose);
  const host = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  const login = authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`;
  socket.write(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n${login}\r\n`, 'latin1');
}

/** Logins for which a constant header is not enough, by scheme. The editor's own network can make those of Kerberos. */
const unavailable: Readonly<Record<string, FailureReason>> = {
  negotiate: 'proxyKerberos',
  kerberos: 'proxyKerberos',
  ntlm: 'proxyNtlm',
  digest: 'proxyDigest',
};

/** A proxy that also accepts another login, such as Basic or a token, only needs a setting. */
function loginReason(head: string): FailureReason {
  const reasons = head
    .split('\r\n')
    .flatMap(line => (/^proxy-authenticate:/i.test(line) ? schemesIn(line.slice(19)) : []))
    .map(scheme => (Object.hasOwn(unavailable, scheme) ? unavailable[scheme] : undefined));
  if (reasons.length === 0 || reasons.includes(undefined)) return 'proxyLogin';
  const order = Object.values(unavailable);
  return order.find(reason => reasons.includes(reason)) ?? 'proxyLogin';
}

/** RFC 9110, section 11.6.1: challenges and their parameters are both separated by commas. */
const schemesIn = (value: string): readonly string[] =>
  value
    .replace(/"(?:\\.|[^"\\])*"/g, '""')
    .split(',')
    .map(part => part.trim().toLowerCase())
    .filter(part => part !== '' && !/^[^\s=]+\s*=/.test(part))
    .map(part => part.split(/\s/)[0] ?? '');
