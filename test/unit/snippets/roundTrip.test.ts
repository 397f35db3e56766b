import assert from 'node:assert/strict';
import fc from 'fast-check';
import { build } from '../../../src/core/request/build';
import type { Draft } from '../../../src/core/request/draft';
import { parseCurl } from '../../../src/core/snippets/parseCurl';
import { snippetOf } from '../../../src/core/snippets/snippet';
import { snippetFormats, type SnippetFormat } from '../../../src/core/snippets/snippetRequest';
import { operationOf } from '../request/drafts';
import { anyDraft, exampleDrafts } from './anyDraft';

const origin = 'https://connect.jobo.world';

/** Every format that is a curl line. */
const formats = snippetFormats.filter(name => name.startsWith('curl'));

function curl(of: Draft, format: SnippetFormat = 'curlPosix'): string {
  const operation = operationOf(of.operationId);
  const snippet = snippetOf(format, of, operation, { origin, idempotencyKey: 'made' });
  return snippet.ok ? snippet.text : assert.fail(snippet.problem.code);
}

function pasted(line: string) {
  const parsed = parseCurl(line);
  return parsed.ok ? parsed : assert.fail(`${line}: ${parsed.problem.code}`);
}

describe('a curl line of our own', () => {
  for (const format of formats) {
    it(`is the draft again, for every operation, as ${format}`, () => {
      for (const of of exampleDrafts) {
        const { files, ...expected } = of;
        const read = pasted(curl(of, format));
        const { 'Idempotency-Key': made, ...headers } = read.draft.headers;
        assert.deepEqual({ ...read.draft, headers }, expected);
        assert.equal(made, of.operationId === 'createApplication' ? 'made' : undefined);
        assert.deepEqual(read.leftOut, files ? [{ code: 'file', name: 'file' }] : []);
        assert.deepEqual([read.origin, read.key], [origin, undefined]);
      }
    });

    it(`is the same request again whatever is in it, as ${format}`, () => {
      fc.assert(
        fc.property(anyDraft, ({ files, body, ...expected }) => {
          const of = { ...expected, ...(body !== undefined && { body }) };
          const { body: again, ...read } = pasted(
            curl({ ...of, ...(files && { files }) }, format),
          ).draft;
          assert.deepEqual(read, JSON.parse(JSON.stringify(expected)));
          // PowerShell's has some letters of JSON as escapes.
          assert.deepEqual(JSON.parse(again ?? '0'), JSON.parse(body ?? '0'));
        }),
        { numRuns: 300 },
      );
    });
  }

  it('is the draft again whatever is in it, and the same request', () => {
    fc.assert(
      fc.property(anyDraft, ({ files, ...expected }) => {
        const read = pasted(curl({ ...expected, ...(files && { files }) }));
        const operation = operationOf(expected.operationId);
        if (!files) {
          assert.deepEqual(
            build(read.draft, operation, 'made'),
            build(expected, operation, 'made'),
          );
        }
        assert.deepEqual(read.draft, JSON.parse(JSON.stringify(expected)));
      }),
      { numRuns: 1_000 },
    );
  });
});
