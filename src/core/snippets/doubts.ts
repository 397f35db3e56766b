import { parseJson } from '../request/parseJson';
import { isAddressLike, type CurlArgument } from './curlArguments';

/** What shows that quotes were lost, so that the line would be half read. */
export type Doubt = { readonly code: 'strayWord' | 'lostQuotes'; readonly at: number };

/** A word that belongs to no option and cannot be an address, where there are several such words. */
export function strayWord(addresses: readonly CurlArgument[]): Doubt | undefined {
  const stray = addresses.length > 1 ? addresses.find(each => !isAddressLike(each)) : undefined;
  return stray && { code: 'strayWord', at: stray.at };
}

const bareMember = /^\{\s*[A-Za-z_]\w*\s*:/;

/** A body that is no JSON, and what of the line shows that it should be. */
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
