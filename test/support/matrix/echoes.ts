const hex = (character: string) => Buffer.from(character).toString('hex');
const each = (key: string, form: (character: string) => string) => Array.from(key, form).join('');

/** Forms in which a server may send a key back, by name. Characters are bytes. */
export const echoesOf = (key: string): Readonly<Record<string, string>> => ({
  plain: key,
  base64: Buffer.from(key).toString('base64'),
  'a part of base64': Buffer.from(`u:${key}:x`).toString('base64'),
  'another part of base64': Buffer.from(`user:${key}`).toString('base64'),
  'URL-encoded': encodeURIComponent(key),
  'URL-encoded throughout': each(key, character => `%${hex(character)}`),
  'JSON-escaped': each(key, character => `\\u00${hex(character).toUpperCase()}`),
  // As serializers do that leave letters and digits alone.
  'partly JSON-escaped': key.replace(/[^A-Za-z0-9]/g, character => `\\u00${hex(character)}`),
  'with HTML entities': key.replace(/[^A-Za-z0-9]/g, found => `&#${found.charCodeAt(0)};`),
  'with HTML entities in others': each(key, character => `&amp;#x${hex(character)};`),
  'UTF-16': Buffer.from(key, 'utf16le').toString('latin1'),
});
