import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog, findOperation } from '../../../src/core/catalog/catalog';
import { estimate } from '../../../src/core/price/estimate';
import { mostRows } from '../../../src/core/price/mostRows';
import { build } from '../../../src/core/request/build';
import type { Draft } from '../../../src/core/request/draft';
import { draft } from '../request/drafts';

const rowsOf = (asked: Draft) => {
  const operation = findOperation(asked.operationId);
  assert.ok(operation);
  return mostRows(asked, operation);
};
/** Sized in the query, by 25 where nothing is said, by 100 at most. */
const inQuery = (query: Record<string, unknown>) => rowsOf(draft('searchJobs', { query }));
/** The same, in the body. */
const inBody = (body: string, query: Record<string, unknown> = {}) =>
  rowsOf(draft('searchJobsPost', { body, query }));

describe('the most rows that a request can be answered with', () => {
  describe('in the query', () => {
    for (const [value, rows] of [
      [undefined, 25],
      [null, 25],
      ['', 25],
      [[], 25],
      // What JSON cannot say is refused, or sent as nothing.
      [NaN, 25],
      [5, 5],
      ['5', 5],
      [[5], 5],
      ['+5', 5],
      [' 5 ', 5],
      [100, 100],
      ['100', 100],
      [[100], 100],
      [['100'], 100],
      [[[100]], 100],
      ['+100', 100],
      [' 100 ', 100],
      ['1e2', 100],
      [1e2, 100],
      ['100.0', 100],
      ['0x64', 100],
      ['99.5', 100],
      [[5, 100], 100],
      ['5,100', 100],
      ['100,5', 100],
      [[5, 7], 25],
      [2.5, 25],
      // What is no number to us may be one to somebody else, or mean all.
      ['many', 100],
      ['100 rows', 100],
      ['1_0', 100],
      ['٩٩', 100],
      [0, 100],
      [-1, 100],
      ['-5', 100],
      ['1e999', 100],
      [640, 100],
      ['9'.repeat(40), 100],
      [true, 100],
      [{ value: 5 }, 100],
      [{}, 100],
    ] as const)
      it(`${JSON.stringify(value)}: ${rows}`, () => {
        assert.equal(inQuery({ page_size: value }), rows);
      });

    for (const [query, rows] of [
      [{ PAGE_SIZE: 100 }, 100],
      [{ Page_Size: '100' }, 100],
      [{ 'page_size[]': 100 }, 100],
      [{ pageSize: 100 }, 100],
      [{ ' page_size': 100 }, 100],
      [{ page_ſize: 100 }, 100],
      [{ page_size: 5, Page_Size: 100 }, 100],
      [{ Page_Size: 100, page_size: 5 }, 100],
      [{ page_size: 50, PAGE_SIZE: 60 }, 60],
      // A server that knows the exact name only says 25.
      [{ PAGE_SIZE: 5 }, 25],
      [{ page_size: null, PAGE_SIZE: 5 }, 25],
      [{ page: 100 }, 25],
      [{ Cursor: 'next' }, 100],
      [{ page_size: 5, cursor: ['next'] }, 100],
      [{ page_size: 5, cursor: '' }, 5],
      [{ constructor: 100, ['__proto__']: 100 }, 25],
    ] as const)
      it(`${JSON.stringify(query)}: ${rows}`, () => assert.equal(inQuery(query), rows));

    it('not in a body that is not sent', () => {
      assert.equal(rowsOf(draft('searchJobs', { body: '{"page_size": 100}' })), 25);
    });
  });

  describe('in the body', () => {
    for (const [body, rows] of [
      ['', 25],
      ['{}', 25],
      ['{"page_size": 5}', 5],
      ['{"page_size": 5.0}', 5],
      ['{"page_size": "5"}', 25],
      ['{"page_size": null}', 25],
      ['{"page_size": ""}', 25],
      ['{"page_size": []}', 25],
      ['{"page_size": 1e2}', 100],
      ['{"page_size": "100"}', 100],
      ['{"page_size": [100]}', 100],
      ['{"page_size": ["5,100"]}', 100],
      ['{"page_size": [[5]]}', 100],
      ['{"page_size": {"value": 5}}', 100],
      ['{"page_size": true}', 100],
      ['{"page_size": 0}', 100],
      ['{"page_size": -1}', 100],
      ['{"page_size": 1e999}', 100],
      ['{"PAGE_SIZE": 100}', 100],
      ['{"page_size": 1, "page_size": 100}', 100],
      ['{"page_size": 100, "page_size": 1}', 100],
      ['{"page_size": 1, "Page_Size": "60"}', 60],
      ['{"page\\u005fsize": 100}', 100],
      ['{"page_size": 5, "cursor": "next"}', 100],
      ['{"page_size": 5, "Cursor": 7}', 100],
      ['{"page_size": 5, "cursor": null}', 5],
      ['[100]', 25],
      ['{"page_size": 1', 25],
    ] as const)
      it(`${body}: ${rows}`, () => assert.equal(inBody(body), rows));

    it('and in the query beside it: the larger of two', () => {
      assert.equal(inBody('{"page_size": 5}', { page_size: 100 }), 100);
      assert.equal(inBody('{"page_size": 50}', { page_size: [60] }), 60);
      assert.equal(inBody('{"page_size": 50}', { PAGE_SIZE: 5 }), 50);
      assert.equal(inBody('', { page_size: 1 }), 25);
    });

    it('however deep or long it is', () => {
      const deep = '['.repeat(60_000) + ']'.repeat(60_000);
      assert.equal(inBody(`{"page_size": ${deep}}`), 100);
      assert.equal(inBody(`{"page_size": [${'5,'.repeat(300_000)}60]}`), 60);
      assert.equal(inBody(`{${'"page_size": 5,'.repeat(200_000)}"page_size": 60}`), 60);
    });
  });

  it('are never fewer than a server gives that reads whatever it can', () => {
    const name = fc.constantFrom('page_size', 'PAGE_SIZE', 'Page_Size', 'batch_size', 'Batch_Size');
    const number = fc.oneof(fc.integer({ min: -3, max: 2_000 }), fc.double());
    const text = fc.oneof(
      number.map(String),
      number.map(each => ` +${each} `),
      number.map(each => each.toExponential()),
      fc.integer({ min: 0, max: 2_000 }).map(each => `0x${each.toString(16)}`),
      fc.string(),
    );
    const one = fc.oneof(number, text, fc.constant(null), fc.boolean());
    const value = fc.oneof(one, fc.array(one), fc.array(text).map(String));
    const members = fc.dictionary(name, value);
    const sized = catalog().operations.filter(({ price }) => price.sizedBy);
    let larger = 0;
    fc.assert(
      fc.property(fc.constantFrom(...sized), members, members, (operation, query, body) => {
        const asked = draft(operation.id, { query, body: JSON.stringify(body) });
        const request = build(asked, operation, '');
        const most = mostRows(asked, operation);
        for (const take of [Math.max, Math.min, (...sizes: number[]) => sizes.at(-1) ?? 0]) {
          const given = tolerant(request.target, request.body, operation.id, take);
          assert.ok(given <= most, `${request.target} ${asked.body}: ${given} > ${most}`);
          if (given > 25) larger += 1;
        }
      }),
      { numRuns: 2_000 },
    );
    assert.ok(larger > 500);
  });

  it('are what a run is estimated by', () => {
    const asked = draft('searchJobs', { query: { page_size: [100] } });
    assert.deepEqual(estimate(asked), { kind: 'upTo', credits: 300 });
  });
});

/** The rows of a server that takes what it finds for a number, where it finds it; `take` of several. */
function tolerant(
  target: string,
  body: Uint8Array | undefined,
  id: string,
  take: (...sizes: number[]) => number,
): number {
  const { price } = findOperation(id) ?? assert.fail(id);
  const { member, default: unsaid } = price.sizedBy ?? assert.fail(id);
  const largest = { page_size: 100, batch_size: id === 'getCareerSiteFeed' ? 50 : 1_000 }[member];
  const query = [...new URL(target, 'http://127.0.0.1').searchParams];
  const members = body ? Object.entries(JSON.parse(Buffer.from(body).toString()) as object) : [];
  const sizes = [...query, ...members]
    .filter(([name]) => name.toLowerCase() === member)
    .flatMap(([, value]: [string, unknown]) =>
      Array.isArray(value) ? (value as unknown[]) : [value],
    )
    .flatMap(value => (typeof value === 'string' ? value.split(',') : [value]))
    .map(Number)
    .filter(size => size >= 1)
    .map(size => Math.min(Math.trunc(size), largest ?? 0));
  return sizes.length === 0 ? unsaid : take(...sizes);
}
