import type { CurlArgument } from './curlArguments';
import { encodedParts } from './givenInput';
import type { LeftOut } from './pasted';
import type { Hole } from './shellWord';

interface Field {
  readonly name?: string;
  readonly isFile: boolean;
}

export interface PastedBody {
  readonly text?: string;
  /** Query strings, of `--url-query` and of data with `--get`. */
  readonly query: readonly string[];
  /** Form parts; one without an equals sign has no name. */
  readonly fields: readonly Field[];
  /** The method that the data implies, if no method is named. */
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly leftOut: readonly LeftOut[];
  /** Holes in text and query that a shell would fill in. */
  readonly holes: readonly Hole[];
}

/** Joins all data options as curl does. Files are never read. */
export function pastedBody(args: readonly CurlArgument[]): PastedBody {
  const leftOut: LeftOut[] = [];
  const pieces: string[] = [];
  const queries: string[] = [];
  const fields: Field[] = [];
  const holes: Hole[] = [];
  for (const { name, value, holes: own } of args) {
    if (name === 'form' || name === 'form-string') {
      const [, part, content = ''] = /^([^=]*)=([^]*)$/.exec(value) ?? [];
      const isFile = name === 'form' && /^[@<]/.test(content);
      fields.push({ ...(part !== undefined && { name: part }), isFile });
    }
    if (!dataOptions.has(name)) continue;
    const piece = pieceOf(name, value);
    if (piece === undefined) {
      leftOut.push({ code: 'dataFile' });
      continue;
    }
    holes.push(...own);
    if (name === 'url-query') queries.push(piece);
    // JSON pieces follow each other directly.
    else if (name === 'json') pieces.push((pieces.pop() ?? '') + piece);
    else pieces.push(piece);
  }
  const isGet = args.some(({ name }) => name === 'get');
  const hasData = pieces.length > 0 || leftOut.length > 0;
  const isUpload = args.some(({ name }) => name === 'upload-file');
  const implied = hasData || fields.length > 0 ? 'POST' : isUpload ? 'PUT' : undefined;
  const method = isGet ? 'GET' : implied;
  const data = pieces.length > 0 ? pieces.join('&') : undefined;
  return {
    ...(data !== undefined && !isGet && { text: data }),
    query: [...queries, ...(data !== undefined && isGet ? [data] : [])],
    fields,
    ...(method && { method }),
    leftOut: isUpload ? [...leftOut, { code: 'dataFile' }] : leftOut,
    holes,
  };
}

const dataOptions: ReadonlySet<string> = new Set([
  ...['data', 'data-raw', 'data-ascii', 'data-binary', 'data-urlencode', 'json', 'url-query'],
]);

/** encodeURIComponent throws on half a surrogate pair; U+FFFD is sent instead. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** The text of an option; undefined: it is in a file. */
function pieceOf(name: string, value: string): string | undefined {
  if (name === 'url-query' && value.startsWith('+')) return value.slice(1);
  if (name === 'data-urlencode' || name === 'url-query') {
    const [key, mark, content] = encodedParts(value);
    if (mark === '@') return undefined;
    return `${key === '' ? '' : `${key}=`}${encoded(content)}`;
  }
  return name !== 'data-raw' && value.startsWith('@') ? undefined : value;
}
