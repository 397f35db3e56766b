import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { answer, head, raw, startFaultServer, type FaultServer } from '../../support/faultServer';
import type { Behaviour } from '../../support/faultServer';
import { parseRow } from '../../../src/core/history/row';
import { filesOf, harness, type Harness } from './harness';

const json = { 'Content-Type': 'application/json' };
const draft = { operationId: 'getConnectorFilters', path: {}, query: {}, headers: {} };
const target = '/api/connectors/filters';

const cases: readonly (readonly [name: string, behaviour: Behaviour, badges: readonly object[]])[] =
  [
    ['an ordinary answer', answer(200, json, '{"filters":[]}'), []],
    [
      'members that stand twice',
      answer(200, json, '{"a":1,"\\u0061":2}'),
      [{ code: 'duplicateMembers', name: 'a', count: 1 }],
    ],
    [
      'members that stand twice in an error',
      answer(404, json, '{"code":"x","code":"y"}'),
      [{ code: 'duplicateMembers', name: 'code', count: 1 }],
    ],
    [
      'bytes behind the end of a packed body',
      answer(
        200,
        { ...json, 'Content-Encoding': 'gzip' },
        Buffer.concat([gzipSync('{}'), gzipSync('').subarray(0, 4)]),
      ),
      [{ code: 'junkAfterBody' }],
    ],
    [
      'a body where there is none',
      raw(head(204, { 'Content-Length': '5' }), 'junk!'),
      [{ code: 'junkAfterBody', status: 204 }],
    ],
    [
      'a coding that nobody knows, on an error',
      answer(400, { ...json, 'Content-Encoding': 'x-foo' }, 'as it came'),
      [{ code: 'unknownCoding', coding: 'x-foo' }],
    ],
    ['JSON that breaks', answer(200, json, '{"a":'), [{ code: 'notJson', line: 1, column: 6 }]],
  ];

describe('what is odd about the answer of a run', () => {
  let server: FaultServer;
  let parts: Harness;
  before(async () => {
    server = await startFaultServer();
    parts = await harness(() => ({ origin: server.origin, key: undefined }));
  });
  after(async () => {
    await parts.close();
    await server.close();
  });

  for (const [name, behaviour, badges] of cases) {
    it(`${name}: told with the run, and kept with its row`, async () => {
      server.on(target, behaviour);
      const exchange = await parts.explorer.run(draft, { profile: 'Own' });
      assert.deepEqual(exchange.body.badges, badges);
      assert.deepEqual(parts.published.at(-1), exchange);
      await parts.history.flush();
      const files = await filesOf(parts.folder);
      const kept = files.flatMap(({ text }) => text.split('\n')).map(parseRow);
      const row = kept.find(each => each?.exchange.id === exchange.id);
      assert.deepEqual(row?.exchange.body.badges, badges);
    });
  }

  it('says nothing before there is an answer', async () => {
    server.on(target, answer(200, json));
    const from = parts.published.length;
    await parts.explorer.run(draft, { profile: 'Own' });
    const running = parts.published.slice(from).filter(({ outcome }) => outcome.kind === 'running');
    assert.ok(running.length > 0);
    for (const { body } of running) assert.equal(body.badges, undefined);
  });
});
