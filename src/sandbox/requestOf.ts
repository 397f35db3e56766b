import type { IncomingMessage } from 'node:http';
import { catalog, parametersIn, resolve } from '../core/catalog/catalog';
import type { Operation, Schema } from '../core/catalog/operation';

/** Bytes. The import takes files of up to 10 MB, and its body has a little more around the file. */
const longestBody = 11 * 1024 * 1024;

interface Route {
  readonly operation: Operation;
  readonly pattern: RegExp;
}

const braces = (operation: Operation): number => operation.path.split('{').length;

/** Paths without parameters come first, or `expired` in `/api/jobs/expired` would be taken for a job id. */
const routes: readonly Route[] = catalog()
  .operations.map(operation => ({
    operation,
    pattern: new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  }))
  .toSorted((a, b) => braces(a.operation) - braces(b.operation));

export type RouteResult =
  | {
      readonly kind: 'operation';
      readonly operation: Operation;
      readonly path: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'otherMethod'; readonly allow: string }
  | { readonly kind: 'nowhere' };

export function route(method: string, pathname: string): RouteResult {
  const here = routes.filter(({ pattern }) => pattern.test(pathname));
  const found = here.find(({ operation }) => operation.method === method);
  if (found) {
    const raw = found.pattern.exec(pathname)?.groups ?? {};
    const path = Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [name, decoded(value)]),
    );
    return { kind: 'operation', operation: found.operation, path };
  }
  if (here.length === 0) return { kind: 'nowhere' };
  return { kind: 'otherMethod', allow: here.map(({ operation }) => operation.method).join(', ') };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The query's values with the types of the description. One that does not fit its type stays text for the check. */
export function typedQuery(
  operation: Operation,
  sent: URLSearchParams,
): Readonly<Record<string, unknown>> {
  const known = new Map(
    parametersIn(operation, 'query').map(parameter => [parameter.name, parameter]),
  );
  const entries = [...new Set(sent.keys())].flatMap((name): [string, unknown][] => {
    const parameter = known.get(name);
    if (!parameter) return [];
    const values = sent.getAll(name);
    const schema = resolve(parameter.schema);
    if (schema.type === 'array') {
      const list = values
        .flatMap(value => value.split(','))
        .map(v => v.trim())
        .filter(v => v !== '');
      return list.length > 0 || parameter.allowEmptyValue ? [[name, list]] : [];
    }
    return [[name, typed(values.at(-1) ?? '', schema)]];
  });
  return Object.fromEntries(entries);
}

function typed(text: string, schema: Schema): unknown {
  if (schema.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (schema.type === 'integer' || schema.type === 'number') {
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  }
  return text;
}

export function headerValues(
  operation: Operation,
  request: IncomingMessage,
): Readonly<Record<string, string>> {
  const named = parametersIn(operation, 'header').map(({ name }): [string, unknown] => [
    name,
    request.headers[name.toLowerCase()],
  ]);
  return Object.fromEntries(
    named.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The whole body; undefined: it is longer than the sandbox reads. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export type ParsedBody =
  | { readonly kind: 'parsed'; readonly value: unknown }
  | { readonly kind: 'unreadable'; readonly detail: string };

export function parseBody(operation: Operation, bytes: Buffer, contentType: string): ParsedBody {
  if (!operation.body) return { kind: 'parsed', value: undefined };
  if (operation.body.contentType === 'multipart/form-data') {
    return { kind: 'parsed', value: { bytes, contentType } };
  }
  const text = bytes.toString('utf8').trim();
  if (text === '') return { kind: 'parsed', value: undefined };
  if (!/[/+]json\b/i.test(contentType)) {
    return { kind: 'unreadable', detail: 'The body has to be sent as application/json.' };
  }
  try {
    return { kind: 'parsed', value: JSON.parse(text) as unknown };
  } catch {
    return {
      kind: 'unreadable',
      detail: 'The body is not valid JSON. Check commas, quotes and brackets.',
    };
  }
}
