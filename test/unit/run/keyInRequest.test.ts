import assert from 'node:assert/strict';
import type { Draft } from '../../../src/core/request/draft';
import { canary, hits, shown } from '../../support/canary';
import { canaryKey } from '../../support/runs';
import { draft, filePart, zeroId } from '../request/drafts';
import { filesOf, harness, recordingServer, type Harness } from './harness';

const inBody = (text: string) => draft('searchJobsPost', { body: text });

const ways: Readonly<Record<string, () => Draft>> = {
  'a path value': () => draft('getJob', { path: { id: canary } }),
  'a query value': () => draft('searchJobs', { query: { q: canary } }),
  'the name of a parameter': () => draft('searchJobs', { query: { [canary]: 1 } }),
  'a list': () => draft('searchJobs', { query: { skills: ['go', { deep: [canary] }] } }),
  'a header that is none of the operation': () =>
    draft('getJob', { path: { id: zeroId }, headers: { 'x-api-key': canary } }),
  'the name of a header': () =>
    draft('getJob', { path: { id: zeroId }, headers: { [canary]: 'x' } }),
  'the idempotency key': () =>
    draft('createApplication', {
      headers: { 'Idempotency-Key': canary },
      body: JSON.stringify({ job_id: zeroId }),
    }),
  'a body': () => inBody(JSON.stringify({ queries: [canary] })),
  'the name of a member': () => inBody(JSON.stringify({ [canary]: true })),
  'a broken body': () => inBody(`{"queries": ["${canary}`),
  'the name of a file': () =>
    draft('importProfile', { files: { file: { ...filePart(10), name: canary } } }),
};

describe('a key that stands in a request', () => {
  let server: Awaited<ReturnType<typeof recordingServer>>;
  let parts: Harness;
  before(async () => {
    server = await recordingServer((_, response) => {
      response.writeHead(200).end('{}');
    });
    parts = await harness(() => ({ origin: server.origin, key: canaryKey }));
  });
  after(async () => {
    await parts.close();
    await server.close();
  });

  for (const [where, of] of Object.entries(ways)) {
    it(`as ${where} is refused, sent nowhere and kept nowhere`, async () => {
      const told = parts.published.length;
      const exchange = await parts.explorer.run(of(), { profile: 'own' });
      assert.deepEqual(exchange.outcome, { kind: 'refused', reason: 'keyInRequest' });
      assert.equal(exchange.diagnosis?.code, 'keyInRequest');
      assert.deepEqual(exchange.attempts, []);
      assert.equal(server.requests.length, 0);
      await parts.history.flush();
      const row = parts.history.get(exchange.id);
      assert.ok(row, 'History lists it');
      assert.ok(parts.published.length > told);
      const places = [
        ...shown('exchange', exchange),
        ...shown('events', parts.published.slice(told)),
        ...shown('row', row),
        ...(await filesOf(parts.folder)),
      ];
      assert.deepEqual(hits(places), []);
    });
  }

  it('of no form is not kept where a header says that it is one', async () => {
    const secret = canary.slice(-16);
    for (const name of ['X-Api-Key', 'authorization', 'Cookie']) {
      const of = draft('getJob', { path: { id: zeroId }, headers: { [name]: secret } });
      const { id, outcome } = await parts.explorer.run(of, { profile: 'own' });
      assert.deepEqual(outcome, { kind: 'refused', reason: 'foreignHeader' });
      assert.ok(!JSON.stringify(parts.history.get(id)).includes(secret));
    }
  });

  it('would be found in each of these places', async () => {
    const [row] = parts.history.rows();
    assert.ok(row);
    const exchange = { ...row.exchange, id: 'planted', url: canary };
    await parts.history.record({ ...row, exchange });
    assert.deepEqual(hits(shown('row', parts.history.get('planted'))).length, 2);
    assert.deepEqual(hits(await filesOf(parts.folder)), ['planted.json']);
  });
});
