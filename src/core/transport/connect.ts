import type { Socket } from 'node:net';
import type * as tls from 'node:tls';
import { withPlainHeads } from './plainHeads';
import type { Dialling, DialOptions, Place } from './dial';
import { dial } from './dial';
import { codeOf, ConnectError, failureReason } from './failure';
import { withGate, type Gate } from './gate';
import { bareHost, http1, overTls, type Security } from './overTls';
import type { NetworkSettings, Proxy } from './proxy';
import { isUnverified, routeTo } from './proxy';
import { startTimer } from './timer';
import type { FailureReason } from './transport';
import type { Trust } from './trust';
import { openTunnel } from './tunnel';

/** When the steps of one connection happened, on the monotonic clock. */
export interface ConnectTimes {
  readonly began: number;
  /** After TCP, and the proxy's tunnel if there is one. */
  connected?: number;
  secured?: number;
  /** The connection waits only for the system's certificates to be read. */
  readsCertificates?: boolean;
}

export interface ConnectorOptions extends DialOptions {
  readonly network: NetworkSettings;
  readonly trust: Trust;
  /** Milliseconds for one whole connection. */
  timeoutMs(): number;
  /** Holds a function for each connection being opened that gives it up. */
  readonly opening: Set<() => void>;
  /** Returns false if no request waits for a connection any more. */
  onBegin(times: ConnectTimes): boolean;
  /** Called before each write to a connection. */
  readonly onWrite: (gate: Gate) => void;
}

/** Opens one connection, as undici's pool calls it. */
export type Connector = (
  options: { hostname: string; port: string },
  callback: (...result: [ConnectError, null] | [null, Socket | tls.TLSSocket]) => void,
) => void;

/** Opens connections to one origin: direct or through a proxy, plain or over TLS. */
export function createConnector(origin: URL, options: ConnectorOptions): Connector {
  const route = routeTo(origin, options.network);
  const secure = origin.protocol === 'https:';
  const rejectUnauthorized = !isUnverified(origin, options.network);
  const handshake = secure ? handshakes() : undefined;

  return ({ hostname: host, port }, callback) => {
    const place = { host, port: Number(port || (secure ? 443 : 80)) };
    const times: ConnectTimes = { began: performance.now() };
    // After a request was aborted, the pool opens a new connection even if nothing is to be sent.
    if (!options.onBegin(times)) {
      queueMicrotask(() => {
        callback(new ConnectError('cancelled', 'ABORT_ERR'), null);
      });
      return;
    }
    const opening = new Opening(options, times, callback);
    if (route.kind === 'unusable') {
      opening.end(new ConnectError(route.reason, route.code));
      return;
    }
    opening.begin(secureContext => {
      const security = { rejectUnauthorized, ...(secureContext && { secureContext }) };
      const connected = (socket: Socket): void => {
        times.connected = performance.now();
        if (!handshake) {
          opening.end(socket);
          return;
        }
        const wrapped = opening.watch(handshake(socket, host, security), () => 'tls');
        wrapped.once('secureConnect', () => {
          times.secured = performance.now();
          opening.end(wrapped);
        });
      };
      if (route.kind === 'proxy') throughProxy(route.proxy, place, security, opening, connected);
      else opening.dial(place, () => (secure ? 'tls' : 'connect'), 'connect', connected);
    });
  };
}

/** TLS handshakes with one origin; each resumes the latest session that the server offered. */
function handshakes(): (socket: Socket, host: string, security: Security) => tls.TLSSocket {
  let session: Buffer | undefined;
  return (socket, host, security) =>
    overTls(socket, host, { ...security, ...http1, ...(session && { session }) }).on(
      'session',
      (ticket: Buffer) => {
        session = ticket;
      },
    );
}

type Failing = 'connect' | 'tls' | 'proxy' | 'proxyTls';

function reasonFor(code: string, failing: Failing): FailureReason {
  if (failing === 'proxy') return 'proxyRefused';
  if (failing !== 'proxyTls') return failureReason(code, failing);
  // A bad certificate of the proxy is as bad on the next attempt; any other failure means that the proxy cannot be
  // reached.
  const reason = failureReason(code, 'tls');
  return reason.startsWith('certificate') ? reason : 'proxyRefused';
}

