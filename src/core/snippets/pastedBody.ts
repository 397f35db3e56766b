import type { CurlArgument } from './curlArguments';
import type { LeftOut } from './pasted';

export interface PastedBody {
  readonly text?: string;
  /** Query strings, where `--get` puts the data there. */
  readonly query: readonly string[];
  /** Parts of a form. */
  readonly fields: readonly { readonly name: string; readonly isFile: boolean }[];
  /** What the data makes of a request that names no method. */
  readonly method?: 'GET' | 'POST';
  readonly leftOut: readonly LeftOut[];
}

/** All data options together, as curl would join them. Files are never read. */
export function pastedBody(args: readonly CurlArgument[]): PastedBody {
  const leftOut: LeftOut[] = [];
  const pieces: string[] = [];
  const queries: string[] = [];
  const fields: { name: string; isFile: boolean }[] = [];
  for (const { name, value } of args) {
    const piece = pieceOf(name, value);
    if (piece === undefined) leftOut.push({ code: 'dataFile' });
    else if (name === 'url-query') queries.push(piece);
    // JSON pieces follow each other directly.
    else if (name === 'json') pieces.push((pieces.pop() ?? '') + piece);
    else if (dataOptions.has(name)) pieces.push(piece);
    else if (name === 'form' || name === 'form-string') {
      const [, part = '', content = ''] = /^([^=]*)=?([^]*)$/.exec(value) ?? [];
      fields.push({ name: part, isFile: name === 'form' && /^[@<]/.test(content) });
    }
  }
  const isGet = args.some(({ name }) => name === 'get');
  const hasData = pieces.length > 0 || leftOut.length > 0;
  const method = isGet ? 'GET' : hasData || fields.length > 0 ? 'POST' : undefined;
  const data = pieces.length > 0 ? pieces.join('&') : undefined;
  return {
    ...(data !== undefined && !isGet && { text: data }),
    query: [...queries, ...(data !== undefined && isGet ? [data] : [])],
    fields,
    ...(method && { method }),
    leftOut,
  };
}

const dataOptions: ReadonlySet<string> = new Set([
  ...['data', 'data-raw', 'data-ascii', 'data-binary', 'data-urlencode'],
]);

/** Half of a surrogate pair is sent as UTF-8 does it. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** The text that an option stands for; `undefined`: it is in a file. */
function pieceOf(name: string, value: string): string | undefined {
  if (name === 'data-urlencode' || name === 'url-query') {
    const [, key = '', mark = '', content = ''] = /^([^=@]*)([=@]?)([^]*)$/.exec(value) ?? [];
    if (mark === '@') return undefined;
    if (mark === '') return encoded(key);
    return `${key === '' ? '' : `${key}=`}${encoded(content)}`;
  }
  const mayBeFile = ['data', 'data-ascii', 'data-binary', 'json'].includes(name);
  return mayBeFile && value.startsWith('@') ? undefined : value;
}
