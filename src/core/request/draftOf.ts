import { findOperation } from '../catalog/catalog';
import type { Draft, FilePart } from './draft';

export interface RequestValues {
  readonly operationId: string;
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** A draft from values that another program gives: nothing in them is trusted to be of its type. */
export function draftOf({ operationId, path, query, headers, body }: RequestValues): Draft {
  const operation = findOperation(operationId);
  const multipart = operation?.body?.contentType === 'multipart/form-data';
  const text = multipart || body === undefined ? undefined : bodyText(body);
  return {
    operationId,
    path: texts(path),
    query: { ...query },
    headers: texts(headers),
    ...(text !== undefined && { body: text }),
    ...(multipart && { files: fileParts(body) }),
  };
}

/** A string is JSON text already: no operation takes a bare string as its body. */
const bodyText = (body: unknown): string =>
  typeof body === 'string' ? body : JSON.stringify(body, null, 2);

function texts(values: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function fileParts(body: unknown): Record<string, FilePart> {
  const parts = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(
    parts.flatMap(([name, value]): [string, FilePart][] => {
      const { name: file, type, base64 } = (value ?? {}) as Partial<FilePart>;
      if (typeof base64 !== 'string') return [];
      return [[name, { name: file ?? 'file', type: type ?? 'application/octet-stream', base64 }]];
    }),
  );
}
