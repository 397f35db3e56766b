import type { AddressInfo, Server, Socket } from 'node:net';
import * as net from 'node:net';
import * as tls from 'node:tls';

export interface ProxyServer {
  readonly url: string;
  readonly port: number;
  /** `host:port` of every CONNECT that came, and its login. */
  readonly seen: readonly { readonly target: string; readonly login: string | undefined }[];
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** The `Proxy-Authorization` that is demanded. */
  readonly login?: string;
  /** Answers every CONNECT with this status. */
  readonly refuseWith?: number;
  /** Lines that stand in such an answer, and in a 407. */
  readonly challenges?: readonly string[];
  /** Ends the connection instead of answering. */
  readonly hangUp?: boolean;
  /** The loopback port that a name stands for. */
  readonly ports: Readonly<Record<string, number>>;
  /** A proxy that is spoken to over TLS. */
  readonly tls?: tls.TlsOptions;
  /** Absent: any free one. */
  readonly port?: number;
}

/** A CONNECT proxy whose names all lead to loopback. */
export async function startProxy({
  login,
  refuseWith,
  challenges = [],
  hangUp,
  ports,
  ...options
}: ProxyOptions): Promise<ProxyServer> {
  const seen: { target: string; login: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const refuse = (socket: Socket, status: string) =>
    socket.end([`HTTP/1.1 ${status}`, ...challenges, '', ''].join('\r\n'));
  const serve = (socket: Socket, request: string): void => {
    const target = /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(request)?.[1] ?? '';
    const given = /\r\nProxy-Authorization: (.*)\r\n/i.exec(request)?.[1];
    seen.push({ target, login: given });
    const port = ports[target.split(':')[0] ?? ''];
    if (hangUp) socket.destroy();
    else if (refuseWith !== undefined) refuse(socket, `${refuseWith} No`);
    else if (login !== undefined && given !== login) refuse(socket, '407 Login');
    else if (port === undefined) socket.end('HTTP/1.1 502 Unknown Host\r\n\r\n');
    else {
      const upstream = track(net.connect(port, '127.0.0.1'));
      upstream.once('connect', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
    }
  };
  const accept = (socket: Socket): void => {
    track(socket).once('data', chunk => {
      serve(socket, chunk.toString('latin1'));
    });
  };
  const server: Server = options.tls
    ? tls.createServer(options.tls, accept).on('tlsClientError', () => undefined)
    : net.createServer(accept);
  // A tunnel's client is gone with the connection below it, also where TLS never came about.
  server.on('connection', track);
  await new Promise<void>(resolve => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    seen,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise(resolve => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
