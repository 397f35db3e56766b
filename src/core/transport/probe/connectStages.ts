import * as net from 'node:net';
import type { TLSSocket } from 'node:tls';
import { dial, lookUpAll, type Place } from '../dial';
import { failureReason } from '../failure';
import { bareHost, http1, overTls } from '../overTls';
import type { Proxy } from '../proxy';
import type { Trust } from '../trust';
import { openTunnel } from '../tunnel';
import { certificateFacts } from './certificateFacts';
import type { Address, ConnectionReport, Stages } from './connectionReport';
import { reasonOf, runStage, type StageWorld } from './stage';

/** Looks up the addresses of a host; an address is its own. */
export function lookUp(host: string, world: StageWorld): Promise<NonNullable<Stages['lookup']>> {
  return runStage(world, end => {
    if (net.isIP(host) !== 0) {
      end.done({ host, addresses: [addressOf(host)] });
      return undefined;
    }
    lookUpAll(host, world.lookup, (error, addresses) => {
      if (error) end.failed(...reasonOf(error, 'connect'));
      else end.done({ host, addresses: addresses.map(addressOf) });
    });
    return undefined;
  });
}

const addressOf = (address: string): Address => ({
  address,
  family: net.isIPv6(address) ? 6 : 4,
});

/** Reads the system's certificates. Requests do so only if a certificate is not accepted without them. */
export function readCertificates(
  trust: Trust,
  world: StageWorld,
): Promise<NonNullable<ConnectionReport['certificates']>> {
  return runStage(
    world,
    end => {
      trust.widen().then(
        () => {
          end.done(trust.system);
        },
        (error: unknown) => {
          end.failed('certificatesFailed', reasonOf(error, 'connect')[1]);
        },
      );
      return undefined;
    },
    'certificatesUnread',
  );
}

/** Connects to one of the addresses that were looked up. */
export function openSocket(
  place: Place,
  addresses: readonly Address[],
  world: StageWorld,
  opened: (socket: net.Socket) => void,
): Promise<NonNullable<Stages['connect']>> {
  const lookup: net.LookupFunction = (_host, _options, callback) => {
    callback(null, [...addresses]);
  };
  return runStage(world, end => {
    const dialling = dial(place, { ...world, lookup }, dialled => {
      // Not within the call: `tried` is a member of what `dial` returns.
      queueMicrotask(() => {
        const { tried } = dialling;
        if (dialled.kind === 'failed') end.failed(dialled.reason, dialled.code, { tried });
        else {
          opened(dialled.socket);
          const to = addressOf(dialled.socket.remoteAddress ?? '');
          end.done({ ...to, port: place.port, tried });
        }
      });
    });
    return {
      learnt: () => ({ tried: dialling.tried }),
      stop: () => {
        dialling.stop();
      },
    };
  });
}

export interface Security {
  readonly trust: Trust;
  /** False: an unacceptable certificate is reported, and the probe goes on as a request would. */
  readonly verified: boolean;
}

/** Asks the proxy for a tunnel, over TLS if its address is `https:`; a TLS failure is the proxy's. */
export function askTunnel(
  socket: net.Socket,
  proxy: Proxy,
  target: Place,
  security: Security,
  world: StageWorld,
  opened: (socket: net.Socket) => void,
): Promise<NonNullable<Stages['tunnel']>> {
  return runStage(world, end => {
    const ask = (way: net.Socket): void => {
      openTunnel(way, target, proxy.authorization, (error, status) => {
        if (error) end.failed(error.reason, error.detail);
        else {
          opened(way);
          end.done({ status });
        }
      });
    };
    if (proxy.url.protocol === 'http:') {
      ask(socket);
      return undefined;
    }
    const host = bareHost(proxy.url);
    const wrapped = overTls(socket, host, securityOf(security));
    wrapped
      .on('error', error => {
        const [reason, code] = reasonOf(error, 'tls');
        end.failed(reason.startsWith('certificate') ? reason : 'proxyRefused', code);
      })
      .once('secureConnect', () => {
        ask(wrapped);
      });
    return undefined;
  });
}

const securityOf = ({ trust, verified }: Security) => ({
  rejectUnauthorized: verified,
  ...(trust.context && { secureContext: trust.context }),
});

/**
 * The TLS handshake. It accepts every certificate, so that an unacceptable one can be examined. Nothing is written to
 * such a connection, unless requests would use it, too.
 */
export function shakeHands(
  socket: net.Socket,
  host: string,
  security: Security,
  world: StageWorld,
  opened: (socket: TLSSocket) => void,
): Promise<NonNullable<Stages['tls']>> {
  return runStage(world, end => {
    const unverified = securityOf({ ...security, verified: false });
    const wrapped = overTls(socket, host, { ...unverified, ...http1 });
    wrapped
      .on('error', error => {
        end.failed(...reasonOf(error, 'tls'));
      })
      .once('secureConnect', () => {
        const facts = {
          version: wrapped.getProtocol() ?? '',
          certificate: certificateFacts(wrapped.getPeerCertificate(), world.now()),
        };
        if (wrapped.authorized) {
          opened(wrapped);
          end.done(facts);
          return;
        }
        // A code, although the type says `Error`.
        const code = String(wrapped.authorizationError);
        const reason = failureReason(code, 'tls');
        if (security.verified) end.failed(reason, code, facts);
        else {
          opened(wrapped);
          end.done({ ...facts, ignored: { reason, code } });
        }
      });
    return undefined;
  });
}
