import assert from 'node:assert/strict';
import { catalog, findOperation } from '../../../src/core/catalog/catalog';
import type { Operation } from '../../../src/core/catalog/operation';
import { vocabularyListOf } from '../../../src/core/vocabulary/lists';
import {
  bodyPlaces,
  bodyVocabulary,
  hasSuggestions,
  memberOf,
  queryVocabulary,
  schemaAt,
  sourceAt,
  type Source,
} from '../../../src/core/vocabulary/sources';

const operation = (id: string): Operation => findOperation(id) ?? assert.fail(id);
const inQuery = (name: string) => ({ in: 'query', name, pointer: '' }) as const;
const inBody = (pointer: string) => ({ in: 'body', name: '', pointer }) as const;

describe('sources of values', () => {
  it('stand at parameters and members that the catalog has, each of them', () => {
    const queries = catalog().operations.flatMap(each =>
      each.parameters.filter(p => p.in === 'query').map(p => p.name),
    );
    for (const name of Object.keys(queryVocabulary)) assert.ok(queries.includes(name), name);
    const bodies = catalog().operations.flatMap(bodyPlaces).map(memberOf);
    for (const name of Object.keys(bodyVocabulary)) assert.ok(bodies.includes(name), name);
  });

  it('ask operations that the catalog has, free ones, with parameters that they have', () => {
    const all = [...Object.values(queryVocabulary), ...Object.values(bodyVocabulary)];
    for (const source of all) {
      if (source.kind === 'listed' || source.kind === 'ids') continue;
      const { operationId, path, query } = vocabularyListOf(source).draft('port');
      const asked = operation(operationId);
      assert.equal(asked.price.amount, 0);
      assert.equal(asked.method, 'GET');
      for (const name of [...Object.keys(path), ...Object.keys(query)])
        assert.ok(
          asked.parameters.some(p => p.name === name),
          `${operationId} ${name}`,
        );
      for (const [name, value] of Object.entries(path)) {
        const { enum: allowed } = schemaAt(asked, { in: 'path', name, pointer: '' }) ?? {};
        assert.ok(allowed?.includes(value), value);
      }
    }
  });

  it('hold for the values inside lists and nested members', () => {
    const search = operation('searchJobsPost');
    const feed = operation('getJobFeed');
    const cases: readonly (readonly [Operation, string, Source])[] = [
      [search, '/skills/include', { kind: 'options', facet: 'skills' }],
      [search, '/skills/exclude/3', { kind: 'options', facet: 'skills' }],
      [search, '/work_models', { kind: 'filters', list: 'work_models' }],
      [search, '/locations/0', { kind: 'places', part: 'whole' }],
      [search, '/include_facets', { kind: 'listed' }],
      [search, '/companies/exclude/0', { kind: 'companies' }],
      [search, '/occupation_ids/1', { kind: 'occupations' }],
      [feed, '/locations/0/country', { kind: 'places', part: 'country' }],
      [feed, '/locations/city', { kind: 'places', part: 'city' }],
    ];
    for (const [of, pointer, source] of cases)
      assert.deepEqual(sourceAt(of, inBody(pointer)), source, pointer);
  });

  it('leave free texts, and places that are not there, alone', () => {
    const search = operation('searchJobs');
    for (const name of ['q', 'nothing', 'toString', '__proto__'])
      assert.equal(sourceAt(search, inQuery(name)), undefined, name);
    const profile = operation('createProfile');
    for (const pointer of ['/location/city', '/location', '/name', '/work_experience/0/location'])
      assert.equal(hasSuggestions(profile, inBody(pointer)), false, pointer);
    assert.equal(sourceAt(operation('getManagedJobFeed'), inBody('/skills/include')), undefined);
  });

  it('take ids from answers', () => {
    const at = { in: 'path', name: 'id', pointer: '' } as const;
    assert.deepEqual(sourceAt(operation('getJob'), at), { kind: 'ids', thing: 'job' });
    assert.deepEqual(sourceAt(operation('getCompany'), at), { kind: 'ids', thing: 'company' });
  });

  it('tell a form which places of a body complete', () => {
    assert.deepEqual(bodyPlaces(operation('getCareerSiteFeed')), ['/industries']);
    assert.ok(bodyPlaces(operation('searchJobsPost')).includes('/industries/exclude'));
    assert.deepEqual(bodyPlaces(operation('importProfile')), []);
  });
});
