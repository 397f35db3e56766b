/** One option of a command line, by its long name; `address` is what stands without one. */
export interface CurlArgument {
  readonly name: string;
  readonly value: string;
}

/** Long names by letter; a letter that is missing here is reported as it is. */
const letters: Readonly<Record<string, string>> = {
  ...{ X: 'request', H: 'header', d: 'data', F: 'form', G: 'get', u: 'user', b: 'cookie' },
  ...{ k: 'insecure', I: 'head', A: 'user-agent', e: 'referer', o: 'output', x: 'proxy' },
  ...{ T: 'upload-file', m: 'max-time', K: 'config', E: 'cert', w: 'write-out', c: 'cookie-jar' },
  ...{ s: 'silent', S: 'show-error', i: 'include', v: 'verbose', L: 'location', f: 'fail' },
  ...{ g: 'globoff', r: 'range', U: 'proxy-user', D: 'dump-header', y: 'speed-time' },
};

const withValue: ReadonlySet<string> = new Set([
  ...['request', 'header', 'data', 'data-raw', 'data-ascii', 'data-binary', 'data-urlencode'],
  ...['json', 'url', 'url-query', 'form', 'form-string', 'user', 'cookie', 'user-agent', 'referer'],
  ...['output', 'proxy', 'upload-file', 'max-time', 'config', 'cert', 'key', 'cacert', 'capath'],
  ...['write-out', 'cookie-jar', 'connect-timeout', 'retry', 'retry-delay', 'retry-max-time'],
  ...['range', 'proxy-user', 'oauth2-bearer', 'resolve', 'interface', 'limit-rate', 'dump-header'],
  ...['speed-time', 'speed-limit', 'proxy-header', 'aws-sigv4', 'max-redirs', 'stderr', 'trace'],
]);

/** @param words Without the program's own name. */
export function curlArguments(words: readonly string[]): CurlArgument[] {
  const found: CurlArgument[] = [];
  const rest = [...words];
  let isOver = false;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (isOver || !/^-./.test(word)) found.push({ name: 'address', value: word });
    else if (word === '--') isOver = true;
    else if (word.startsWith('--')) found.push(long(word.slice(2), rest));
    else found.push(...short(word.slice(1), rest));
  }
  return found;
}

function long(text: string, rest: string[]): CurlArgument {
  const [, name = text, value] = /^([\w-]+)=([^]*)$/.exec(text) ?? [];
  if (!withValue.has(name)) return { name, value: '' };
  return { name, value: value ?? rest.shift() ?? '' };
}

/** `-sXPOST` is `-s -X POST`: what follows a letter that takes a value is its value. */
function short(text: string, rest: string[]): CurlArgument[] {
  const letter = text.charAt(0);
  const after = text.slice(1);
  const name = letters[letter] ?? letter;
  if (withValue.has(name)) return [{ name, value: after === '' ? (rest.shift() ?? '') : after }];
  return [{ name, value: '' }, ...(after === '' ? [] : short(after, rest))];
}
