import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** The entries of lists, separated by commas, semicolons, bars or blanks, also in quotes or as a JSON array. */
export const entriesOf = (texts: readonly string[]): readonly string[] =>
  texts
    .flatMap(text => text.split(/[\s,;|]+/))
    .map(entry => entry.replace(/^\[?["'`“”„‘’]+|["'`“”„‘’]+\]?$/g, ''))
    .filter(entry => entry !== '');

/**
 * The entry that excludes an origin from the proxy: `*`, `host`, `.domain`, `*.domain` (a name covers its subdomains),
 * an address, or a network, also by its first numbers (`10.*`, `10.`). Each may have a port, a scheme and a path.
 */
export function excludedBy(origin: URL, entries: readonly string[]): string | undefined {
  const host = bareName(origin.hostname);
  const port = origin.port || (origin.protocol === 'https:' ? '443' : '80');
  return entries.find(written => {
    const entry = bareEntry(written.toLowerCase());
    return entry === '*' || inNetwork(host, entry) || matches(host, port, entry);
  });
}

/** Removes scheme and path, but keeps a path that looks like a network's length (`/8`). */
function bareEntry(entry: string): string {
  const [, place = '', path = ''] = /^https?:\/\/([^/?#]*)(.*)$/.exec(entry) ?? [];
  if (place === '') return entry.replace(/\/$/, '');
  return /^\/\d{1,3}$/.test(path) ? place + path : place;
}

/** Lower case, without an address's brackets and a name's final dot, which make no difference. */
const bareName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

function matches(host: string, port: string, entry: string): boolean {
  const [, name = '', wanted] =
    /^(.*?)(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  const numbers = firstNumbers(name);
  if (numbers !== undefined) return isIP(host) === 4 && host.startsWith(numbers);
  const domain = asked(bareName(name.replace(/^\*?\.?/, '')));
  if (domain === '') return false;
  if (isIP(host) !== 0 || isIP(domain) !== 0) return sameAddress(host, domain);
  return host === domain || host.endsWith(`.${domain}`);
}

/** `10.1.` of `10.1.*`, `10.1.*.*` and `10.1.`. */
const firstNumbers = (name: string): string | undefined =>
  /^((?:\d{1,3}\.){1,3})(?:\*(?:\.\*){0,2})?$/.exec(name)?.[1];

/** A name as it is looked up: international names in ASCII. */
const asked = (name: string): string => (/^[\x20-\x7e]*$/.test(name) ? name : domainToASCII(name));

/** Not by text: IPv6 addresses have many spellings. */
function sameAddress(host: string, address: string): boolean {
  const family = familyOf(address);
  if (family === undefined || familyOf(host) !== family) return false;
  const list = new BlockList();
  list.addAddress(address, family);
  return list.check(host, family);
}

function inNetwork(host: string, entry: string): boolean {
  const [, address = '', bits = ''] = /^\[?([^[\]]*)\]?\/(\d{1,3})$/.exec(entry) ?? [];
  const family = familyOf(address);
  if (family === undefined || familyOf(host) !== family) return false;
  if (Number(bits) > (family === 'ipv4' ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family);
  return list.check(host, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}
