import assert from 'node:assert/strict';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import type { KeyReader } from '../../../src/core/keys/keyMark';
import { canaryKey } from '../../support/runs';
import { draft } from '../request/drafts';
import { harness, recordingServer, type Harness } from './harness';

describe('a short key', () => {
  let server: Awaited<ReturnType<typeof recordingServer>>;
  let parts: Harness;
  const known = new KnownKeys();
  const keys: KeyReader = {
    spansIn: (...text) => known.spansIn(...text),
    ready: () => Promise.resolve(),
    isReady: true,
  };
  before(async () => {
    for (const key of ['hunter2hunter', 'query', 'own', 'staging']) known.add(key);
    server = await recordingServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"jobs":[]}');
    });
    parts = await harness(() => ({ origin: server.origin, key: canaryKey }), { keys });
  });
  after(async () => {
    await parts.close();
    await server.close();
  });
  const outcomeOf = async (of: ReturnType<typeof draft>) =>
    (await parts.explorer.run(of, { profile: 'own' })).outcome;
  const refused = { kind: 'refused', reason: 'keyInRequest' };

  it('is found as a whole value of a query, of a path and of a body', async () => {
    for (const of of [
      draft('searchJobs', { query: { q: 'hunter2hunter' } }),
      draft('searchJobs', { query: { q: 'query' } }),
      draft('getJob', { path: { id: 'staging' } }),
      draft('searchJobsPost', { body: '{"queries": ["hunter2hunter"]}' }),
      draft('searchJobsPost', { body: '{"queries": ["hunter2\\u0068unter"]}' }),
    ])
      assert.deepEqual(await outcomeOf(of), refused, JSON.stringify(of));
    await parts.history.flush();
    const kept = JSON.stringify(parts.history.rows().map(({ draft: each }) => each));
    assert.ok(!kept.includes('hunter2'));
    assert.ok(kept.includes('"query":{'), 'the names of a draft are not its values');
  });

  it('is none as a part of a text, or as a name', async () => {
    for (const of of [
      draft('searchJobs', { query: { q: 'my own query' } }),
      draft('searchJobsPost', { body: '{"own": 1, "queries": ["staging area"]}' }),
    ])
      assert.equal((await outcomeOf(of)).kind, 'answered', JSON.stringify(of));
  });
});
