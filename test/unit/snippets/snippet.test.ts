import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/catalog/catalog';
import type { Draft } from '../../../src/core/request/draft';
import { snippetOf } from '../../../src/core/snippets/snippet';
import type { SnippetFormat } from '../../../src/core/snippets/snippetRequest';
import { canaryKey } from '../../support/runs';
import { draft, filePart, operationOf, zeroId } from '../request/drafts';
import { exampleDrafts } from './anyDraft';
import { formats, idempotencyKey, textOf } from './snippetText';

describe('a snippet', () => {
  const origin = 'https://api.example';
  const snippet = (format: SnippetFormat, of: Draft) =>
    snippetOf(format, of, operationOf(of.operationId), { origin, idempotencyKey });

  it('has no key where none is looked at, and reads it from the environment elsewhere', () => {
    for (const of of exampleDrafts) {
      const { key } = operationOf(of.operationId);
      for (const format of formats) {
        const text = textOf(format, of, origin);
        assert.equal(text.includes('JOBO_API_KEY'), key !== 'none', `${of.operationId} ${format}`);
      }
    }
    assert.ok(catalog().operations.some(({ key }) => key === 'none'));
  });

  it('leaves out a key that a draft holds as a header', () => {
    const of = draft('getJob', { path: { id: zeroId }, headers: { 'X-API-Key': canaryKey } });
    for (const format of formats) assert.ok(!textOf(format, of, origin).includes(canaryKey));
  });

  it('is refused with a header that would be sent as another', () => {
    const keyed = (value: string) =>
      draft('createApplication', { headers: { 'Idempotency-Key': value } });
    const refused = (format: SnippetFormat, of: Draft) => {
      const result = snippet(format, of);
      return result.ok ? undefined : result.problem;
    };
    const problem = { code: 'header', name: 'idempotency-key' };
    for (const format of formats) assert.deepEqual(refused(format, keyed('a\r\nb: c')), problem);
    for (const format of ['curlPosix', 'curlPowerShell'] as const)
      assert.deepEqual(refused(format, keyed('é')), problem);
    assert.equal(refused('fetchNode', keyed('é')), undefined);
    assert.deepEqual(refused('httpFile', keyed("{{require('fs')}}")), problem);
    assert.deepEqual(refused('fetchNode', draft('getJob', { headers: { 'a\nb': 'c' } })), {
      code: 'header',
      name: 'a\nb',
    });
  });

  it('is refused as .http with a body that is not JSON, and with a file name that is a script', () => {
    assert.deepEqual(snippet('httpFile', draft('searchJobsPost', { body: '###\nGET /' })), {
      ok: false,
      problem: { code: 'body' },
    });
    const file = { ...filePart(1), name: '{{x}}.pdf' };
    assert.deepEqual(snippet('httpFile', draft('importProfile', { files: { file } })), {
      ok: false,
      problem: { code: 'fileName', name: '{{x}}.pdf' },
    });
  });

  it('reads the uploaded file from the folder it runs in, whatever its name claims', () => {
    const file = { ...filePart(1), name: '../../secret' };
    for (const format of formats) {
      assert.ok(
        !textOf(format, draft('importProfile', { files: { file } }), origin).includes('../'),
      );
    }
  });
});
