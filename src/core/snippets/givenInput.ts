import { parseJson } from '../request/parseJson';
import { configWords } from './curlConfig';
import type { CurlArgument } from './curlArguments';
import type { Word } from './shellWord';
import type { Input } from './splitCommand';

/** Splits `name=content` or `name@file`, the name may be missing, as `--data-urlencode` takes them. */
export function encodedParts(value: string): readonly [name: string, mark: string, rest: string] {
  const at = value.includes('=') ? value.indexOf('=') : value.indexOf('@');
  return at < 0 ? ['', '', value] : [value.slice(0, at), value.charAt(at), value.slice(at + 1)];
}

/** Puts in the options of `--config -`, if the text contains the configuration. */
export function withConfig(words: readonly Word[], input: Input | undefined): readonly Word[] {
  if (typeof input !== 'object') return words;
  const isConfig = (word: Word | undefined) => /^(?:-K|--config)$/.test(word?.text ?? '');
  return words.flatMap((word, i) => {
    if (/^(?:-K-|--config=-)$/.test(word.text)) return configWords(input);
    if (isConfig(word) && words[i + 1]?.text === '-') return configWords(input);
    return word.text === '-' && isConfig(words[i - 1]) ? [] : [word];
  });
}

const standardInput = /^(?:-|\/dev\/stdin)$/;
const isInput = (value: string) => value.startsWith('@') && standardInput.test(value.slice(1));

/** Replaces `@-` by the standard input's text, if the text contains it. */
export function withInput(
  args: readonly CurlArgument[],
  input: Input | undefined,
): readonly CurlArgument[] {
  if (typeof input !== 'object') return args;
  const { text, holes } = input;
  return args.map((argument): CurlArgument => {
    const { name, value } = argument;
    switch (name) {
      case 'data':
      case 'data-ascii':
        return isInput(value)
          ? { ...argument, name: 'data-raw', value: joined(text), holes }
          : argument;
      case 'data-binary':
        return isInput(value) ? { ...argument, name: 'data-raw', value: text, holes } : argument;
      case 'json':
        return isInput(value) ? { ...argument, value: text, holes } : argument;
      case 'data-urlencode':
      case 'url-query': {
        const [key, mark, rest] = encodedParts(value);
        return mark === '@' && standardInput.test(rest)
          ? { ...argument, value: `${key}=${text}`, holes }
          : argument;
      }
      default:
        return argument;
    }
  });
}

/** Without line breaks, as curl reads it; JSON keeps them, to stay readable. */
const joined = (text: string): string => (parseJson(text).ok ? text : text.replace(/[\r\n]/g, ''));
