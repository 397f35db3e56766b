import { jsonExcerpt, writeJson } from '../body/writeJson';
import { findOperation } from '../catalog/catalog';
import type { Draft, FilePart } from './draft';
import type { FindingPlace, Unsendable } from './finding';
import { inQuery } from './inQuery';

/** A request as another program gives it. `body`: JSON text or a value; for an upload, its parts by name. */
export interface RequestValues {
  readonly operationId: string;
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

type Part = 'path' | 'query' | 'headers' | 'body';

/** A value as the draft holds it; undefined: nothing is sent for it. */
type Taken<T> =
  | { readonly ok: true; readonly value: T | undefined }
  | { readonly ok: false; readonly why: Unsendable; readonly pointer?: string };

/**
 * A draft from another program's values: they may not have their declared types, and reading them may throw. Values
 * that cannot be sent are listed in `unsendable`. Never throws.
 */
export function draftOf(request: RequestValues): Draft {
  const given = new Given(request);
  const operationId = given.operationId();
  const isUpload = findOperation(operationId)?.body?.contentType === 'multipart/form-data';
  const path = given.members('path', textOf);
  const query = given.members('query', inQuery);
  const headers = given.members('headers', textOf);
  const files = isUpload ? given.members('body', fileOf) : undefined;
  const body = isUpload ? undefined : given.body();
  const { unsendable } = given;
  return {
    operationId,
    path,
    query,
    headers,
    ...(body !== undefined && { body }),
    ...(files && { files }),
    ...(unsendable.length > 0 && { unsendable }),
  };
}

const placeOf = { path: 'path', query: 'query', headers: 'header', body: 'file' } as const;

class Given {
  readonly unsendable: NonNullable<Draft['unsendable']>[number][] = [];
  readonly #request: RequestValues;

  constructor(request: RequestValues) {
    this.#request = request;
  }

  /** Anything but a text becomes an id of no operation. */
  operationId(): string {
    const id = attempted(() => ({ ok: true, value: this.#request.operationId }));
    if (!id.ok) return '';
    return typeof id.value === 'string' ? id.value : jsonExcerpt(id.value, 80);
  }

  /** A string is taken as JSON text: no operation has a plain string as its body. */
  body(): string | undefined {
    const taken = attempted(() => {
      const { body } = this.#request;
      if (body === undefined || typeof body === 'string') return { ok: true, value: body };
      const written = writeJson(body, { indented: true });
      return written.ok ? { ok: true, value: written.text } : written;
    });
    return this.#kept({ in: 'body', name: '' }, taken);
  }

  members<T>(part: Part, read: (value: unknown) => Taken<T>): Record<string, T> {
    const place = { in: placeOf[part], name: '' };
    const names = attempted(() => {
      const values = this.#request[part];
      if (values === undefined) return { ok: true, value: [] };
      if (typeof values !== 'object' || values === null || Array.isArray(values))
        return { ok: false, why: 'noMembers' };
      return { ok: true, value: Object.keys(values) };
    });
    const taken = (this.#kept(place, names) ?? []).flatMap(name => {
      const value = attempted(() => read((this.#request[part] as Record<string, unknown>)[name]));
      const kept = this.#kept({ ...place, name }, value);
      return kept === undefined ? [] : [[name, kept] as const];
    });
    return Object.fromEntries(taken);
  }

  #kept<T>(place: Pick<FindingPlace, 'in' | 'name'>, taken: Taken<T>): T | undefined {
    if (taken.ok) return taken.value;
    this.unsendable.push({ ...place, pointer: taken.pointer ?? '', why: taken.why });
    return undefined;
  }
}

/** Reading a value may run another program's getters and proxies, which may throw. */
function attempted<T>(read: () => Taken<T>): Taken<T> {
  try {
    return read();
  } catch {
    return { ok: false, why: 'threw' };
  }
}

function textOf(given: unknown): Taken<string> {
  if (given === undefined || given === null) return { ok: true, value: undefined };
  if (typeof given === 'string') return { ok: true, value: given };
  const written = writeJson(given);
  if (!written.ok) return written;
  // A Date, for example, has a text as its JSON.
  const value: unknown = JSON.parse(written.text);
  if (typeof value === 'object') return { ok: false, why: 'noText' };
  return { ok: true, value: typeof value === 'string' ? value : written.text };
}

function fileOf(given: unknown): Taken<FilePart> {
  if (given === undefined || given === null) return { ok: true, value: undefined };
  const { name = 'file', type = 'application/octet-stream', base64 } = given as Partial<FilePart>;
  return [name, type, base64].every(text => typeof text === 'string')
    ? { ok: true, value: { name, type, base64: base64 ?? '' } }
    : { ok: false, why: 'noFile' };
}
