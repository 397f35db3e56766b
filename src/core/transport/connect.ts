import type { LookupFunction, Socket } from 'node:net';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { withoutContinues } from './continues';
import { codeOf, ConnectError, failureReason } from './failure';
import type { NetworkSettings, Proxy } from './proxy';
import { isUnverified, isUsable, proxyFor } from './proxy';
import { startTimer } from './timer';
import type { FailureReason } from './transport';
import { openTunnel } from './tunnel';

/** When the steps of one connection happened, on the monotonic clock. */
export interface ConnectTimes {
  readonly began: number;
  /** TCP, and the proxy's tunnel where there is one. */
  connected?: number;
  secured?: number;
}

export interface ConnectorOptions {
  readonly network: NetworkSettings;
  /** Instead of the system's resolver. */
  readonly lookup: LookupFunction | undefined;
  readonly trust: tls.SecureContext | undefined;
  /** Milliseconds for one whole connection. */
  timeoutMs(): number;
  /** Every connection that is being opened leaves here how to give it up. */
  readonly opening: Set<() => void>;
  /** False: nobody waits for a connection any more. */
  onBegin(times: ConnectTimes): boolean;
}

export type Connector = (
  options: { hostname: string; port: string },
  callback: (...result: [ConnectError, null] | [null, Socket | tls.TLSSocket]) => void,
) => void;

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Opens the connections of one origin: straight or through a proxy, in plain or over TLS. */
export function createConnector(origin: URL, options: ConnectorOptions): Connector {
  const secure = origin.protocol === 'https:';
  const proxy = proxyFor(origin, options.network);
  const security: Security = {
    rejectUnauthorized: !isUnverified(origin, options.network),
    ...(options.trust && { secureContext: options.trust }),
  };
  let session: Buffer | undefined;

  return ({ hostname: host, port }, callback) => {
    const place = { host, port: Number(port || (secure ? 443 : 80)) };
    const times: ConnectTimes = { began: performance.now() };
    // The pool opens a new connection after a request was ended on its old one, although nothing is to be sent.
    if (!options.onBegin(times)) {
      queueMicrotask(() => {
        callback(new ConnectError('cancelled', 'ABORT_ERR'), null);
      });
      return;
    }
    const opening = new Opening(options, callback);
    const connected = (socket: Socket): void => {
      times.connected = performance.now();
      if (!secure) {
        opening.end(socket);
        return;
      }
      const wrapped = tls.connect({
        ...security,
        ...serverName(host),
        socket,
        host,
        ALPNProtocols: ['http/1.1'],
        ...(session && { session }),
      });
      opening
        .watch(wrapped, 'tls')
        .on('session', (ticket: Buffer) => {
          session = ticket;
        })
        .once('secureConnect', () => {
          times.secured = performance.now();
          opening.end(wrapped);
        });
    };
    if (proxy && !isUsable(proxy)) {
      opening.end(new ConnectError('proxyUnsupported', proxy.url.protocol));
    } else if (proxy) throughProxy(proxy, place, security, options.lookup, opening, connected);
    else {
      const socket = net.connect({ ...place, ...plainOptions(options.lookup) });
      opening
        .watch(socket, () => (secure && times.connected ? 'tls' : 'connect'))
        .once('connect', () => {
          connected(socket);
        });
    }
  };
}

type Security = Pick<tls.ConnectionOptions, 'rejectUnauthorized' | 'secureContext'>;
type Failing = 'connect' | 'tls' | 'proxy' | 'proxyTls';

const plainOptions = (lookup: LookupFunction | undefined) => ({
  noDelay: true,
  keepAlive: true,
  ...(lookup && { lookup }),
});

function reasonFor(code: string, failing: Failing): FailureReason {
  if (failing === 'proxy') return 'proxyRefused';
  if (failing !== 'proxyTls') return failureReason(code, failing);
  // A certificate is no better on the next attempt, whoever shows it; everything else is a proxy that is not there.
  const reason = failureReason(code, 'tls');
  return reason.startsWith('certificate') ? reason : 'proxyRefused';
}

/** An address is no name that a server could be asked for. */
const serverName = (host: string) => ({ servername: net.isIP(host) ? '' : host });

/** One connection on its way: ends once, by success, by an error, by its limit or because it is given up. */
class Opening {
  readonly #sockets: Socket[] = [];
  readonly #timer: NodeJS.Timeout;
  readonly #options: ConnectorOptions;
  readonly #callback: Parameters<Connector>[1];
  #open = true;

  constructor(options: ConnectorOptions, callback: Parameters<Connector>[1]) {
    this.#options = options;
    this.#callback = callback;
    this.#timer = startTimer(() => {
      this.end(new ConnectError('connectTimeout', 'ETIMEDOUT'));
    }, options.timeoutMs());
    options.opening.add(this.#giveUp);
  }

  /** The listener stays on the socket: an error that comes late must find one. */
  watch<T extends Socket>(socket: T, failing: Failing | (() => Failing)): T {
    this.#sockets.push(socket);
    return socket.on('error', error => {
      const code = codeOf(error);
      const phase = typeof failing === 'function' ? failing() : failing;
      this.end(new ConnectError(reasonFor(code, phase), code));
    });
  }

  end(result: ConnectError | Socket): void {
    if (!this.#open) return;
    this.#open = false;
    clearTimeout(this.#timer);
    this.#options.opening.delete(this.#giveUp);
    if (!(result instanceof ConnectError)) {
      this.#callback(null, withoutContinues(result));
      return;
    }
    for (const socket of this.#sockets) socket.destroy();
    this.#callback(result, null);
  }

  readonly #giveUp = (): void => {
    this.end(new ConnectError('cancelled', 'ABORT_ERR'));
  };
}

function throughProxy(
  { url, authorization }: Proxy,
  target: Place,
  security: Security,
  lookup: LookupFunction | undefined,
  opening: Opening,
  then: (socket: Socket) => void,
): void {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const place = { host, port: Number(url.port || (secure ? 443 : 80)), ...plainOptions(lookup) };
  const socket = secure
    ? tls.connect({ ...place, ...security, ...serverName(host) })
    : net.connect(place);
  let step: Failing = 'proxy';
  opening.watch(socket, () => step);
  if (secure) socket.once('connect', () => (step = 'proxyTls'));
  socket.once(secure ? 'secureConnect' : 'connect', () => {
    step = 'proxy';
    openTunnel(socket, target, authorization, error => {
      step = 'tls';
      if (error) opening.end(error);
      else then(socket);
    });
  });
}
