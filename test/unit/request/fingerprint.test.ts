import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findOperation } from '../../../src/core/catalog/catalog';
import { fingerprint } from '../../../src/core/request/fingerprint';
import type { Draft } from '../../../src/core/request/draft';
import { draft, zeroId } from './drafts';

const of = (asked: Draft) => fingerprint(asked, findOperation(asked.operationId) ?? assert.fail());
const search = (body: string) => of(draft('searchJobsPost', { body }));

describe('the fingerprint of a request', () => {
  it('is the same however a JSON body is laid out', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 4, '\t'), (text, indent) => {
        const laidOut = JSON.stringify(JSON.parse(text), undefined, indent);
        const compact = JSON.stringify(JSON.parse(text));
        assert.equal(search(laidOut), search(compact));
      }),
    );
  });

  it('is another one for another body', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
        assert.equal(search(a) === search(b), a === b);
      }),
    );
  });

  it('tells blanks and digits apart that mean something', () => {
    assert.notEqual(search('{"queries":["a b"]}'), search('{"queries":["ab"]}'));
    assert.notEqual(search('{"queries":["a\\" b"]}'), search('{"queries":["a\\"b"]}'));
    assert.notEqual(search('{"n":12345678901234567890}'), search('{"n":12345678901234567891}'));
  });

  it('looks at what is sent: types and order of a query do not count, its values do', () => {
    const query = (values: object) => of(draft('searchJobs', { query: { ...values } }));
    assert.equal(
      query({ page_size: '10', location: 'x' }),
      query({ location: 'x', page_size: 10 }),
    );
    assert.equal(query({ location: undefined }), query({}));
    assert.notEqual(query({ page_size: 10 }), query({ page_size: 11 }));
  });

  it('leaves out a key made for one action, not one that the person has entered', () => {
    const body = JSON.stringify({ job_id: zeroId });
    const create = (headers: Record<string, string>) =>
      of(draft('createApplication', { body, headers }));
    assert.equal(create({}), create({}));
    assert.notEqual(create({ 'Idempotency-Key': 'a' }), create({ 'Idempotency-Key': 'b' }));
  });

  it('is none where nothing can be built, or with a file', () => {
    assert.equal(of(draft('getJob')), undefined);
    assert.equal(search('{"a":'), undefined);
    const file = { name: 'cv.txt', type: 'text/plain', base64: 'QQ==' };
    assert.equal(of(draft('importProfile', { files: { file } })), undefined);
  });
});
