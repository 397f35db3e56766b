import { keyMark, withMarks, type KeyFinder } from '../keys/keyMark';
import type { CurlArgument } from './curlArguments';
import { isSampleKey } from './sampleKey';

/** In characters; a shorter text would be found everywhere. */
const shortestKey = 8;

const mostKeys = 8;

interface TakenKey {
  readonly args: readonly CurlArgument[];
  readonly key?: string;
  /** A key also stood elsewhere. */
  readonly stray: boolean;
}

/**
 * Removes the key's header, and replaces this and any other key elsewhere by a mark.
 * @returns undefined for more than `mostKeys` keys, since each is searched for in the whole command
 */
export function takeKey(all: readonly CurlArgument[], known: KeyFinder): TakenKey | undefined {
  const header = (value: string) => /^\s*x-api-key\s*:([^]*)$/i.exec(value)?.[1]?.trim();
  const isKey = ({ name, value }: CurlArgument) => name === 'header' && header(value) !== undefined;
  const found = all
    .filter(argument => isKey(argument) && argument.holes.length === 0)
    .map(({ value }) => header(value) ?? '');
  const keys = [...new Set(found)].filter(text => text !== '' && !isSampleKey(text));
  if (keys.length > mostKeys) return undefined;
  const hidings = keys.filter(({ length }) => length >= shortestKey).map(hiding);
  const hide = (text: string) =>
    hidings.reduce((hidden, each) => each(hidden), withMarks(text, known));
  const others = all.filter(argument => !isKey(argument));
  // Names of known options come from our table, so they contain no key.
  const args = others.map(each => ({
    ...each,
    name: each.isUnknown ? hide(each.name) : each.name,
    value: hide(each.value),
    holes: each.holes.map(({ name, written, at }) => ({
      name: hide(name),
      written: hide(written),
      at,
    })),
  }));
  const stray = args.some(({ name, value }, i) => {
    const before = others[i];
    return name !== before?.name || value !== before.value;
  });
  const key = keys.at(-1);
  return { args, stray, ...(key !== undefined && { key }) };
}

/** In characters; longer keys are searched for as plain text, since a regular expression would be too large. */
const longestKey = 300;

/**
 * Replaces a key by the mark wherever it stands, also in another case, as in a host, and with characters escaped for an
 * address or for JSON.
 */
function hiding(key: string): (text: string) => string {
  if (key.length > longestKey) {
    const encoded = encodeURIComponent(key.toWellFormed());
    return text => text.replaceAll(key, keyMark).replaceAll(encoded, keyMark);
  }
  const each = key.split('').map(letter => {
    const code = letter.charCodeAt(0).toString(16).padStart(2, '0');
    return `(?:${letter.replace(/[^\w]/, '\\$&')}|%${code}|\\\\u00${code})`;
  });
  const form = new RegExp(each.join(''), 'gi');
  return text => text.replace(form, keyMark);
}
