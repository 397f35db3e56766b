import type { Operation } from '../catalog/operation';
import type { Draft } from '../request/draft';
import { parseJson } from '../request/parseJson';
import type { CurlArgument } from './curlArguments';
import { brokenBody, strayWord, type Doubt } from './doubts';
import { entityIn } from './entity';
import { operationAt } from './operationAt';
import type { LeftOut } from './pasted';
import { pastedAddress, type PastedAddress } from './pastedAddress';
import { pastedBody, type PastedBody } from './pastedBody';
import { pastedHeaders } from './pastedHeaders';
import { pastedQuery } from './pastedQuery';

type AddressProblem = Extract<PastedAddress, { ok: false }>['problem'];

/** Each with its offset in the text. */
export type DraftProblem =
  | AddressProblem
  | Doubt
  | { readonly code: 'entity'; readonly mark: string; readonly at: number }
  | { readonly code: 'notAnOperation'; readonly path: string; readonly at: number }
  | {
      readonly code: 'otherMethod';
      readonly method: string;
      readonly path: string;
      readonly allowed: readonly string[];
      readonly at: number;
    };

/** The draft of a curl command. `origin` is absent if the address is a variable. */
export type CurlDraft =
  | {
      readonly ok: true;
      readonly draft: Draft;
      readonly origin?: string;
      readonly leftOut: readonly LeftOut[];
      /** There is only one address, and any body is JSON. */
      readonly isWhole: boolean;
    }
  | { readonly ok: false; readonly problem: DraftProblem };

/** @param at where the command begins in the text, for problems without a place of their own */
export function curlDraft(
  args: readonly CurlArgument[],
  { text, at }: { readonly text: string; readonly at: number },
): CurlDraft {
  const [first, ...more] = args.filter(({ name }) => name === 'address' || name === 'url');
  if (!first) return { ok: false, problem: { code: 'noAddress', at } };
  const address = addressIn(args, first, more);
  if (!address.ok) return address;
  const { url, variable } = address;
  const content = pastedBody(args);
  const found = operationIn(args, content, url.pathname, first.at);
  if (!found.ok) return found;
  const { operation, path } = found;
  const query = pastedQuery([url.search.slice(1), ...content.query], operation);
  const headers = pastedHeaders(args, operation);
  const body = bodyFor(operation, content);
  const broken = brokenBody(body.text, args, text);
  if (broken) return { ok: false, problem: broken };
  const hasMore = more.length > 0;
  const leftOut: LeftOut[] = [
    ...ofAddress(address, found.broken, hasMore),
    ...query.leftOut,
    ...headers.leftOut,
    ...body.leftOut,
    ...args.flatMap(leftOutOf),
  ];
  return {
    ok: true,
    draft: {
      operationId: operation.id,
      path,
      query: query.values,
      headers: headers.values,
      ...(body.text !== undefined && { body: body.text }),
    },
    ...(variable === undefined && { origin: url.origin }),
    leftOut,
    isWhole: !hasMore && (body.text === undefined || parseJson(body.text).ok),
  };
}

type Refused = Extract<CurlDraft, { ok: false }>;

/** The address, or the first problem: an HTML entity, a stray word, or an invalid address. */
function addressIn(
  args: readonly CurlArgument[],
  first: CurlArgument,
  more: readonly CurlArgument[],
): Extract<PastedAddress, { ok: true }> | Refused {
  const entity = entityIn(args);
  if (entity) return { ok: false, problem: entity };
  const stray = strayWord([first, ...more]);
  if (stray?.at === first.at) return { ok: false, problem: stray };
  const address = pastedAddress(first, { isLiteral: args.some(({ name }) => name === 'globoff') });
  return address.ok && stray ? { ok: false, problem: stray } : address;
}

/** @param at the address's offset */
function operationIn(
  args: readonly CurlArgument[],
  content: PastedBody,
  pathname: string,
  at: number,
): Extract<ReturnType<typeof operationAt>, { ok: true }> | Refused {
  const asked = args.findLast(({ name }) => name === 'request');
  const [missing] = [...(asked?.holes ?? []), ...content.holes];
  if (missing) {
    return { ok: false, problem: { code: 'expansion', at: missing.at, name: missing.name } };
  }
  const found = operationAt(methodOf(args, asked, content), pathname);
  if (found.ok) return found;
  const isOfMethod = asked !== undefined && found.problem.code === 'otherMethod';
  return { ok: false, problem: { ...found.problem, at: isOfMethod ? asked.at : at } };
}

const ofAddress = (
  { url, variable }: Extract<PastedAddress, { ok: true }>,
  brokenEscapes: readonly string[],
  hasMore: boolean,
): LeftOut[] => [
  ...(hasMore ? [{ code: 'moreAddresses' } as const] : []),
  ...(variable === undefined ? [] : [{ code: 'addressVariable', name: variable } as const]),
  ...(url.username !== '' || url.password !== '' ? [{ code: 'login' } as const] : []),
  ...brokenEscapes.map(name => ({ code: 'brokenEscape', name }) as const),
];

function methodOf(
  args: readonly CurlArgument[],
  asked: CurlArgument | undefined,
  { method }: PastedBody,
): string {
  const head = args.some(({ name }) => name === 'head') ? 'HEAD' : undefined;
  return asked?.value.trim().toUpperCase() ?? head ?? method ?? 'GET';
}

function bodyFor(
  { body }: Operation,
  { text, fields, leftOut }: PastedBody,
): { readonly text?: string; readonly leftOut: readonly LeftOut[] } {
  const parts = Object.keys(
    body?.contentType === 'multipart/form-data' ? (body.schema.properties ?? {}) : {},
  );
  const others = fields.map(({ name, isFile }): LeftOut =>
    name === undefined
      ? { code: 'option', name: '--form' }
      : { code: isFile && parts.includes(name) ? 'file' : 'field', name: shown(name) },
  );
  const all = [...leftOut, ...others];
  if (text === undefined || text.trim() === '') return { leftOut: all };
  if (body?.contentType !== 'application/json') return { leftOut: [...all, { code: 'body' }] };
  return { text: text.trim(), leftOut: all };
}

/** Options that the draft contains, or that make no difference here. */
const understood: ReadonlySet<string> = new Set(
  `address url request head header get json form form-string data data-raw data-ascii data-binary data-urlencode
  url-query upload-file compressed silent show-error include show-headers verbose location fail fail-with-body globoff
  user-agent referer buffer http1.0 http1.1 http2 http2-prior-knowledge http3 progress-bar progress-meter path-as-is
  max-time connect-timeout retry retry-delay retry-max-time retry-all-errors retry-connrefused tlsv1.2 tlsv1.3
  styled-output disable keepalive-time tcp-nodelay`
    .trim()
    .split(/\s+/),
);

const notes: ReadonlyMap<string, LeftOut> = new Map([
  ['user', { code: 'login' }],
  ['oauth2-bearer', { code: 'login' }],
  ['cookie', { code: 'cookies' }],
  ['insecure', { code: 'insecure' }],
  ['config', { code: 'configFile' }],
]);

function leftOutOf({ name, isUnknown }: CurlArgument): LeftOut[] {
  if (isUnknown) return [{ code: 'option', name: shown(name) }];
  return understood.has(name) ? [] : [notes.get(name) ?? { code: 'option', name: `--${name}` }];
}

const shown = (name: string): string => name.trim().slice(0, 60);
