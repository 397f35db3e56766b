import { isIPv4 } from 'node:net';

/** 127.0.0.0/8 as an IPv6 address, in the form that `URL` gives it and as people write it. */
const mappedLoopback = /^::ffff:(7f[0-9a-f]{2}:[0-9a-f]{1,4}|127\.\d+\.\d+\.\d+)$/;

/** @param hostname as in `URL.hostname`; IPv6 with or without brackets */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true;
  return (isIPv4(host) && host.startsWith('127.')) || mappedLoopback.test(host);
}
