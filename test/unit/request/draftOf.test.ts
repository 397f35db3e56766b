import assert from 'node:assert/strict';
import { draftOf } from '../../../src/core/request/draftOf';
import { draft } from './drafts';

describe('draftOf', () => {
  it('is complete where only the operation is named', () => {
    assert.deepEqual(draftOf({ operationId: 'searchJobs' }), draft('searchJobs'));
  });

  it('makes texts of path and header values, and leaves out what is nothing', () => {
    const { path, headers } = draftOf({
      operationId: 'getJob',
      path: { id: 12, gone: null, left: undefined, yes: true },
      headers: { 'Idempotency-Key': 7 },
    });
    assert.deepEqual(path, { id: '12', yes: 'true' });
    assert.deepEqual(headers, { 'Idempotency-Key': '7' });
  });

  it('copies the query, its values as they are', () => {
    const query = { work_model: ['remote'], page: 2 };
    const made = draftOf({ operationId: 'searchJobs', query });
    assert.deepEqual(made.query, query);
    assert.notEqual(made.query, query);
  });

  it('writes a body as JSON text, and takes a text as JSON already', () => {
    const text = (body: unknown) => draftOf({ operationId: 'searchJobsPost', body }).body;
    assert.deepEqual(JSON.parse(text({ page: 1 }) ?? ''), { page: 1 });
    assert.equal(text('{"page":1'), '{"page":1');
    assert.equal(text(null), 'null');
    assert.equal(text(undefined), undefined);
  });

  it('reads the parts of a multipart body, and drops what is none', () => {
    const file = { name: 'cv.pdf', type: 'application/pdf', base64: 'AAAA' };
    const made = draftOf({
      operationId: 'importProfile',
      body: { file, bare: { base64: 'AA==' }, no: 5, nothing: null },
    });
    assert.deepEqual(made.files, {
      file,
      bare: { name: 'file', type: 'application/octet-stream', base64: 'AA==' },
    });
    assert.equal(made.body, undefined);
    assert.deepEqual(draftOf({ operationId: 'importProfile', body: 'text' }).files, {});
  });

  it('survives an operation that does not exist', () => {
    assert.equal(draftOf({ operationId: 'nowhere', body: {} }).body, '{}');
  });
});
