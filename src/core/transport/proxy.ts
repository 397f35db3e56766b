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

/** The proxy for an origin. Never one for loopback: the editor has none there either. */
export function proxyFor(origin: URL, network: NetworkSettings): Proxy | undefined {
  if (isLoopback(origin.hostname) || isExcluded(origin, exclusions(network))) return undefined;
  const text = network.proxy?.trim() || variable(network, `${origin.protocol.slice(0, -1)}_proxy`);
  if (!text) return undefined;
  const url = parseUrl(text);
  if (url === undefined) return undefined;
  const authorization = network.proxyAuthorization?.trim() || basic(url);
  return { url, ...(authorization && { authorization }) };
}

/** True where nobody would notice a server that only claims to be the right one. */
export function isUnverified(origin: URL, network: NetworkSettings): boolean {
  if (network.environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') return true;
  return !network.proxyStrictSSL && proxyFor(origin, network) !== undefined;
}

function variable({ environment }: NetworkSettings, name: string): string | undefined {
  return environment[name]?.trim() || environment[name.toUpperCase()]?.trim();
}

const exclusions = (network: NetworkSettings): readonly string[] =>
  network.noProxy?.length ? network.noProxy : (variable(network, 'no_proxy') ?? '').split(',');

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text.includes('://') ? text : `http://${text}`);
  } catch {
    return undefined;
  }
}

function basic({ username, password }: URL): string | undefined {
  if (username === '') return undefined;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(login).toString('base64')}`;
}

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
