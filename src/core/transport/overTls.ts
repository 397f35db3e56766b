import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import * as tls from 'node:tls';

/** Whose certificates are accepted. */
export type Security = Pick<tls.ConnectionOptions, 'rejectUnauthorized' | 'secureContext'>;

/** Begins a handshake over a connection that stands. An address is no name that a server could be asked for. */
export const overTls = (
  socket: Socket,
  host: string,
  options: Security & Pick<tls.ConnectionOptions, 'ALPNProtocols' | 'session'>,
): tls.TLSSocket => tls.connect({ ...options, socket, host, servername: isIP(host) ? '' : host });

/** What the servers of the API are spoken to with. */
export const http1 = { ALPNProtocols: ['http/1.1'] };

/** Of an address of IP version 6 without its brackets. */
export const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
