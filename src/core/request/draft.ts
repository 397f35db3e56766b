import type { FindingPlace, Unsendable } from './finding';

/** A file chosen for a multipart body. At most 10 MB decoded; never kept in history. */
export interface FilePart {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

/**
 * A request as the user wrote it. Values stay as they were entered, legal or not: `check` says what is wrong with them.
 * JSON-safe.
 */
export interface Draft {
  readonly operationId: string;
  readonly path: Readonly<Record<string, string>>;
  /** A missing name is not sent; an empty list is sent as `name=`. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, exactly as typed. `undefined` or blank: no body. */
  readonly body?: string;
  /** The parts of a multipart body, by name. */
  readonly files?: Readonly<Record<string, FilePart>>;
  /** Places of values from another program that the draft could not take: while there is one, nothing is sent. */
  readonly unsendable?: readonly (FindingPlace & { readonly why: Unsendable })[];
}
