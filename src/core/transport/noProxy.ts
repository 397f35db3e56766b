import { BlockList, isIP } from 'node:net';

/** Entries as lists of them are written: parted by commas, semicolons or blanks. */
export const entriesOf = (texts: readonly string[]): readonly string[] =>
  texts.flatMap(text => text.split(/[\s,;]+/)).filter(entry => entry !== '');

/**
 * The entry by which an origin is asked without a proxy: `*`, `host`, `.domain`, `*.domain` (a name covers what is below
 * it), an address, a network, each with an optional port, and with the scheme that some write before it.
 */
export function excludedBy(origin: URL, entries: readonly string[]): string | undefined {
  const host = bareName(origin.hostname);
  const port = origin.port || (origin.protocol === 'https:' ? '443' : '80');
  return entries.find(written => {
    const entry = written
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/$/, '');
    return entry === '*' || inNetwork(host, entry) || matches(host, port, entry);
  });
}

/** Without the brackets of an address, and without the dot that ends a name: it is the same name. */
const bareName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

function matches(host: string, port: string, entry: string): boolean {
  const [, name = '', wanted] =
    /^(.*?)(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  const domain = bareName(name.replace(/^\*?\.?/, ''));
  if (domain === '') return false;
  if (isIP(host) !== 0 || isIP(domain) !== 0) return sameAddress(host, domain);
  return host === domain || host.endsWith(`.${domain}`);
}

/** Addresses of version 6 have many spellings. */
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
