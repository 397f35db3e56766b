import { isIPv4, isIPv6 } from 'node:net';

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
 * part of a password for the host. Where both can be meant, none is: a login must not go to a host by a guess.
 */
export function readProxyAddress(text: string): ProxyAddress {
  const bare = unquoted(text.trim());
  const [, written = '', rest = ''] = /^(?:([a-z][a-z\d+.-]*:)?\/\/)?(.*)$/is.exec(bare) ?? [];
  const scheme = written.toLowerCase() || 'http:';
  if (otherKinds.test(scheme)) {
    return { kind: 'unsupported', scheme: /^(pac|file|data)/.test(scheme) ? 'PAC' : scheme };
  }
  const isHttp = scheme === 'http:' || scheme === 'https:';
  if (!isHttp || hasSchemeWithin(written, rest)) return { kind: 'unreadable' };
  const at = rest.lastIndexOf('@');
  const [host, path] = hostAndPath(rest.slice(at + 1));
  if (isPac(path)) return { kind: 'unsupported', scheme: 'PAC' };
  const url = urlOf(scheme, host);
  if (url === undefined || isAmbiguous(rest, at)) return { kind: 'unreadable' };
  const authorization = at < 0 ? undefined : basic(rest.slice(0, at));
  return { kind: 'read', url, ...(authorization !== undefined && { authorization }) };
}

/** In quotes of any kind. */
function unquoted(text: string): string {
  const [, , straight, curved] =
    /^(?:(["'`])(.*)\1|[“”„‟‘’‚«»‹›](.*)[“”„‟‘’«»‹›])$/s.exec(text) ?? [];
  return (straight ?? curved)?.trim() ?? text;
}

/** A scheme twice, one that is mistyped, or one that stands for "of these requests": its name is neither host nor user. */
const hasSchemeWithin = (written: string, rest: string): boolean =>
  /^(?:\/|[^:@/]*:?\/\/.)/.test(rest) ||
  (written === '' && /^(?:https?|ftp|socks[45]?)[:/=]/i.test(rest));

function hostAndPath(place: string): readonly [host: string, path: string] {
  const end = place.search(/[/?#]/);
  return end < 0 ? [place, ''] : [place.slice(0, end), place.slice(end)];
}

/**
 * Whether what a `URL` takes for the host can be one, too. A `#` with no login before it begins nothing that an address of
 * a proxy could have: it stands in a password.
 */
function isAmbiguous(rest: string, at: number): boolean {
  const [head, path] = hostAndPath(rest);
  const within = head.lastIndexOf('@');
  if (at <= within || (within < 0 && path.startsWith('#'))) return false;
  return urlOf('http:', head.slice(within + 1)) !== undefined;
}

/** What `URL` would quietly drop or read as something else is no host: signs, a single number, one with zeros before it. */
function urlOf(scheme: string, host: string): URL | undefined {
  const place = isIPv6(host) ? `[${host}]` : host;
  const [, name = ''] = /^(\[[\da-f:.]+\]|[\p{L}\p{M}\p{N}._-]+)(?::\d+)?$/iu.exec(place) ?? [];
  if (name === '' || !URL.canParse(`${scheme}//${place}`)) return undefined;
  const url = new URL(`${scheme}//${place}`);
  if (url.port === '0' || (isIPv4(url.hostname) && url.hostname !== name)) return undefined;
  return url;
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
