import assert from 'node:assert/strict';
import { catalog, resolve } from '../../../src/core/catalog/catalog';
import { targetOf } from '../../../src/core/request/build';
import { check, hasErrors, largestFile } from '../../../src/core/request/check';
import type { Draft } from '../../../src/core/request/draft';
import type { Finding } from '../../../src/core/request/finding';
import { draft, filePart, operationOf, pathOf, zeroId } from './drafts';
import { byQuery, job, search, table } from './findings';

const findings = (of: Draft) => check(of, operationOf(of.operationId));
const only = (of: Draft): Finding => {
  const [first, ...more] = findings(of);
  assert.deepEqual(more, []);
  assert.ok(first);
  return first;
};
describe('check', () => {
  for (const [code, rows] of Object.entries(table)) {
    for (const [what, of, expected] of rows) {
      it(`${code}: ${what}`, () => {
        assert.deepEqual(only(of), expected);
      });
    }
  }

  it('finds nothing in a file of exactly the largest size', () => {
    const whole = filePart(largestFile);
    assert.deepEqual(findings(draft('importProfile', { files: { file: whole } })), []);
  });

  it('lets values through that only look like a way up the path', () => {
    for (const id of ['...', '%2e%2e', '../..', 'a/../b', '. ', 'é', '🦊']) {
      assert.equal(hasErrors(findings(job(id))), false, id);
    }
  });

  it('reads csv and lists alike, and an empty list as a list', () => {
    for (const value of ['remote,hybrid', ['remote', 'hybrid'], '', []]) {
      assert.deepEqual(findings(byQuery({ work_model: value })), [], JSON.stringify(value));
    }
  });

  it('takes numbers, booleans and texts for a text', () => {
    for (const q of ['firmware', 5, true]) assert.deepEqual(findings(byQuery({ q })), []);
  });

  it('takes a value that is undefined as left out', () => {
    assert.deepEqual(findings(byQuery({ page: undefined })), []);
  });

  it('takes null, which is not sent, as left out: also where the value is required', () => {
    const operation = operationOf('searchJobs');
    const value = byQuery({ page: null, work_model: null, posted_after: null });
    assert.deepEqual(findings(value), []);
    assert.equal(targetOf(value, operation), operation.path);
    for (const of of catalog().operations) {
      for (const { name, required, schema } of of.parameters.filter(p => p.in === 'query')) {
        assert.ok(!JSON.stringify(resolve(schema)).includes('null'), `${of.id} ${name}`);
        const found = findings(draft(of.id, { query: { [name]: null } }));
        const codes = found.filter(each => each.in === 'query' && each.name === name);
        assert.deepEqual(
          codes.map(({ code }) => code),
          required ? ['missing'] : [],
        );
      }
    }
  });

  it('asks for one of two members where neither is there', () => {
    const found = findings(draft('createApplication', { body: '{}' }));
    const missing = found.filter(({ code }) => code === 'missing').map(({ pointer }) => pointer);
    assert.deepEqual(missing.sort(), ['/apply_url', '/job_id']);
    assert.ok(!hasErrors(found));
  });

  it('tells errors first, and of a broken place nothing else', () => {
    const found = findings(draft('searchJobsPost', { body: '{' }));
    assert.deepEqual(
      found.map(({ code }) => code),
      ['brokenJson'],
    );
    const both = findings(draft('getCompanyJobs', { path: { id: '..' }, query: { page: 'x' } }));
    assert.deepEqual(
      both.map(({ code, severity }) => [code, severity]),
      [
        ['dotSegment', 'error'],
        ['wrongType', 'warning'],
      ],
    );
  });

  it('reports every unknown member, not only the first', () => {
    const found = findings(search({ aaa: 1, bbb: 2, page_size: 0 }));
    assert.deepEqual(found.map(({ code }) => code).sort(), [
      'tooSmall',
      'unknownField',
      'unknownField',
    ]);
  });

  it('points into names with slashes and tildes as a JSON pointer does', () => {
    const found = findings(search({ 'a/b~c': 1 }));
    assert.equal(found[0]?.code === 'unknownField' && found[0].field, 'a/b~c');
  });

  it('does not mind the idempotency key that we make', () => {
    const of = draft('createApplication', { body: JSON.stringify({ job_id: zeroId }) });
    assert.deepEqual(findings(of), []);
  });

  for (const operation of catalog().operations) {
    it(`finds no error in a plain draft of ${operation.id}`, () => {
      const files = operation.body?.contentType === 'multipart/form-data';
      const of = draft(operation.id, {
        path: pathOf(operation),
        ...(files && { files: { file: filePart(3) } }),
      });
      const errors = check(of, operation).filter(({ severity }) => severity === 'error');
      assert.deepEqual(errors, []);
    });
  }
});
