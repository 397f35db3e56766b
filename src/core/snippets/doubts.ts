import { parseJson } from '../request/parseJson';
import { isAddressLike, type CurlArgument } from './curlArguments';

/** Signs that quotes were lost, so that only a part of the line would be read. */
export type Doubt = { readonly code: 'strayWord' | 'lostQuotes'; readonly at: number };

/** The first of several words without an option that cannot be an address. */
export function strayWord(addresses: readonly CurlArgument[]): Doubt | undefined {
  const stray = addresses.length > 1 ? addresses.find(each => !isAddressLike(each)) : undefined;
  return stray && { code: 'strayWord', at: stray.at };
}

const bareMember = /^\{\s*[A-Za-z_]\w*\s*:/;

/** For a body that is no JSON: a sign in the line that it should be. */
export function brokenBody(
  body: string | undefined,
  args: readonly CurlArgument[],
  text: string,
): Doubt | undefined {
  if (body === undefined || parseJson(body).ok) return undefined;
  const [, second] = args.filter(({ name }) => name === 'address');
  if (second) return { code: 'strayWord', at: second.at };
  const data = args.find(
    ({ name, value }) => /^(?:data|json)/.test(name) && bareMember.test(value),
  );
  return data && !text.includes(data.value.trim(), data.at)
    ? { code: 'lostQuotes', at: data.at }
    : undefined;
}
