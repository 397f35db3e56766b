import { isIPv4, isIPv6 } from 'node:net';

/** The address of a proxy, read from a setting or variable. */
export type ProxyAddress =
  | {
      readonly kind: 'read';
      /** Without the login. */
      readonly url: URL;
      /** The value of `Proxy-Authorization`, from the login in the address. */
      readonly authorization?: string;
    }
  /** A proxy of another kind, or a file that chooses one. `scheme`: such as `socks5:`, or `PAC`. */
  | { readonly kind: 'unsupported'; readonly scheme: string }
  | { readonly kind: 'unreadable' };

/** Known schemes of other proxies. Only they are shown of an unusable address, which may contain a password. */
const otherKinds = /^(socks[45]?[ah]?|pac\+(https?|file|data)|file|data|ftp|quic|wss?):$/;

/** A file that chooses the proxy is no proxy. */
const isPac = (path: string): boolean => /(\.pac|\/wpad\.dat)$/i.test(path.split(/[?#]/)[0] ?? '');

/**
 * Reads an address as people write it: without a scheme, in quotes, with a slash at the end, with any character in its
 * login. The last `@` ends the login, since a host contains none; `URL` would end it at the first `#`, `/` or `?`, and
 * take a part of the password for the host. If both readings are possible, the address is unreadable: a login must not
 * be sent to a guessed host.
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

/** The text without quotes of any kind around it. */
function unquoted(text: string): string {
  const [, , straight, curved] =
    /^(?:(["'`])(.*)\1|[“”„‟‘’‚«»‹›](.*)[“”„‟‘’«»‹›])$/s.exec(text) ?? [];
  return (straight ?? curved)?.trim() ?? text;
}

/** A second scheme, a mistyped one, or one for certain requests (`http=`): it is neither a host nor a user. */
const hasSchemeWithin = (written: string, rest: string): boolean =>
  /^(?:\/|[^:@/]*:?\/\/.)/.test(rest) ||
  (written === '' && /^(?:https?|ftp|socks[45]?)[:/=]/i.test(rest));

function hostAndPath(place: string): readonly [host: string, path: string] {
  const end = place.search(/[/?#]/);
  return end < 0 ? [place, ''] : [place.slice(0, end), place.slice(end)];
}

/**
 * Whether the host that `URL` would read is possible, too. A `#` with no login before it must be part of a password,
 * since a proxy's address has no fragment.
 */
function isAmbiguous(rest: string, at: number): boolean {
  const [head, path] = hostAndPath(rest);
  const within = head.lastIndexOf('@');
  if (at <= within || (within < 0 && path.startsWith('#'))) return false;
  return urlOf('http:', head.slice(within + 1)) !== undefined;
}

/** Refuses hosts that `URL` would silently change: with other signs, a single number, or numbers with leading zeros. */
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

/** Decodes percent escapes; a `%` that begins none, and bytes that are no UTF-8, stay as they are. */
const unescaped = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, escapes => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
