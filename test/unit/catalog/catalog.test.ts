import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { catalog, findOperation, parametersIn, resolve } from '../../../src/core/catalog/catalog';
import type { Operation } from '../../../src/core/catalog/operation';
import { unsureNames } from '../../../src/core/catalog/unsure';
import { validators } from '../../../src/core/generated/validators';
import { check } from '../../../src/core/request/check';
import { takesIdempotencyKey } from '../../../src/core/catalog/idempotencyKey';
import { operationClass } from '../../../src/core/catalog/operationClass';
import type { Document } from '../../launch/compileCatalog';
import { draft, pathOf } from '../request/drafts';

const source = path.resolve(__dirname, '../../../src/core/catalog/openapi.yaml');
const document = parse(fs.readFileSync(source, 'utf8')) as Document;

const documented = Object.entries(document.paths).flatMap(([route, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route, method, operation })),
);

const idsWhere = (holds: (operation: Operation) => boolean) =>
  catalog()
    .operations.filter(holds)
    .map(({ id }) => id);

describe('catalog', () => {
  it('has every operation once', () => {
    const { length } = catalog().operations;
    assert.equal(length, documented.length - catalog().leftOut.length);
    assert.equal(new Set(catalog().operations.map(({ id }) => id)).size, length);
    assert.equal(
      new Set(catalog().operations.map(({ method, path: p }) => method + p)).size,
      length,
    );
  });

  it('has what the API has got since the description was written', () => {
    for (const [id, method, route] of [
      ['suggestCompanies', 'GET', '/api/connectors/companies/suggest'],
      ['listOccupations', 'GET', '/api/occupations'],
    ] as const) {
      const { key, price, ...operation } = findOperation(id)!;
      assert.deepEqual([operation.method, operation.path], [method, route]);
      assert.deepEqual([key, price.amount, price.published], ['required', 0, true]);
    }
  });

  it('says of what it is not sure, and of nothing else', () => {
    assert.deepEqual(
      idsWhere(({ confidence }) => confidence === 'low'),
      ['suggestCompanies', 'listOccupations'],
    );
    assert.deepEqual(
      Object.fromEntries(
        catalog()
          .operations.map(operation => [operation.id, unsureNames(operation)] as const)
          .filter(([, names]) => names.length > 0),
      ),
      {
        searchJobs: ['occupation_ids'],
        searchJobsPost: ['occupation_ids'],
        getJobFeed: ['company_sizes', 'company_revenues'],
        getExpiredJobIds: ['limit'],
        suggestCompanies: ['q', 'limit'],
        listOccupations: ['q', 'limit'],
        createLiveSession: ['job_url'],
      },
    );
  });

  it('leaves out exactly the three OAuth operations, and says why', () => {
    assert.deepEqual(
      catalog().leftOut.map(({ path: route }) => route),
      ['GET /api/mcp/jobs/search', 'GET /api/mcp/jobs/{id}', 'GET /api/mcp/filters'],
    );
    for (const { why } of catalog().leftOut) assert.match(why, /bearer token/);
  });

  it('holds every operation of the document, or leaves it out', () => {
    const known = [...catalog().operations, ...catalog().leftOut].map(({ id }) => id).sort();
    assert.deepEqual(known, documented.map(({ operation }) => operation.operationId).sort());
  });

  it('keeps the tags in the order of the document, and operations in theirs', () => {
    const tags = [
      'Jobs Search',
      'Jobs Feed',
      'Career Sites Feed',
      'Companies',
      'Locations',
      'Connectors',
      'Auto Apply Applications',
      'Auto Apply Sessions',
      'Auto Apply Profiles',
    ];
    assert.deepEqual(
      catalog().tags.map(({ name }) => name),
      tags,
    );
    const expected = tags.flatMap(tag =>
      documented
        .filter(({ operation }) => operation.tags[0] === tag)
        .map(({ operation }) => operation.operationId),
    );
    assert.deepEqual(
      catalog().operations.map(({ id }) => id),
      expected,
    );
  });

  it('says what costs something, and how much', () => {
    const prices = catalog()
      .operations.filter(({ price }) => price.amount > 0)
      .map(
        ({ id, price }) => `${id} ${price.amount}/${price.unit} ${price.sizedBy?.default ?? ''}`,
      );
    assert.deepEqual(prices, [
      'searchJobs 3/item 25',
      'searchJobsPost 3/item 25',
      'getJobFeed 3/item 1000',
      'getManagedJobFeed 3/item 1000',
      'getCareerSiteFeed 50/item 50',
      'getCompanyJobs 3/item 25',
      'geocodeLocation 1/request ',
      'createApplication 200/request ',
      'startAutoApplySession 200/request ',
      'runAutoApply 200/request ',
      'createLiveSession 200/request ',
    ]);
  });

  it('knows the paused and the gated operations', () => {
    assert.deepEqual(
      idsWhere(({ state }) => state === 'gated'),
      ['createApplication', 'submitApplicationAnswers'],
    );
    const paused = catalog().operations.filter(({ state }) => state === 'unavailable');
    assert.equal(paused.length, 14);
    for (const { tag } of paused) assert.match(tag, /^Auto Apply (Sessions|Profiles)$/);
  });

  it('knows which operation takes no key, which may, and that all others need one', () => {
    assert.deepEqual(
      idsWhere(({ key }) => key === 'none'),
      ['listSandboxScenarios'],
    );
    assert.deepEqual(
      idsWhere(({ key }) => key === 'optional'),
      ['getCompany'],
    );
    assert.equal(idsWhere(({ key }) => key === 'required').length, catalog().operations.length - 2);
  });

  it('knows what sending twice could do', () => {
    assert.deepEqual(
      idsWhere(operation => operationClass(operation) === 'creates'),
      [
        'startAutoApplySession',
        'setAutoApplyAnswers',
        'runAutoApply',
        'createLiveSession',
        'answerLiveSession',
        'createProfile',
        'importProfile',
      ],
    );
    assert.deepEqual(
      idsWhere(operation => operationClass(operation) === 'spends'),
      [
        'searchJobs',
        'searchJobsPost',
        'getJobFeed',
        'getManagedJobFeed',
        'getCareerSiteFeed',
        'getCompanyJobs',
        'geocodeLocation',
        'createApplication',
      ],
    );
    assert.deepEqual(idsWhere(takesIdempotencyKey), ['createApplication']);
  });

  it('counts feeds apart, and gives slow operations their time', () => {
    assert.deepEqual(
      idsWhere(({ group }) => group === 'feed'),
      ['getJobFeed', 'getManagedJobFeed', 'getExpiredJobIds'],
    );
    assert.ok((findOperation('getJobFeed')?.timeoutSeconds ?? 0) >= 120);
    assert.equal(findOperation('createApplication')?.timeoutSeconds, 600);
    assert.equal(findOperation('searchJobs')?.timeoutSeconds, 30);
  });

  for (const operation of catalog().operations) {
    it(`is complete for ${operation.id}`, () => {
      assert.equal(findOperation(operation.id), operation);
      assert.ok(operation.summary !== '' && operation.docs.startsWith('https://'));
      assert.equal(typeof validators[operation.id], 'function');
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.deepEqual(
        parametersIn(operation, 'path').map(({ name }) => name),
        inPath,
      );
      for (const { in: place, required } of operation.parameters) {
        if (place === 'path') assert.ok(required);
      }
    });

    it(`finds nothing wrong with the document's own examples of ${operation.id}`, () => {
      const examples = (place: 'query' | 'header') =>
        Object.fromEntries(
          parametersIn(operation, place)
            .filter(({ example }) => example !== undefined)
            .map(({ name, example }) => [name, example]),
        );
      const bodies = Object.values(operation.body?.examples ?? {}).map(body =>
        JSON.stringify(body),
      );
      const inPath = parametersIn(operation, 'path').map(({ name, example }) => [name, example]);
      const given = Object.fromEntries(
        inPath.filter(([, example]) => example !== undefined),
      ) as Record<string, string>;
      for (const body of bodies.length > 0 ? bodies : [undefined]) {
        const files = { file: { name: 'cv.pdf', type: 'application/pdf', base64: 'AAAA' } };
        const of = draft(operation.id, {
          path: { ...pathOf(operation), ...given },
          query: examples('query'),
          headers: examples('header') as Record<string, string>,
          ...(body !== undefined && { body }),
          ...(operation.body?.contentType === 'multipart/form-data' && { files }),
        });
        assert.deepEqual(check(of, operation), []);
      }
    });
  }

  it('follows references and a lone allOf, what stands beside them winning', () => {
    const schemas = { A: { type: 'integer', minimum: 1 }, B: { allOf: [{ $ref: '#/x/A' }] } };
    assert.deepEqual(resolve({ $ref: '#/x/B', minimum: 5 }, schemas), {
      type: 'integer',
      minimum: 5,
    });
    const two = { allOf: [{ type: 'integer' }, { minimum: 1 }] };
    assert.deepEqual(resolve(two, schemas), two);
    assert.throws(() => resolve({ $ref: '#/x/C' }, schemas), /no schema C/);
  });

  it('refers to no schema that it does not have', () => {
    const names = [...JSON.stringify(catalog()).matchAll(/#\/components\/schemas\/(\w+)/g)];
    for (const [, name = ''] of names) assert.ok(name in catalog().schemas, name);
  });
});
