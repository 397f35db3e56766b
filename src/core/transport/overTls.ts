import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import * as tls from 'node:tls';

/** Which certificates are accepted. */
export type Security = Pick<tls.ConnectionOptions, 'rejectUnauthorized' | 'secureContext'>;

/** Begins a TLS handshake over an open connection. For an IP address no server name is sent: it would not be valid. */
export const overTls = (
  socket: Socket,
  host: string,
  options: Security & Pick<tls.ConnectionOptions, 'ALPNProtocols' | 'session'>,
): tls.TLSSocket => tls.connect({ ...options, socket, host, servername: isIP(host) ? '' : host });

/** The protocol spoken with the API's servers. */
export const http1 = { ALPNProtocols: ['http/1.1'] };

/** The host of an address; IPv6 without brackets. */
export const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
