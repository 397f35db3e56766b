import * as tls from 'node:tls';
import type { NetworkSettings } from './proxy';

/** Newer runtimes only; the types describe the oldest one. */
const { getCACertificates } = tls as {
  getCACertificates?: (type: 'default' | 'system') => readonly string[];
};

/** What a connection trusts. `undefined`: the runtime's own choice, which is cheaper to make. */
export function trusted(network: NetworkSettings): tls.SecureContext | undefined {
  const system = network.systemCertificates ? (getCACertificates?.('system') ?? []) : [];
  const extra = [...system, ...(network.certificates ?? [])];
  if (extra.length === 0) return undefined;
  const usual = getCACertificates?.('default') ?? tls.rootCertificates;
  return tls.createSecureContext({ ca: [...new Set([...usual, ...extra])] });
}
