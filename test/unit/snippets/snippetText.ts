import assert from 'node:assert/strict';
import type { Draft } from '../../../src/core/request/draft';
import { snippetOf } from '../../../src/core/snippets/snippet';
import { snippetFormats, type SnippetFormat } from '../../../src/core/snippets/snippetRequest';
import { operationOf } from '../request/drafts';

export const idempotencyKey = 'one-action';
export const formats = snippetFormats;

/** The snippet of a draft that can be one. */
export function textOf(format: SnippetFormat, of: Draft, origin: string): string {
  const snippet = snippetOf(format, of, operationOf(of.operationId), { origin, idempotencyKey });
  return snippet.ok ? snippet.text : assert.fail(`${format}: ${snippet.problem.code}`);
}
