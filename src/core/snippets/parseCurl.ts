import { parametersIn } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import type { KeyFinder } from '../keys/keyMark';
import type { Draft } from '../request/draft';
import { anyKeys } from '../request/keyErrors';
import { curlArguments, type CurlArgument } from './curlArguments';
import { operationAt } from './operationAt';
import type { LeftOut, Pasted } from './pasted';
import { pastedBody } from './pastedBody';
import { pastedQuery } from './pastedQuery';
import { shellWords } from './shellWords';
import { takeKey } from './takeKey';

/** In UTF-16 units. No command line is longer: shells refuse it too. */
const longestLine = 256 * 1024;

/**
 * A curl line, as a shell or a browser's *Copy as cURL* has it, as a draft of a Jobo operation.
 * @param keys what counts as a key, wherever it stands; default: what has the documented form
 */
export function parseCurl(text: string, keys: KeyFinder = anyKeys): Pasted {
  if (text.length > longestLine) return refused({ code: 'tooLong', limit: longestLine });
  const line = text.trim().replace(/^[$>#]\s+/, '');
  if (!/^"?(?:[^\s"]*[\\/])?curl(?:\.exe)?"?\s/i.test(line)) return refused({ code: 'notCurl' });
  const words = shellWords(line);
  if (!words) return refused({ code: 'openQuote' });
  const taken = takeKey(curlArguments(words.slice(1)), keys);
  if (!taken) return refused({ code: 'manyKeys' });
  const { args, key, stray } = taken;
  const parsed = draftOf(args);
  if (!parsed.ok) return parsed;
  const leftOut: LeftOut[] = [...parsed.leftOut, ...(stray ? [{ code: 'strayKey' } as const] : [])];
  return { ...parsed, leftOut, ...(key !== undefined && { key }) };
}

const refused = (problem: Extract<Pasted, { ok: false }>['problem']): Pasted => ({
  ok: false,
  problem,
});

function draftOf(args: readonly CurlArgument[]): Pasted {
  const [address, ...more] = args.filter(({ name }) => name === 'address' || name === 'url');
  if (!address) return refused({ code: 'noAddress' });
  const url = urlOf(address.value);
  if (!url) return refused({ code: 'noAddress' });
  const content = pastedBody(args);
  const method = methodOf(args, content.method);
  const found = operationAt(method, url.pathname);
  if (!found.ok) return found;
  const { operation, path } = found;
  const query = pastedQuery([url.search.slice(1), ...content.query], operation);
  const headers = headersOf(args, operation);
  const body = bodyFor(operation, content);
  const draft: Draft = {
    operationId: operation.id,
    path,
    query: query.values,
    headers: headers.values,
    ...(body.text !== undefined && { body: body.text }),
  };
  const hasLogin = url.username !== '' || url.password !== '';
  const leftOut: readonly LeftOut[] = [
    ...(more.length > 0 ? [{ code: 'moreAddresses' } as const] : []),
    ...(hasLogin ? [{ code: 'login' } as const] : []),
    ...query.leftOut,
    ...headers.leftOut,
    ...body.leftOut,
    ...args.flatMap(leftOutOf),
  ];
  return { ok: true, draft, origin: url.origin, leftOut: distinct(leftOut) };
}

/** curl takes an address without a scheme too. */
function urlOf(text: string): URL | undefined {
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(full) ? new URL(full) : undefined;
}

function methodOf(args: readonly CurlArgument[], implied: string | undefined): string {
  const asked = args.findLast(({ name }) => name === 'request')?.value.toUpperCase();
  const head = args.some(({ name }) => name === 'head') ? 'HEAD' : undefined;
  return asked ?? head ?? implied ?? 'GET';
}

/** Headers that our transport says itself, or that say something about a browser and nothing about the request. */
const noise =
  /^(accept|accept-.*|content-type|content-length|host|connection|user-agent|origin|referer|sec-.*|priority|cache-control|pragma|dnt|te|expect|upgrade-insecure-requests|x-api-key)$/i;

function headersOf(args: readonly CurlArgument[], operation: Operation) {
  const values: Record<string, string> = {};
  const leftOut: LeftOut[] = [];
  for (const { value } of args.filter(({ name }) => name === 'header')) {
    const [, name = '', text = ''] = /^([^:;]+)[:;]([^]*)$/.exec(value) ?? [];
    const taken = parametersIn(operation, 'header').find(
      parameter => parameter.name.toLowerCase() === name.trim().toLowerCase(),
    );
    if (taken) values[taken.name] = text.trim();
    else if (/^cookie$/i.test(name)) leftOut.push({ code: 'cookies' });
    else if (!noise.test(name.trim())) leftOut.push({ code: 'header', name: shown(name) });
  }
  return { values, leftOut };
}

function bodyFor(
  { body }: Operation,
  { text, fields, leftOut }: ReturnType<typeof pastedBody>,
): { readonly text?: string; readonly leftOut: readonly LeftOut[] } {
  const parts = Object.keys(
    body?.contentType === 'multipart/form-data' ? (body.schema.properties ?? {}) : {},
  );
  const others = fields.map(({ name, isFile }): LeftOut => ({
    code: isFile && parts.includes(name) ? 'file' : 'field',
    name: shown(name),
  }));
  const all = [...leftOut, ...others];
  if (text === undefined || text.trim() === '') return { leftOut: all };
  if (body?.contentType !== 'application/json') return { leftOut: [...all, { code: 'body' }] };
  return { text: text.trim(), leftOut: all };
}

/** Options that are in the draft, or change nothing about what is sent and answered here. */
const understood: ReadonlySet<string> = new Set([
  ...['address', 'url', 'request', 'head', 'header', 'get', 'json', 'form', 'form-string', 'data'],
  ...['data-raw', 'data-ascii', 'data-binary', 'data-urlencode', 'url-query', 'compressed'],
  ...[
    'silent',
    'show-error',
    'include',
    'verbose',
    'location',
    'fail',
    'fail-with-body',
    'globoff',
  ],
  ...[
    'user-agent',
    'referer',
    'no-buffer',
    'http1.1',
    'http2',
    'progress-bar',
    'no-progress-meter',
  ],
  ...['path-as-is', 'max-time', 'connect-timeout', 'retry', 'retry-delay', 'retry-max-time'],
]);

const notes: ReadonlyMap<string, LeftOut> = new Map([
  ['user', { code: 'login' }],
  ['oauth2-bearer', { code: 'login' }],
  ['cookie', { code: 'cookies' }],
  ['insecure', { code: 'insecure' }],
]);

function leftOutOf({ name }: CurlArgument): LeftOut[] {
  if (understood.has(name)) return [];
  return [
    notes.get(name) ?? { code: 'option', name: `${name.length === 1 ? '-' : '--'}${shown(name)}` },
  ];
}

const shown = (name: string): string => name.trim().slice(0, 60);

function distinct(all: readonly LeftOut[]): LeftOut[] {
  return [...new Map(all.map(each => [JSON.stringify(each), each])).values()];
}
