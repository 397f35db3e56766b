import type { LookupFunction } from 'node:net';

/** Fails every name the way a resolver does. */
export const failingLookup =
  (code: string): LookupFunction =>
  (host, _options, callback) => {
    callback(Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code }), '');
  };

/** Never answers. */
export const hole: LookupFunction = () => undefined;

export const failingCodes = ['ENOTFOUND', 'EAI_AGAIN'] as const;
