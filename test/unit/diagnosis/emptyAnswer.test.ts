import assert from 'node:assert/strict';
import { isChargeUnknown } from '../../../src/core/history/isChargeUnknown';
import { isGood } from '../../../src/core/exchange';
import { matches } from '../../../src/core/history/matches';
import { parseQuery } from '../../../src/core/history/query';
import { answer, head, raw, startFaultServer, type FaultServer } from '../../support/faultServer';
import { harness, type Harness } from '../run/harness';
import { name } from './cases';

const json = { 'Content-Type': 'application/json' };
const free = { operationId: 'getConnectorFilters', path: {}, query: {}, headers: {} };
const search = { operationId: 'searchJobs', path: {}, query: { q: 'engineer' }, headers: {} };
const ended = { operationId: 'deleteProfile', path: { id: 'p1' }, query: {}, headers: {} };

describe('a good status without the JSON that is due', () => {
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
  const targets = ['/api/connectors/filters', '/api/jobs', '/api/auto-apply/profiles/p1'];
  const run = async (
    draft: typeof search | typeof free | typeof ended,
    ...answers: Parameters<typeof answer>
  ) => {
    const before = server.seen.length;
    for (const target of targets) server.on(target, answer(...answers));
    const exchange = await parts.explorer.run(draft, { profile: 'Own' });
    assert.equal(server.seen.length, before + 1);
    return exchange;
  };

  for (const [body, found] of [
    ['', 'nothing'],
    [' \r\n\t ', 'blanks'],
    ['\ufeff', 'nothing'],
    ['\ufeff  ', 'blanks'],
    [Buffer.from('\ufeff', 'utf16le'), 'nothing'],
    [Buffer.from('\ufeff \n', 'utf16le'), 'blanks'],
    ['\0', 'nul'],
    [' \0\0 \n\0 ', 'nul'],
    [Buffer.from('\ufeff\0 \0', 'utf16le'), 'nul'],
    ['null', 'null'],
    ['\n null \n', 'null'],
  ] as const) {
    it(`${JSON.stringify(String(body))} is ${found}, whatever the content type says`, async () => {
      for (const headers of [json, {}, { 'Content-Type': 'text/html' }]) {
        const exchange = await run(free, 200, headers, body);
        assert.equal(exchange.diagnosis?.code, 'emptyAnswer');
        assert.equal(exchange.diagnosis.facts['found'], found);
        const fixes = exchange.diagnosis.fixes.map(name);
        assert.deepEqual(fixes, ['sendAgain', 'diagnoseConnection', 'copyReport']);
        assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
        assert.equal(isGood(exchange), false);
      }
    });
  }

  it('is no empty list, object or text, and nothing where none is due', async () => {
    for (const body of ['{}', '[]', '""', '0', 'nullx', 'x', '\0x', 'null\0'])
      assert.equal((await run(free, 200, json, body)).diagnosis, undefined, body);
    for (const status of [204, 205])
      assert.equal((await run(free, status, {}, '')).diagnosis, undefined, String(status));
    assert.equal((await run(ended, 200, {}, '')).diagnosis, undefined);
    for (const status of [201, 202])
      assert.equal((await run(free, status, {}, '')).diagnosis?.code, 'emptyAnswer');
  });

  it('says what it took where the headers do, and else that nobody knows', async () => {
    const told = await run(search, 200, { ...json, 'X-Credits-Used': '75' }, '');
    assert.equal(told.diagnosis?.facts['charged'], 75);
    assert.equal(isChargeUnknown(told), false);
    const silent = await run(search, 200, json, '');
    assert.equal(silent.diagnosis?.facts['charged'], undefined);
    assert.equal(isChargeUnknown(silent), true);
    assert.deepEqual(silent.diagnosis?.fixes.map(name), [
      'sendAgain!',
      'diagnoseConnection',
      'copyReport',
    ]);
    assert.equal(isChargeUnknown(await run(free, 200, json, '')), false);
  });

  it('stays what a damaged one is where the answer broke off', async () => {
    server.on('/api/jobs', socket => {
      raw(head(200, { 'Content-Length': '100' }))(socket, server.seen[0]!, 0);
      socket.end();
    });
    const exchange = await parts.explorer.run(search, { profile: 'Own' });
    assert.equal(exchange.diagnosis?.code, 'damaged');
  });

  it('is found in History among what failed', async () => {
    const exchange = await run(free, 200, json, '');
    const sought = { exchange, words: '', operation: '' };
    const holds = (query: string) => matches(sought, parseQuery(query), new Date());
    assert.ok(holds('status:failed') && holds('status:200') && !holds('status:ok'));
  });
});
