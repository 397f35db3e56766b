import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/catalog/catalog';
import { check } from '../../../src/core/request/check';
import { exampleBody } from '../../../src/core/request/exampleBody';
import { draft, operationOf, pathOf } from './drafts';

describe('exampleBody', () => {
  for (const operation of catalog().operations) {
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
