import { parametersIn, resolve } from '../catalog/catalog';
import { idempotencyHeader, takesIdempotencyKey } from '../catalog/idempotencyKey';
import type { Operation } from '../catalog/operation';
import { coerce } from './coerce';
import type { Draft } from './draft';
import type { HttpRequest } from '../transport/httpRequest';
import { flatOf } from './inQuery';
import { multipart } from './multipart';

/**
 * Builds the request of a draft in which `check` found no errors.
 * @param idempotencyKey one per intended action, the same for all its attempts; used if the operation takes one and the
 * draft names none
 */
export function build(draft: Draft, operation: Operation, idempotencyKey: string): HttpRequest {
  const content = bodyOf(draft, operation);
  return {
    operationId: operation.id,
    method: operation.method,
    target: targetOf(draft, operation),
    headers: {
      accept: 'application/json, application/problem+json;q=0.9, */*;q=0.1',
      ...(content && { 'content-type': content.type }),
      ...headersOf(draft, operation, idempotencyKey),
    },
    ...(content && { body: content.bytes }),
  };
}

/** Path and query, percent-encoded. Every path value becomes one segment, whatever it contains. */
export function targetOf(draft: Draft, operation: Operation): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encode(draft.path[name] ?? ''),
  );
  const known = parametersIn(operation, 'query');
  const names = [...new Set([...known.map(p => p.name), ...Object.keys(draft.query)])];
  const pairs = names.flatMap(name => {
    const value = encodedValue(name, draft.query[name], operation);
    return value === undefined ? [] : [`${encode(name)}=${value}`];
  });
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** A query value as the server decodes it; undefined: it is not sent. */
export function queryText(name: string, value: unknown, operation: Operation): string | undefined {
  const encoded = encodedValue(name, value, operation);
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}

function encodedValue(name: string, value: unknown, operation: Operation): string | undefined {
  if (value === undefined || value === null) return undefined;
  const parameter = parametersIn(operation, 'query').find(p => p.name === name);
  return queryValue(parameter ? coerce(value, resolve(parameter.schema)) : value);
}

/** OpenAPI's `style: form, explode: false`: a list is one value, its commas unescaped. */
const queryValue = (value: unknown): string =>
  flatOf([value])
    .map(each => encode(String(each)))
    .join(',');

/** encodeURIComponent throws on half a surrogate pair, as in a cut text; it is sent as U+FFFD instead. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

function headersOf(draft: Draft, operation: Operation, idempotencyKey: string) {
  const own = Object.entries(draft.headers).filter(([, value]) => value !== '');
  const headers = Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value]));
  if (takesIdempotencyKey(operation)) headers[idempotencyHeader.toLowerCase()] ??= idempotencyKey;
  return headers;
}

function bodyOf(
  draft: Draft,
  { body }: Operation,
): { type: string; bytes: Uint8Array } | undefined {
  if (!body) return undefined;
  if (body.contentType === 'multipart/form-data') return multipart(draft.files ?? {});
  const text = draft.body?.trim() ?? '';
  if (text === '') return undefined;
  return { type: body.contentType, bytes: new TextEncoder().encode(text) };
}
