import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/catalog/catalog';
import { check } from '../../../src/core/request/check';
import { draftOf } from '../../../src/core/request/draftOf';
import { exampleBody } from '../../../src/core/request/exampleBody';
import { draft, operationOf, pathOf } from './drafts';

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

describe('exampleBody', () => {
  for (const operation of catalog.operations) {
    const json = operation.body?.contentType === 'application/json';
    it(`${json ? 'starts a body that fits' : 'starts no body for'} ${operation.id}`, () => {
      const body = exampleBody(operation);
      assert.equal(body !== undefined, json);
      if (body === undefined) return;
      const of = draft(operation.id, { path: pathOf(operation), body });
      const inBody = check(of, operation).filter(({ in: place }) => place === 'body');
      assert.deepEqual(inBody, []);
    });

    if (!json) continue;
    it(`starts a body without examples for ${operation.id} from the required members`, () => {
      const body = exampleBody({ ...operation, body: { ...operation.body!, examples: {} } });
      const of = draft(operation.id, { path: pathOf(operation), body: body ?? '' });
      const wrong = check(of, operation).map(({ code }) => code);
      // An empty text cannot be an address or an id, and one of two members is the person's choice.
      const free = operation.id === 'createApplication' ? ['missing', 'otherRule'] : [];
      assert.deepEqual(
        wrong.filter(code => ![...free, 'wrongFormat'].includes(code)),
        [],
      );
    });
  }

  it('takes the first example of the document', () => {
    const operation = operationOf('searchJobsPost');
    assert.deepEqual(
      JSON.parse(exampleBody(operation) ?? ''),
      Object.values(operation.body?.examples ?? {})[0],
    );
  });
});
