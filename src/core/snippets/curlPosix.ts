import { curlOptions, notAscii } from './curlOptions';
import { keyVariable, type Snippet, type SnippetRequest } from './snippetRequest';

/** For sh, bash, zsh and the like. Reads no configuration but the person's own `.curlrc`. */
export function curlPosix(request: SnippetRequest): Snippet {
  // Arguments are UTF-8, but headers are Latin-1: curl would send other bytes than we do.
  const name = notAscii(request.headers);
  if (name !== undefined) return { ok: false, problem: { code: 'header', name } };
  const options = curlOptions(request).map(([option, value]) => `--${option} ${quote(value)}`);
  const key = request.key === 'none' ? [] : [`--header "X-Api-Key: $${keyVariable}"`];
  const lines = [`curl ${quote(request.origin + request.target)}`, ...options, ...key];
  return { ok: true, text: lines.join(' \\\n  ') };
}

/** Between single quotes only the single quote is special. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
