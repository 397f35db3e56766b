import assert from 'node:assert/strict';
import { catalog, resolve } from '../../../src/core/catalog/catalog';
import type { Operation, Schema } from '../../../src/core/catalog/operation';
import { check } from '../../../src/core/request/check';
import type { Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../support/sandbox';
import { draft } from '../request/drafts';
import { freshKey, send, type JobRow } from './send';

interface Filter {
  readonly operation: Operation;
  readonly in: 'query' | 'body';
  readonly name: string;
  readonly values: readonly string[];
}

const itemsOf = (schema: Schema): Schema => resolve(resolve(schema).items ?? {});

/** Every list of a query or a body whose values the description names. */
const lists: readonly (Filter & { readonly taken: string })[] = catalog().operations.flatMap(
  operation => {
    const named = [
      ...operation.parameters
        .filter(p => p.in === 'query')
        .map(({ name, schema }) => ({ in: 'query' as const, name, schema })),
      ...Object.entries(resolve(operation.body?.schema ?? {}).properties ?? {}).map(
        ([name, schema]) => ({ in: 'body' as const, name, schema }),
      ),
    ];
    return named.flatMap(({ schema, ...at }) => {
      const { enum: values, 'x-jobo-values': taken = 'listed' } = itemsOf(schema);
      return values ? [{ operation, ...at, values: values.map(String), taken }] : [];
    });
  },
);

const filters = lists.filter(({ taken }) => taken === 'anyCase');

const cases: Readonly<Record<string, (text: string) => string>> = {
  lower: text => text.toLowerCase(),
  upper: text => text.toUpperCase(),
  title: text => text.replace(/(^|-)\w/g, letter => letter.toUpperCase()),
  mixed: text => text.replace(/..?/g, two => two.charAt(0).toUpperCase() + two.slice(1)),
};

describe('enums of filters', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  const keyFor = ({ operation }: Filter): string =>
    operation.id === 'getManagedJobFeed' ? sandbox.keys.good : freshKey();

  async function found(filter: Filter, values: readonly string[]): Promise<readonly JobRow[]> {
    const size = { [filter.operation.price.sizedBy?.member ?? 'page_size']: 100 };
    const request =
      filter.in === 'query'
        ? { query: { ...size, [filter.name]: values.join(',') } }
        : { body: { ...size, [filter.name]: values } };
    const { status, body } = await send(sandbox, filter.operation.id, {
      ...request,
      key: keyFor(filter),
    });
    assert.equal(status, 200, `${filter.operation.id} ${filter.name} ${values.join(',')}`);
    return body.jobs;
  }

  const findings = ({ operation, name, in: place }: Filter, value: string) =>
    check(
      draft(
        operation.id,
        place === 'query'
          ? { query: { [name]: [value] } }
          : { body: JSON.stringify({ [name]: [value] }) },
      ),
      operation,
    );

  it('are those of the two searches and of the two feeds', () => {
    const three = (plural: string) => [
      `work_model${plural}`,
      `employment_type${plural}`,
      `experience_level${plural}`,
    ];
    assert.deepEqual(
      filters.map(({ operation, name }) => `${operation.id} ${name}`),
      [
        ...three('').map(name => `searchJobs ${name}`),
        ...three('s').map(name => `searchJobsPost ${name}`),
        ...three('s').map(name => `getJobFeed ${name}`),
        'getManagedJobFeed work_models',
      ],
    );
  });

  for (const filter of filters) {
    const { operation, name, values } = filter;

    it(`are taken in any case as ${name} of ${operation.id}, and nothing is found wrong with them`, async () => {
      for (const value of values) {
        const expected = (await found(filter, [value])).map(({ id }) => id);
        for (const [words, write] of Object.entries(cases)) {
          const ids = (await found(filter, [write(value)])).map(({ id }) => id);
          assert.deepEqual(ids, expected, `${value} in ${words} case`);
          assert.deepEqual(findings(filter, write(value)), []);
        }
        if (operation.id !== 'getManagedJobFeed') assert.ok(expected.length > 0, value);
      }
    });

    it(`that are unknown match nothing as ${name} of ${operation.id}, and are found`, async () => {
      const [known = ''] = values;
      for (const unknown of ['moon', `${known} `.repeat(2).trim(), `${known}x`]) {
        assert.deepEqual(await found(filter, [unknown]), [], unknown);
        const both = (await found(filter, [unknown, known])).map(({ id }) => id);
        assert.deepEqual(
          both,
          (await found(filter, [known])).map(({ id }) => id),
        );
        assert.deepEqual(
          findings(filter, unknown).map(({ severity, code }) => [severity, code]),
          [['warning', 'notAllowed']],
        );
      }
    });
  }

  for (const [list, value, held] of [
    ['company_categories', 'saas', ({ company }: JobRow) => company.categories.includes('saas')],
    ['industries', 'Software', ({ company }: JobRow) => company.industries.includes('Software')],
    ['sources', 'ashby', ({ source }: JobRow) => source === 'ashby'],
  ] as const) {
    it(`of open lists are taken in any case, too: ${list}`, async () => {
      const post = async (entries: object) => {
        const body = { [list]: entries, page_size: 100 };
        return (await send(sandbox, 'searchJobsPost', { body, key: freshKey() })).body;
      };
      const among = (entries: readonly string[]) =>
        list === 'sources' ? entries : { include: entries };
      const { total } = await post(among([value]));
      for (const write of Object.values(cases)) {
        const { jobs, total: again } = await post(among([write(value)]));
        assert.equal(again, total);
        assert.ok(jobs.every(held));
        if (list === 'sources') continue;
        const without = await post({ exclude: [write(value)] });
        assert.ok(without.jobs.length > 0 && !without.jobs.some(held));
      }
      assert.equal((await post(among(['moon']))).total, 0);
      if (list !== 'sources')
        assert.equal((await post({ exclude: ['moon'] })).total, (await post({})).total);
    });
  }

  it('let an unknown facet through, as one without values', async () => {
    for (const name of ['true', 'moon', 'work_models', 'Constructor', 'constructor', '__proto__']) {
      const { status, body } = await send(sandbox, 'searchJobs', {
        query: { include_facets: `${name},work_model`, page_size: 1 },
      });
      assert.equal(status, 200);
      const facets = body.facets as unknown as Record<string, readonly unknown[]>;
      assert.deepEqual(facets[name], []);
      assert.ok((facets['work_model'] ?? []).length > 0);
      const posted = await send(sandbox, 'searchJobsPost', { body: { include_facets: [name] } });
      assert.deepEqual(Object.entries(posted.body.facets), [[name, []]]);
    }
  });

  it('give the values of a facet in any case', async () => {
    const facetOf = async (name: string) => {
      const query = { include_facets: name, page_size: 1 };
      const { facets } = (await send(sandbox, 'searchJobs', { query, key: freshKey() })).body;
      const posted = { include_facets: [name], page_size: 1 };
      const { body } = await send(sandbox, 'searchJobsPost', { body: posted, key: freshKey() });
      assert.deepEqual(body.facets, facets);
      assert.equal(body.warnings, undefined);
      return (facets as unknown as Record<string, readonly unknown[]>)[name] ?? [];
    };
    const named = lists.find(
      ({ name, in: place }) => name === 'include_facets' && place === 'body',
    );
    for (const name of named?.values ?? []) {
      const expected = await facetOf(name);
      assert.ok(expected.length > 0, name);
      for (const write of Object.values(cases))
        assert.deepEqual(await facetOf(write(name)), expected, write(name));
    }
  });

  it('are no unknown members of a body, whatever case or value they have', async () => {
    const posted = lists.filter(({ in: place, taken }) => place === 'body' && taken !== 'listed');
    const searched = posted.filter(({ operation }) => operation.id === 'searchJobsPost');
    assert.ok(searched.length >= 4);
    for (const { operation, name, values } of searched) {
      const [known = ''] = values;
      for (const value of [...Object.values(cases).map(write => write(known)), 'moon']) {
        const sent = { [name]: [value], page_size: 1 };
        const { body } = await send(sandbox, operation.id, { body: sent, key: freshKey() });
        assert.equal(body.warnings, undefined, `${name} ${value}`);
        const withTypo = { ...sent, colour: 'blue' };
        const warned = await send(sandbox, operation.id, { body: withTypo, key: freshKey() });
        const [warning] = warned.body.warnings;
        assert.match(warning.message, /: colour\.$/);
        assert.equal(warned.body.warnings.length, 1);
      }
    }
  });

  it('know Lever by either name', async () => {
    const total = async (sources: string) =>
      (await send(sandbox, 'searchJobs', { query: { sources, page_size: 1 } })).body.total;
    assert.ok((await total('lever_co')) > 0);
    assert.equal(await total('lever'), await total('lever_co'));
    const fed = await send(sandbox, 'getJobFeed', { body: { sources: ['Lever'], batch_size: 5 } });
    assert.ok(fed.body.jobs.length > 0 && fed.body.jobs.every(job => job.source === 'lever_co'));
  });

  it('stand in the documented order in the vocabulary', async () => {
    const { enums } = (await send(sandbox, 'getConnectorFilters')).body as unknown as {
      readonly enums: Readonly<Record<string, readonly string[]>>;
    };
    for (const { operation, name, values } of filters)
      if (operation.id === 'searchJobsPost') assert.deepEqual(enums[name], values);
  });

  it('that name something else are still refused', async () => {
    const { status, body } = await send(sandbox, 'listApplications', {
      key: sandbox.keys.test,
      query: { status: 'Moon' },
    });
    assert.deepEqual([status, body.code], [400, 'invalid_status']);
  });
});
