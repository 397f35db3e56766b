import assert from 'node:assert/strict';
import { findOperation } from '../../../src/core/catalog/catalog';
import type { Operation } from '../../../src/core/catalog/operation';
import { listedAt } from '../../../src/core/vocabulary/listed';

const operation = (id: string): Operation => findOperation(id) ?? assert.fail(id);
const inQuery = (name: string) => ({ in: 'query', name, pointer: '' }) as const;
const inBody = (pointer: string) => ({ in: 'body', name: '', pointer }) as const;

describe('values known without asking', () => {
  it('are those of the schema, and those that the documentation names', () => {
    const search = operation('searchJobs');
    assert.deepEqual(listedAt(search, inQuery('work_model')), ['remote', 'hybrid', 'onsite']);
    assert.ok(listedAt(search, inQuery('sources')).includes('lever_co'));
    const categories = listedAt(operation('searchJobsPost'), inBody('/company_categories/include'));
    assert.ok(categories.includes('service-provider'));
  });

  it('are none where the documentation names none', () => {
    const search = operation('searchJobs');
    for (const name of ['skills', 'industries', 'location', 'q'])
      assert.deepEqual(listedAt(search, inQuery(name)), [], name);
  });
});
