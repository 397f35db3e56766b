import type { ProxyOptions } from '../proxyServer';

/** What a proxy that lets nothing through may do, by name. */
export const refusingProxies: readonly (readonly [name: string, options: Partial<ProxyOptions>])[] =
  [
    ['502', { refuseWith: 502 }],
    ['403', { refuseWith: 403 }],
    ['no answer', { hangUp: true }],
  ];
