import assert from 'node:assert/strict';
import { errorsIn } from '../../../src/core/request/check';
import { targetOf } from '../../../src/core/request/build';
import type { Unsendable } from '../../../src/core/request/finding';
import { draftOf, type RequestValues } from '../../../src/core/request/draftOf';
import { endless, hostileValues } from '../../support/hostileValues';
import { operationOf } from './drafts';

const told = (request: RequestValues) =>
  (draftOf(request).unsendable ?? []).map(({ in: place, name, pointer, why }) =>
    [place, name + pointer, why].join(' ').trim(),
  );
const search = (parts: Partial<RequestValues>) => told({ operationId: 'searchJobs', ...parts });

describe('values that cannot be sent', () => {
  for (const { what, make, why, text } of hostileValues) {
    const body = () => draftOf({ operationId: 'searchJobsPost', body: make() });

    if (why === undefined) {
      it(`sends ${what} in a body as JSON says it`, () => {
        const made = body();
        assert.equal(made.unsendable, undefined);
        assert.deepEqual(JSON.parse(made.body ?? ''), JSON.parse(text ?? ''));
      });
      continue;
    }
    it(`refuses ${what} in a body, and says where it is`, () => {
      const made = body();
      assert.equal(made.body, undefined);
      assert.deepEqual(
        errorsIn(made, operationOf('searchJobsPost')).map(finding => [
          finding.in,
          finding.code,
          'why' in finding && finding.why,
        ]),
        [['body', 'unsendable', why]],
      );
      const inside = draftOf({ operationId: 'searchJobsPost', body: { a: [1, make()] } });
      assert.equal(inside.unsendable?.[0]?.pointer.startsWith('/a/1'), true);
    });

    it(`refuses ${what} in path, query and headers by their names`, () => {
      const found = told({
        operationId: 'searchJobs',
        path: { id: make() },
        query: { q: make(), page: 2 },
        headers: { 'x-one': make() },
      });
      const pointers = found.map(each => each.split(' ').at(-1));
      assert.deepEqual(pointers, [why, why, why]);
      assert.deepEqual(
        found.map(each => each.split(/[ /]/).slice(0, 2).join(' ')),
        ['path id', 'query q', 'header x-one'],
      );
    });
  }

  it('refuses what has no end, however deep or wide it is read', () => {
    assert.equal(
      told({ operationId: 'searchJobsPost', body: endless() })[0]?.split(' ').at(-1),
      'tooLarge',
    );
    const wide = new Proxy([], { get: (_, name) => (name === 'length' ? 1e9 : 'x'.repeat(1e6)) });
    assert.deepEqual(
      search({ query: { q: wide } })[0]
        ?.split(' ')
        .at(-1),
      'tooLarge',
    );
  });

  const wholes: readonly (readonly [string, unknown, Unsendable])[] = [
    ['null', null, 'noMembers'],
    ['a text', 'q=1', 'noMembers'],
    ['a list', [['q', '1']], 'noMembers'],
    ['a number', 7, 'noMembers'],
    ['a function', () => ({}), 'noMembers'],
  ];
  for (const [what, value, why] of wholes) {
    it(`refuses ${what} in place of path, query or headers`, () => {
      for (const part of ['path', 'query', 'headers'] as const) {
        const place = part === 'headers' ? 'header' : part;
        assert.deepEqual(search({ [part]: value }), [`${place}  ${why}`]);
      }
    });
  }

  it('takes for a header or a path value no list and no object', () => {
    assert.deepEqual(search({ headers: { one: {}, two: ['x'] } }), [
      'header one noText',
      'header two noText',
    ]);
    const { path } = draftOf({
      operationId: 'getJob',
      path: { id: new Date(0), other: new String('x'), gone: null, left: undefined },
    });
    assert.deepEqual(path, { id: '1970-01-01T00:00:00.000Z', other: 'x' });
  });

  it('makes lists and texts of what a query has no form for, and sends them as they would be', () => {
    const query = { q: [['a', ['b,c']], 1, [null, true]], page: { from: [1] } };
    const made = draftOf({ operationId: 'searchJobs', query });
    assert.deepEqual(made.query, { q: ['a', 'b,c', 1, null, true], page: '{"from":[1]}' });
    assert.equal(
      targetOf(made, operationOf('searchJobs')),
      '/api/jobs?q=a,b%2Cc,1,null,true&page=%7B%22from%22%3A%5B1%5D%7D',
    );
    assert.equal(
      targetOf({ ...made, query }, operationOf('searchJobs')),
      targetOf(made, operationOf('searchJobs')),
    );
  });

  it('refuses parts of an upload that are no files', () => {
    const upload = (body: unknown) => told({ operationId: 'importProfile', body });
    assert.deepEqual(
      upload(() => 1),
      ['file  noMembers'],
    );
    assert.deepEqual(upload({ file: { base64: 5 } }), ['file file noFile']);
    assert.deepEqual(upload({ file: { base64: '', name: {} } }), ['file file noFile']);
    assert.deepEqual(upload({ file: { base64: '', type: () => 1 } }), ['file file noFile']);
    assert.deepEqual(upload({ file: () => 1 }), ['file file noFile']);
  });

  it('names members as every object has them like others', () => {
    const query = JSON.parse('{"constructor":"a","__proto__":"b","toString":"c"}') as object;
    const made = draftOf({ operationId: 'searchJobs', query: { ...query } });
    assert.deepEqual(Object.entries(made.query), Object.entries(query));
    assert.equal(
      targetOf(made, operationOf('searchJobs')),
      '/api/jobs?constructor=a&__proto__=b&toString=c',
    );
  });

  it('survives a request that is none', () => {
    for (const request of [
      undefined,
      null,
      5,
      'x',
      [],
      {},
      { operationId: {} },
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('x');
          },
        },
      ),
    ])
      assert.equal(typeof draftOf(request as RequestValues).operationId, 'string');
  });
});
