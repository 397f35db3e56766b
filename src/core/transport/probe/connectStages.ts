import * as net from 'node:net';
import * as tls from 'node:tls';
import { failureReason } from '../failure';
import type { Proxy } from '../proxy';
import { openTunnel } from '../tunnel';
import { certificateFacts } from './certificateFacts';
import type { Address, Stages } from './connectionReport';
import { reasonOf, runStage, type StageWorld } from './stage';

/** A host as sockets want it, without the brackets of an address of version 6. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

export function lookUp(host: string, world: StageWorld): Promise<NonNullable<Stages['lookup']>> {
  return runStage(world, end => {
    const family = net.isIP(host);
    if (family !== 0) {
      end.done({ host, addresses: [addressOf(host)] });
      return;
    }
    world.lookup(host, { all: true }, (error, found) => {
      if (error) end.failed(...reasonOf(error, 'connect'));
      else {
        const all = typeof found === 'string' ? [found] : found.map(({ address }) => address);
        end.done({ host, addresses: all.map(addressOf) });
      }
    });
  });
}

const addressOf = (address: string): Address => ({
  address,
  family: net.isIPv6(address) ? 6 : 4,
});

/** Connects to the addresses that were found, and to no other. */
export function openSocket(
  place: Place,
  addresses: readonly Address[],
  world: StageWorld,
  opened: (socket: net.Socket) => void,
): Promise<NonNullable<Stages['connect']>> {
  const lookup: net.LookupFunction = (_host, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
  return runStage(world, end => {
    const socket = net.connect({ ...place, noDelay: true, lookup });
    opened(socket);
    socket
      .on('error', error => {
        end.failed(...reasonOf(error, 'connect'));
      })
      .once('connect', () => {
        end.done({ ...addressOf(socket.remoteAddress ?? ''), port: place.port });
      });
  });
}

export interface Security {
  readonly trust: tls.SecureContext | undefined;
  /** False: a certificate that is not acceptable is told, and the probe goes on as a request would. */
  readonly verified: boolean;
}

/** Asks the proxy for a tunnel; to one of `https:` over TLS, whose certificate counts as the proxy's failure. */
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
      return;
    }
    const host = bareHost(proxy.url);
    const wrapped = tls.connect({ socket, host, ...serverName(host), ...securityOf(security) });
    wrapped
      .on('error', error => {
        end.failed('proxyRefused', reasonOf(error, 'tls')[1]);
      })
      .once('secureConnect', () => {
        ask(wrapped);
      });
  });
}

const securityOf = ({ trust, verified }: Security) => ({
  rejectUnauthorized: verified,
  ...(trust && { secureContext: trust }),
});

/**
 * The handshake, in which no certificate is turned down: only so can one that is not acceptable be looked at. Nothing is
 * ever written to such a connection, unless requests would be, too.
 */
export function shakeHands(
  socket: net.Socket,
  host: string,
  security: Security,
  world: StageWorld,
  opened: (socket: tls.TLSSocket) => void,
): Promise<NonNullable<Stages['tls']>> {
  return runStage(world, end => {
    const wrapped = tls.connect({
      socket,
      host,
      ...serverName(host),
      ALPNProtocols: ['http/1.1'],
      ...securityOf({ ...security, verified: false }),
    });
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
        // A code, although its type says otherwise.
        const code = String(wrapped.authorizationError);
        const reason = failureReason(code, 'tls');
        if (security.verified) end.failed(reason, code, facts);
        else {
          opened(wrapped);
          end.done({ ...facts, ignored: { reason, code } });
        }
      });
  });
}

/** An address is no name that a server could be asked for. */
const serverName = (host: string) => ({ servername: net.isIP(host) ? '' : host });

export const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
