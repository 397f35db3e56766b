import { keyMark, withMarks, type KeyFinder } from '../keys/keyMark';
import type { CurlArgument } from './curlArguments';
import { isSampleKey } from './sampleKey';

/** Shorter texts would be found everywhere. */
const shortestKey = 8;

const mostKeys = 8;

interface TakenKey {
  readonly args: readonly CurlArgument[];
  readonly key?: string;
  /** It stood elsewhere too. */
  readonly stray: boolean;
}

/**
 * Takes the key out: its header goes, and whatever else holds it, or another key, holds a mark instead.
 * @returns undefined for more keys than one command line has: each of them is looked for in all of it
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
  // The names of options that are known are ours.
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

/** Longer ones are looked for as they stand: an expression of their letters would be too large. */
const longestKey = 300;

/**
 * Puts the mark wherever a key stands: in letters of another case too, as in a host, and with letters escaped for an
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
