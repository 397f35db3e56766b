import { isLoopback } from '../common/loopback';
import { entriesOf, excludedBy } from './noProxy';
import { readProxyAddress } from './proxyAddress';

/** What the editor's settings and the environment say about proxies and certificates. */
export interface NetworkSettings {
  /** `http.proxy`; empty: the environment decides. */
  readonly proxy?: string;
  /**
   * `http.proxySupport`. `off`: extensions have no proxy, whatever else is set. The other three differ only for
   * extensions that bring a proxy of their own, which this one does not: they all mean that proxies are used.
   * https://code.visualstudio.com/docs/setup/network
   */
  readonly proxySupport?: 'off' | 'on' | 'fallback' | 'override';
  /** `http.noProxy`. If it is set, the variable `no_proxy` is ignored, as in the editor. */
  readonly noProxy?: readonly string[];
  /** `http.proxyAuthorization`: the value of `Proxy-Authorization`. */
  readonly proxyAuthorization?: string;
  /** `http.proxyKerberosServicePrincipal` is set: only the editor's own network can use it. */
  readonly kerberos?: boolean;
  /** `http.proxyStrictSSL`. */
  readonly proxyStrictSSL: boolean;
  /** `http.systemCertificates`. */
  readonly systemCertificates: boolean;
  /** Further certificates to trust, in PEM. */
  readonly certificates?: readonly string[];
  /** The process's variables: those of proxies, `NODE_TLS_REJECT_UNAUTHORIZED` and `NODE_EXTRA_CA_CERTS` are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Proxy {
  /** Without a login. */
  readonly url: URL;
  /** The value of `Proxy-Authorization`. */
  readonly authorization?: string;
  /** The setting or variable that the login comes from. */
  readonly loginBy?: string;
}

/** How an origin is reached, and which setting or variable decides that. */
export type Route =
  | { readonly kind: 'direct'; readonly because: 'loopback' | 'none' }
  | {
      readonly kind: 'direct';
      /** `off`: no proxy is to be used at all. */
      readonly because: 'off';
      readonly source: string;
    }
  | {
      readonly kind: 'direct';
      readonly because: 'excluded';
      readonly source: string;
      /** The entry that covers the origin. */
      readonly entry: string;
    }
  | { readonly kind: 'proxy'; readonly proxy: Proxy; readonly source: string }
  /** A proxy is set that cannot be used. Nothing may be sent without it. */
  | {
      readonly kind: 'unusable';
      readonly reason: 'proxyUnsupported' | 'proxyUnreadable';
      /** `socks5:`, `PAC`, `address` or `login`: what cannot be used. */
      readonly code: string;
      /** Name of the setting or variable. */
      readonly source: string;
    };

/** How an origin is reached. Loopback never has a proxy, as in the editor. */
export function routeTo(origin: URL, network: NetworkSettings): Route {
  if (isLoopback(origin.hostname)) return { kind: 'direct', because: 'loopback' };
  const [found] = named(origin, network);
  if (network.proxySupport === 'off') {
    return { kind: 'direct', because: 'off', source: 'http.proxySupport' };
  }
  if (!found) return { kind: 'direct', because: 'none' };
  const exclusions = exclusionsOf(network)[0];
  const entry = exclusions && excludedBy(origin, exclusions.entries);
  if (exclusions && entry !== undefined) {
    return { kind: 'direct', because: 'excluded', source: exclusions.source, entry };
  }
  return through(found, network);
}

const loginSetting = 'http.proxyAuthorization';

function through({ value, source }: NamedProxy, network: NetworkSettings): Route {
  const address = readProxyAddress(value);
  if (address.kind === 'unsupported') {
    return { kind: 'unusable', reason: 'proxyUnsupported', code: address.scheme, source };
  }
  const unreadable = { kind: 'unusable', reason: 'proxyUnreadable' } as const;
  if (address.kind === 'unreadable') return { ...unreadable, code: 'address', source };
  const { url, authorization } = address;
  const set = network.proxyAuthorization?.trim();
  if (set) {
    const loginBy = loginSetting;
    if (!isHeaderValue(set)) return { ...unreadable, code: 'login', source: loginBy };
    return { kind: 'proxy', proxy: { url, authorization: set, loginBy }, source };
  }
  if (authorization === undefined) return { kind: 'proxy', proxy: { url }, source };
  return { kind: 'proxy', proxy: { url, authorization, loginBy: source }, source };
}

