import type { AddressInfo, Server, Socket } from 'node:net';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { until } from './inTime';

/** One request as it arrived. */
export interface Seen {
  readonly connection: number;
  /** Milliseconds, monotonic. */
  readonly at: number;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Of the whole request on the wire. */
  readonly bytes: number;
}

/** What to do with a request. `nth`: how many came to this path since it does this. */
export type Behaviour = (socket: Socket, seen: Seen, nth: number) => void;

export interface FaultServer {
  readonly origin: string;
  readonly port: number;
  readonly seen: readonly Seen[];
  /** Connections accepted so far. */
  readonly connections: number;
  readonly open: ReadonlySet<Socket>;
  /** By path, without the query. */
  on(path: string, ...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

/** A listener that does what no honest server does: raw bytes, by path. */
export async function startFaultServer(
  options: {
    readonly tls?: tls.TlsOptions;
    readonly port?: number;
    readonly onConnection?: (socket: Socket) => void;
  } = {},
): Promise<FaultServer> {
  const seen: Seen[] = [];
  const routes = new Map<string, Behaviour[]>();
  const open = new Set<Socket>();
  const counts = new Map<string, number>();
  let connections = 0;
  const accept = (socket: Socket): void => {
    connections += 1;
    const connection = connections;
    socket.setNoDelay(true);
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    if (options.onConnection) {
      options.onConnection(socket);
      return;
    }
    let buffer = Buffer.alloc(0);
    socket.on('data', chunk => {
      buffer = Buffer.concat([buffer, chunk]);
      for (;;) {
        const request = parse(buffer, connection);
        if (request === undefined) return;
        buffer = buffer.subarray(request.bytes);
        seen.push(request);
        const path = request.target.split('?')[0] ?? '';
        const nth = counts.get(path) ?? 0;
        counts.set(path, nth + 1);
        const behaviours = routes.get(path) ?? [answer(404)];
        behaviours[Math.min(nth, behaviours.length - 1)]?.(socket, request, nth);
      }
    });
  };
  const server: Server = options.tls
    ? tls.createServer(options.tls, accept)
    : net.createServer(accept);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>(resolve => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    seen,
    get connections() {
      return connections;
    },
    open,
    on(path, ...behaviours) {
      routes.set(path, behaviours);
      counts.delete(path);
    },
    close() {
      for (const socket of open) socket.destroy();
      return new Promise(resolve => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

/**
 * All requests for a target, as soon as there are that many: on a busy machine a client may have given up before its
 * request is read.
 */
export async function arrived(
  { seen }: FaultServer,
  target: string,
  atLeast: number,
): Promise<readonly Seen[]> {
  const here = () => seen.filter(each => each.target === target);
  await until(() => here().length >= atLeast);
  return here();
}

function parse(buffer: Buffer, connection: number): Seen | undefined {
  const end = buffer.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [first = '', ...lines] = buffer.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map(line => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const bytes = end + 4 + Number(headers['content-length'] ?? 0);
  if (buffer.length < bytes) return undefined;
  const [method = '', target = ''] = first.split(' ');
  const body = Buffer.from(buffer.subarray(end + 4, bytes));
  return { connection, at: performance.now(), method, target, headers, body, bytes };
}

type HeaderLines = Readonly<Record<string, string | readonly string[]>>;

/** A whole, honest answer; the connection stays open. */
export function answer(
  status: number,
  headers: HeaderLines = {},
  body: string | Buffer = '{}',
): Behaviour {
  const bytes = Buffer.from(body);
  return socket => {
    socket.write(head(status, { 'Content-Length': String(bytes.length), ...headers }));
    socket.write(bytes);
  };
}

export function head(status: number, headers: HeaderLines = {}): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map(each => `${name}: ${each}`),
  );
  return [`HTTP/1.1 ${status} Some Reason`, ...lines, '', ''].join('\r\n');
}

/** Bytes as they are; nothing more happens. */
export const raw =
  (...parts: readonly (string | Buffer)[]): Behaviour =>
  socket => {
    for (const part of parts) socket.write(part);
  };

/** Bytes, then an orderly end. */
export const rawThenEnd =
  (...parts: readonly (string | Buffer)[]): Behaviour =>
  socket => {
    for (const part of parts) socket.write(part);
    socket.end();
  };

/** Bytes, then a reset once they have arrived. */
export const rawThenReset =
  (...parts: readonly (string | Buffer)[]): Behaviour =>
  socket => {
    for (const part of parts) socket.write(part);
    setTimeout(() => socket.resetAndDestroy(), parts.length > 0 ? 60 : 0);
  };

export const silence: Behaviour = () => undefined;

/** A part every few milliseconds, without end. */
export const drip =
  (first: string, part: string, everyMs: number): Behaviour =>
  socket => {
    socket.write(first);
    const timer = setInterval(() => socket.write(part), everyMs);
    socket.on('close', () => {
      clearInterval(timer);
    });
  };
