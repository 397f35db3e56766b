import assert from 'node:assert/strict';
import type { Draft } from '../../../src/core/request/draft';
import { snippetFormats, snippetOf, type SnippetFormat } from '../../../src/core/snippets/snippet';
import { operationOf } from '../request/drafts';

export const idempotencyKey = 'one-action';
export const formats = Object.keys(snippetFormats) as SnippetFormat[];

/** The snippet of a draft that can be one. */
export function textOf(format: SnippetFormat, of: Draft, origin: string): string {
  const snippet = snippetOf(format, of, operationOf(of.operationId), { origin, idempotencyKey });
  return snippet.ok ? snippet.text : assert.fail(`${format}: ${snippet.problem.code}`);
}
