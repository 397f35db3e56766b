import { isIPv4 } from 'node:net';

/** @param hostname As in `URL.hostname`: IPv6 in brackets or not. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true;
  return isIPv4(host) && host.startsWith('127.');
}
