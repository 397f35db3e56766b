import { parseJson } from '../request/parseJson';
import type { CurlArgument } from './curlArguments';
import { matchAt } from './shellWord';

/** HTML character references (https://html.spec.whatwg.org/multipage/syntax.html#character-references). */
const entity = /&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[\da-f]{1,6});/iy;

/** The entity at an offset outside quotes, where a shell would begin another command. */
export const entityAt = (text: string, at: number): string | undefined =>
  matchAt(entity, text, at)?.[0];

const sent: ReadonlySet<string> = new Set([
  ...['address', 'url', 'url-query', 'json', 'data', 'data-ascii', 'data-binary', 'data-raw'],
  'data-urlencode',
]);

/** An entity in a value that is sent. Valid JSON, and texts with markup, may contain one on purpose. */
export function entityIn(args: readonly CurlArgument[]) {
  for (const { name, value, at } of args) {
    if (!sent.has(name) || /[<>]/.test(value)) continue;
    const [mark] = new RegExp(entity, 'i').exec(value) ?? [];
    if (mark !== undefined && !parseJson(value).ok) return { code: 'entity', at, mark } as const;
  }
  return undefined;
}
