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
  const rest = words.values();
  const next = () => rest.next().value ?? '';
  let isOver = false;
  // One word after the other: those that are values of others are taken on the way.
  for (const word of rest) {
    if (isOver || !/^-./.test(word)) found.push({ name: 'address', value: word });
    else if (word === '--') isOver = true;
    else if (word.startsWith('--')) found.push(long(word.slice(2), next));
    else for (const each of short(word, next)) found.push(each);
  }
  return found;
}

function long(text: string, next: () => string): CurlArgument {
  const [, name = text, value] = /^([\w-]+)=([^]*)$/.exec(text) ?? [];
  return { name, value: withValue.has(name) ? (value ?? next()) : '' };
}

/** `-sXPOST` is `-s -X POST`: what follows a letter that takes a value is its value. */
function* short(word: string, next: () => string): Generator<CurlArgument, void> {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const name = letters[letter] ?? letter;
    if (withValue.has(name)) {
      yield { name, value: word.slice(at + 1) || next() };
      return;
    }
    yield { name, value: '' };
  }
}