/** Another trusted authority may make the certificate acceptable; that changes neither its dates nor its name. */
const mayBeKnown = (reason: FailureReason): boolean =>
  reason === 'certificateIssuer' || reason === 'certificateSelfSigned';

/** One connection being opened. Ends once: by success, an error, its time limit, or because it is given up. */
class Opening {
  readonly #sockets: Socket[] = [];
  readonly #timer: NodeJS.Timeout;
  readonly #options: ConnectorOptions;
  readonly #times: ConnectTimes;
  readonly #callback: Parameters<Connector>[1];
  #way: (context: tls.SecureContext | undefined) => void = () => undefined;
  #knowsAll = false;
  #dialling: Dialling | undefined;
  #open = true;

  constructor(options: ConnectorOptions, times: ConnectTimes, callback: Parameters<Connector>[1]) {
    this.#options = options;
    this.#times = times;
    this.#callback = callback;
    this.#timer = startTimer(() => {
      const reason = times.readsCertificates ? 'certificatesUnread' : 'connectTimeout';
      this.end(new ConnectError(reason, 'ETIMEDOUT'));
    }, options.timeoutMs());
    options.opening.add(this.#giveUp);
  }

  /** Connects with the certificates trusted so far; once more with the system's if one is not accepted without them. */
  begin(way: (context: tls.SecureContext | undefined) => void): void {
    const { trust } = this.#options;
    this.#way = way;
    this.#knowsAll = trust.isWhole;
    way(trust.context);
  }

  dial(
    place: Place,
    after: () => Failing,
    failing: Failing,
    connected: (socket: Socket) => void,
  ): void {
    this.#dialling = dial(place, this.#options, dialled => {
      if (dialled.kind === 'failed') {
        const { reason, code } = dialled;
        this.end(new ConnectError(failing === 'proxy' ? 'proxyRefused' : reason, code));
        return;
      }
      connected(this.watch(dialled.socket, after));
    });
  }

  /** The listener stays on the socket: an error that comes late must find one. */
  watch<T extends Socket>(socket: T, failing: () => Failing): T {
    this.#sockets.push(socket);
    return socket.on('error', error => {
      // The socket belongs to a try that was given up since.
      if (!this.#sockets.includes(socket)) return;
      const code = codeOf(error);
      const reason = reasonFor(code, failing());
      if (mayBeKnown(reason) && !this.#knowsAll) this.#widen(code);
      else this.end(new ConnectError(reason, code));
    });
  }

  #widen(code: string): void {
    if (!this.#open) return;
    this.#leave();
    this.#times.readsCertificates = true;
    this.#options.trust.widen().then(
      () => {
        this.#times.readsCertificates = false;
        if (this.#open) this.begin(this.#way);
      },
      () => {
        this.end(new ConnectError('certificatesFailed', code));
      },
    );
  }

  /** Closes all sockets, open or connecting. */
  #leave(): void {
    this.#dialling?.stop();
    for (const socket of this.#sockets.splice(0)) socket.destroy();
  }

  end(result: ConnectError | Socket): void {
    if (!this.#open) return;
    this.#open = false;
    clearTimeout(this.#timer);
    this.#options.opening.delete(this.#giveUp);
    if (!(result instanceof ConnectError)) {
      this.#callback(null, withGate(withPlainHeads(result), this.#options.onWrite));
      return;
    }
    this.#leave();
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
  opening: Opening,
  then: (socket: Socket) => void,
): void {
  const secure = url.protocol === 'https:';
  const host = bareHost(url);
  const place = { host, port: Number(url.port || (secure ? 443 : 80)) };
  let step: Failing = secure ? 'proxyTls' : 'proxy';
  const ask = (socket: Socket): void => {
    step = 'proxy';
    openTunnel(socket, target, authorization, error => {
      step = 'tls';
      if (error) opening.end(error);
      else then(socket);
    });
  };
  opening.dial(
    place,
    () => step,
    'proxy',
    socket => {
      if (!secure) {
        ask(socket);
        return;
      }
      const wrapped = opening.watch(overTls(socket, host, security), () => step);
      wrapped.once('secureConnect', () => {
        ask(wrapped);
      });
    },
  );
}
