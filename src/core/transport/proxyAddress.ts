import { isIPv6 } from 'node:net';

/** The address of a proxy as a setting or a variable writes it, read. */
export type ProxyAddress =
  | {
      readonly kind: 'read';
      /** Without the login. */
      readonly url: URL;
      /** The value of `Proxy-Authorization` for the login that stands in the address. */
      readonly authorization?: string;
    }
  /** A proxy of another kind, or a file that names one. `scheme`: `socks5:`, or `PAC`. */
  | { readonly kind: 'unsupported'; readonly scheme: string }
  | { readonly kind: 'unreadable' };

/** Ways to name a proxy that there are elsewhere; nothing else of a text that cannot be used is ever repeated. */
const otherKinds = /^(socks[45]?[ah]?|pac\+(https?|file|data)|file|data|ftp|quic|wss?):$/;

/** A file that chooses the proxy is no proxy. */
const isPac = (path: string): boolean => /(\.pac|\/wpad\.dat)$/i.test(path.split(/[?#]/)[0] ?? '');

/**
 * As people write it: without a scheme, in quotes, with a slash behind, and with a login in which any character may
 * stand. The last `@` ends the login, as a host holds none; a `URL` would end it at the first `#`, `/` or `?`, and take a
 * part of a password for the host.
 */
export function readProxyAddress(text: string): ProxyAddress {
  const bare = unquoted(text.trim());
  const [, written = '', rest = ''] = /^(?:([a-z][a-z\d+.-]*:)?\/\/)?(.*)$/is.exec(bare) ?? [];
  const scheme = written.toLowerCase() || 'http:';
  if (otherKinds.test(scheme)) {
    return { kind: 'unsupported', scheme: /^(pac|file|data)/.test(scheme) ? 'PAC' : scheme };
  }
  if (scheme !== 'http:' && scheme !== 'https:') return { kind: 'unreadable' };
  const at = rest.lastIndexOf('@');
  const place = rest.slice(at + 1);
  const [, host = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(place) ?? [];
  if (isPac(path)) return { kind: 'unsupported', scheme: 'PAC' };
  const url = urlOf(scheme, host);
  if (url === undefined) return { kind: 'unreadable' };
  const authorization = at < 0 ? undefined : basic(rest.slice(0, at));
  return { kind: 'read', url, ...(authorization !== undefined && { authorization }) };
}

function unquoted(text: string): string {
  const [, , inside] = /^(["'`])(.*)\1$/s.exec(text) ?? [];
  return inside === undefined ? text : inside.trim();
}

function urlOf(scheme: string, host: string): URL | undefined {
  // What `URL` would quietly drop or read as something else.
  if (host === '' || /[\s\\]/.test(host)) return undefined;
  const address = `${scheme}//${isIPv6(host) ? `[${host}]` : host}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url === undefined || url.port === '0' ? undefined : url;
}

function basic(login: string): string | undefined {
  const colon = login.indexOf(':');
  const user = colon < 0 ? login : login.slice(0, colon);
  const password = colon < 0 ? '' : login.slice(colon + 1);
  if (user === '' && password === '') return undefined;
  return `Basic ${Buffer.from(`${unescaped(user)}:${unescaped(password)}`).toString('base64')}`;
}

/** A `%` that begins no escape, and bytes that are no text, stand for themselves. */
const unescaped = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, escapes => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
