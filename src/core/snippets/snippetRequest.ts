import type { Operation } from '../catalog/operation';
import type { HttpRequest } from '../transport/httpRequest';

/** The environment variable that every snippet reads the key from; no snippet holds the key itself. */
export const keyVariable = 'JOBO_API_KEY';

/** A multipart part as a snippet names it: the file is read where the snippet runs. */
export interface UploadedFile {
  readonly part: string;
  readonly name: string;
  readonly type: string;
}

/** What a snippet says: the request as our own transport would send it. */
export interface SnippetRequest extends Omit<HttpRequest, 'body' | 'operationId'> {
  readonly title: string;
  /** Without a path. */
  readonly origin: string;
  readonly key: Operation['key'];
  /** As text; absent: no body, or files. */
  readonly body?: string;
  /** Of a multipart body; its `content-type` is not among the headers: it needs a boundary. */
  readonly files: readonly UploadedFile[];
}

/** Why a format cannot say a request: its readers would send something else. */
export type SnippetProblem =
  /** A header name or value that cannot be sent at all, or not by this tool's command line. */
  | { readonly code: 'header'; readonly name: string }
  /** A file name that the format has no way to write. */
  | { readonly code: 'fileName'; readonly name: string }
  /** A body that is not JSON: lines of it would be read as something else. */
  | { readonly code: 'body' };

export type Snippet =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: SnippetProblem };