/** By RFC 9110, section 5.5: one byte per character, without line ends. */
const isHeaderValue = (text: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);

/** The proxy for an origin; undefined also if the one that is set cannot be used. */
export function proxyFor(origin: URL, network: NetworkSettings): Proxy | undefined {
  const route = routeTo(origin, network);
  return route.kind === 'proxy' ? route.proxy : undefined;
}

/** The setting or variable that switches the verification of certificates off; undefined: they are verified. */
export function unverifiedBy(origin: URL, network: NetworkSettings): string | undefined {
  const name = 'NODE_TLS_REJECT_UNAUTHORIZED';
  if (network.environment[name] === '0') return name;
  const proxied = !network.proxyStrictSSL && proxyFor(origin, network) !== undefined;
  return proxied ? 'http.proxyStrictSSL' : undefined;
}

export const isUnverified = (origin: URL, network: NetworkSettings): boolean =>
  unverifiedBy(origin, network) !== undefined;

/** Settings and variables about proxies that are set, but without effect on this origin. */
export function unusedNames(origin: URL, network: NetworkSettings): readonly string[] {
  const route = routeTo(origin, network);
  const proxies = named(origin, network).map(({ source }) => source);
  const exclusions = exclusionsOf(network).map(({ source }) => source);
  const login = route.kind === 'direct' && network.proxyAuthorization?.trim() ? [loginSetting] : [];
  if (route.kind === 'direct' && route.because !== 'excluded') {
    return [...proxies, ...login, ...exclusions];
  }
  return [...proxies.slice(1), ...login, ...exclusions.slice(1)];
}

/** The setting or variable whose address contains a login that is not sent, since a setting overrules it. */
export function overruledLogin(origin: URL, network: NetworkSettings): string | undefined {
  const [found] = named(origin, network);
  const route = routeTo(origin, network);
  if (!found || route.kind !== 'proxy' || route.proxy.loginBy !== loginSetting) return undefined;
  const address = readProxyAddress(found.value);
  return address.kind === 'read' && address.authorization !== undefined ? found.source : undefined;
}

/** The setting or variable whose list of exclusions was used, and does not contain the origin. */
export const notExcludedBy = (origin: URL, network: NetworkSettings): string | undefined =>
  routeTo(origin, network).kind === 'direct' ? undefined : exclusionsOf(network)[0]?.source;

interface NamedProxy {
  readonly value: string;
  readonly source: string;
}

/**
 * All settings and variables that name a proxy for an origin; the first one decides. Lower case goes first, as in curl;
 * the proxy for http is also one for https, as in the editor:
 * https://github.com/microsoft/vscode/blob/main/src/vs/platform/request/node/proxy.ts
 */
function named(origin: URL, { proxy, environment }: NetworkSettings): readonly NamedProxy[] {
  return [
    { value: proxy, source: 'http.proxy' },
    ...(origin.protocol === 'https:' ? variable(environment, 'https_proxy') : []),
    ...variable(environment, 'http_proxy'),
    ...variable(environment, 'all_proxy'),
  ].flatMap(filled);
}

function exclusionsOf({ noProxy = [], environment }: NetworkSettings) {
  return [
    { entries: entriesOf(noProxy), source: 'http.noProxy' },
    ...variable(environment, 'no_proxy').map(({ value, source }) => ({
      entries: entriesOf([value ?? '']),
      source,
    })),
  ].filter(({ entries }) => entries.length > 0);
}

/** Two equal values are one variable: on some systems the case of names does not count. */
function variable(environment: NetworkSettings['environment'], name: string) {
  const [small, capital] = [environment[name], environment[name.toUpperCase()]];
  const both = [
    { value: small, source: name },
    { value: capital, source: name.toUpperCase() },
  ];
  return small === capital ? both.slice(0, 1) : both;
}

function filled({ value, source }: { value: string | undefined; source: string }): NamedProxy[] {
  const text = value?.trim();
  return text ? [{ value: text, source }] : [];
}
