import { keyMark, withMarks, type KeyFinder } from '../keys/keyMark';
import type { CurlArgument } from './curlArguments';

/** A value that a shell or a person would fill in is no key. */
const reference =
  /^(?:\$\{?\w+\}?|%\w+%|\$env:\w+|\{\{.*\}\}|<[^<>]*>|\[[^[\]]*\]|\{\w+\}|[*.…x]+|your[-_ ]\w[\w-]*)$/i;

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
  const keys = [...new Set(found)].filter(text => text !== '' && !reference.test(text));
  if (keys.length > mostKeys) return undefined;
  const hide = (text: string) =>
    keys
      .filter(({ length }) => length >= shortestKey)
      .flatMap(key => [key, encodeURIComponent(key.toWellFormed())])
      .reduce((hidden, key) => hidden.replaceAll(key, keyMark), withMarks(text, known));
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
