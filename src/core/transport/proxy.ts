import { BlockList, isIP } from 'node:net';
import { isLoopback } from './loopback';

/** What the editor's settings and the environment say about the way out. */
export interface NetworkSettings {
  /** `http.proxy`; empty: the environment decides. */
  readonly proxy?: string;
  /** `http.noProxy`. */
  readonly noProxy?: readonly string[];
  /** `http.proxyAuthorization`: the value of `Proxy-Authorization`. */
  readonly proxyAuthorization?: string;
  /** `http.proxyStrictSSL`. */
  readonly proxyStrictSSL: boolean;
  /** `http.systemCertificates`. */
  readonly systemCertificates: boolean;
  /** Certificates to trust beside the usual ones, PEM. */
  readonly certificates?: readonly string[];
  /** Of the process; read for the proxy variables and `NODE_TLS_REJECT_UNAUTHORIZED`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Proxy {
  readonly url: URL;
  /** The value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/** Which way leads to an origin, and which setting or variable decides that. */
export type Route =
  | { readonly kind: 'direct'; readonly because: 'loopback' | 'none' }
  | {
      readonly kind: 'direct';
      readonly because: 'excluded' | 'unreadable';
      /** Name of the setting or variable. */
      readonly source: string;
    }
  | { readonly kind: 'proxy'; readonly proxy: Proxy; readonly source: string };

/** Never a proxy for loopback: the editor has none there either. */
export function routeTo(origin: URL, network: NetworkSettings): Route {
  if (isLoopback(origin.hostname)) return { kind: 'direct', because: 'loopback' };
  const asked = setting('http.proxy', network.proxy);
  const found = asked ?? variable(network, `${origin.protocol.slice(0, -1)}_proxy`);
  if (!found) return { kind: 'direct', because: 'none' };
  const exclusions = excluding(network);
  if (exclusions && isExcluded(origin, exclusions.entries)) {
    return { kind: 'direct', because: 'excluded', source: exclusions.source };
  }
  const { value, source } = found;
  const url = parseUrl(value);
  if (url === undefined) return { kind: 'direct', because: 'unreadable', source };
  const authorization = network.proxyAuthorization?.trim() || basic(url);
  return { kind: 'proxy', proxy: { url, ...(authorization && { authorization }) }, source };
}

export function proxyFor(origin: URL, network: NetworkSettings): Proxy | undefined {
  const route = routeTo(origin, network);
  return route.kind === 'proxy' ? route.proxy : undefined;
}

/** There are proxies of other kinds; what is configured does not change from one attempt to the next. */
export const isUsable = ({ url }: Proxy): boolean => /^https?:$/.test(url.protocol);

/** The setting or variable by which nobody would notice a server that only claims to be the right one. */
export function unverifiedBy(origin: URL, network: NetworkSettings): string | undefined {
  const name = 'NODE_TLS_REJECT_UNAUTHORIZED';
  if (network.environment[name] === '0') return name;
  const proxied = !network.proxyStrictSSL && proxyFor(origin, network) !== undefined;
  return proxied ? 'http.proxyStrictSSL' : undefined;
}

export const isUnverified = (origin: URL, network: NetworkSettings): boolean =>
  unverifiedBy(origin, network) !== undefined;

interface Found {
  readonly value: string;
  readonly source: string;
}

function setting(source: string, text: string | undefined): Found | undefined {
  const value = text?.trim();
  return value ? { value, source } : undefined;
}

const variable = ({ environment }: NetworkSettings, name: string): Found | undefined =>
  setting(name, environment[name]) ?? setting(name.toUpperCase(), environment[name.toUpperCase()]);

function excluding(network: NetworkSettings) {
  if (network.noProxy?.length) return { entries: network.noProxy, source: 'http.noProxy' };
  const found = variable(network, 'no_proxy');
  return found && { entries: found.value.split(','), source: found.source };
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text.includes('://') ? text : `http://${text}`);
  } catch {
    return undefined;
  }
}

function basic({ username, password }: URL): string | undefined {
  if (username === '') return undefined;
  const login = `${unescaped(username)}:${unescaped(password)}`;
  return `Basic ${Buffer.from(login).toString('base64')}`;
}

/** As people write logins: a `%` that begins no escape, and bytes that are no text, stand for themselves. */
const unescaped = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, escapes => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });

/** `*`, `host`, `.domain`, `*.domain` (a name covers what is below it), an address, a network, each with an optional port. */
function isExcluded(origin: URL, entries: readonly string[]): boolean {
  const host = origin.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = origin.port || (origin.protocol === 'https:' ? '443' : '80');
  return entries
    .map(entry => entry.trim().toLowerCase())
    .filter(entry => entry !== '')
    .some(entry => entry === '*' || inNetwork(host, entry) || matches(host, port, entry));
}

function matches(host: string, port: string, entry: string): boolean {
  const [, name = '', wanted] =
    /^\[?(.*?)\]?(?::(\d+))?$/.exec(isIP(entry) ? `[${entry}]` : entry) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  const domain = name.replace(/^\*?\./, '');
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

function inNetwork(host: string, entry: string): boolean {
  const [address = '', bits] = entry.split('/');
  const version = isIP(address);
  if (bits === undefined || version === 0 || isIP(host) !== version) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  try {
    list.addSubnet(address, Number(bits), family);
  } catch {
    return false;
  }
  return list.check(host, family);
}
