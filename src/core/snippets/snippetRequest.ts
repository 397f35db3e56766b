import type { Operation } from '../catalog/operation';
import type { HttpRequest } from '../transport/httpRequest';

/** The environment variable from which every snippet reads the key; no snippet contains the key. */
export const keyVariable = 'JOBO_API_KEY';

/** Which texts a request can be copied as. */
export const snippetFormats = ['curlPosix', 'curlPowerShell', 'fetchNode', 'httpFile'] as const;
export type SnippetFormat = (typeof snippetFormats)[number];

/** A multipart part, as a snippet names it: the file is read when the snippet runs. */
export interface UploadedFile {
  readonly part: string;
  readonly name: string;
  readonly type: string;
}

/** The request that a snippet makes, as our own transport would send it. */
export interface SnippetRequest extends Omit<HttpRequest, 'body' | 'operationId'> {
  readonly title: string;
  /** Without a path. */
  readonly origin: string;
  readonly key: Operation['key'];
  /** As text; absent: no body, or files. */
  readonly body?: string;
  /** Of a multipart body. Its `content-type` is not among the headers, since it needs a boundary. */
  readonly files: readonly UploadedFile[];
}

/** Why a format cannot express a request: the tool would send something else. */
export type SnippetProblem =
  /** A header name or value that cannot be sent at all, or not by this tool. */
  | { readonly code: 'header'; readonly name: string }
  /** A file name that the format cannot express. */
  | { readonly code: 'fileName'; readonly name: string }
  /** A body that is not JSON: lines of it would be read as something else. */
  | { readonly code: 'body' };

export type Snippet =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: SnippetProblem };
