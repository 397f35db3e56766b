import type { Operation } from '../catalog/operation';
import { build } from '../request/build';
import type { Draft } from '../request/draft';
import type { HttpRequest } from '../transport/httpRequest';
import { mediaType, plainName } from '../request/multipart';
import { curlPosix } from './curlPosix';
import { curlPowerShell } from './curlPowerShell';
import { fetchNode } from './fetchNode';
import { httpFile } from './httpFile';
import type { Snippet, SnippetFormat, SnippetRequest, UploadedFile } from './snippetRequest';

const writers: Readonly<Record<SnippetFormat, (request: SnippetRequest) => Snippet>> = {
  curlPosix,
  curlPowerShell,
  fetchNode,
  httpFile,
};

/**
 * The request of a draft, in which `check` found no errors, as text for another tool.
 * @param idempotencyKey put into the snippet if the operation takes one and the draft names none, so that running the
 * snippet twice is one action
 */
export function snippetOf(
  format: SnippetFormat,
  draft: Draft,
  operation: Operation,
  { origin, idempotencyKey }: { readonly origin: string; readonly idempotencyKey: string },
): Snippet {
  const request = snippetRequest(build(draft, operation, idempotencyKey), draft, operation, origin);
  const name = unsendableHeader(request.headers);
  if (name !== undefined) return { ok: false, problem: { code: 'header', name } };
  return writers[format](request);
}

function snippetRequest(
  { method, target, headers, body }: HttpRequest,
  draft: Draft,
  operation: Operation,
  origin: string,
): SnippetRequest {
  const isMultipart = operation.body?.contentType === 'multipart/form-data';
  const { 'content-type': type, ...others } = headers;
  return {
    title: operation.summary,
    origin,
    method,
    target,
    key: operation.key,
    headers: withoutKey(isMultipart || type === undefined ? others : headers),
    files: isMultipart ? uploads(draft) : [],
    ...(body && !isMultipart && { body: new TextDecoder().decode(body) }),
  };
}

/** Our transport overrides a draft's header of this name; a snippet must not contain its value. */
const withoutKey = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'x-api-key'));

const uploads = ({ files = {} }: Draft): UploadedFile[] =>
  Object.entries(files).map(([part, { name, type }]) => ({
    part: plainName(part),
    name: plainName(name),
    type: mediaType(type),
  }));

/** The name of the first header whose name or value is not valid in a header line. */
const unsendableHeader = (headers: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(headers).find(([name, value]) => !token.test(name) || illegal.test(value))?.[0];

const token = /^[\w!#$%&'*+.^`|~-]+$/;
// eslint-disable-next-line no-control-regex -- control characters, and all that is not Latin-1
const illegal = /[\u0000-\u001f\u007f\u0100-\uffff]/;
