import { parametersIn } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import type { CurlArgument } from './curlArguments';
import type { LeftOut } from './pasted';

/** Headers that our transport sets itself, or that describe a browser and not the request; left out without a note. */
const noise =
  /^(accept|accept-.*|content-type|content-length|host|connection|user-agent|origin|referer|sec-.*|priority|cache-control|pragma|dnt|te|expect|upgrade-insecure-requests|x-api-key)$/i;

/** A valid header name (RFC 9110, section 5.6.2); anything else may be a secret value. */
const isName = /^[\w!#$%&'*+.^`|~-]+$/;

/** The headers that the operation takes, except those with a hole. */
export function pastedHeaders(
  args: readonly CurlArgument[],
  operation: Operation,
): { readonly values: Record<string, string>; readonly leftOut: readonly LeftOut[] } {
  const values: Record<string, string> = {};
  const leftOut: LeftOut[] = [];
  for (const { value, holes } of args.filter(({ name }) => name === 'header')) {
    const [, name = '', text = ''] = /^([^:;]+)(?::([^]*)|;\s*)$/.exec(value) ?? [];
    const taken = parametersIn(operation, 'header').find(
      parameter => parameter.name.toLowerCase() === name.trim().toLowerCase(),
    );
    if (value.startsWith('@')) leftOut.push({ code: 'headerFile' });
    else if (taken && holes.length === 0) values[taken.name] = text.trim();
    else if (/^cookie$/i.test(name.trim())) leftOut.push({ code: 'cookies' });
    else if (!isName.test(name.trim())) leftOut.push({ code: 'headerText' });
    else if (!noise.test(name.trim()))
      leftOut.push({ code: 'header', name: name.trim().slice(0, 60) });
  }
  return { values, leftOut };
}
