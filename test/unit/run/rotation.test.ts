import assert from 'node:assert/strict';
import { draft, zeroId } from '../request/drafts';
import { harness, recordingServer, type Harness } from './harness';

describe('a key that changes', () => {
  let server: Awaited<ReturnType<typeof recordingServer>>;
  let parts: Harness;
  let place: { readonly origin: string; key: string | undefined };
  /** The key from the moment on that the server has seen a request. */
  let next: string | undefined;
  const job = draft('getJob', { path: { id: zeroId } });
  const [old, fresh] = ['the-old-key-of-it', 'the-new-key-of-it'];
  before(async () => {
    server = await recordingServer(({ headers }, response) => {
      place.key = next;
      response.writeHead(headers['x-api-key'] === fresh ? 401 : 500).end('{}');
    });
    parts = await harness(() => place);
  });
  beforeEach(() => {
    place = { origin: server.origin, key: old };
    server.requests.splice(0);
  });
  after(async () => {
    await parts.close();
    await server.close();
  });
  const sent = () => server.requests.map(({ headers }) => headers['x-api-key']);

  it('in the middle of a run is told, with the 401 of the new one', async () => {
    next = fresh;
    const { outcome, keyChanged, diagnosis } = await parts.explorer.run(job, { profile: 'own' });
    assert.deepEqual(outcome, { kind: 'answered', status: 401 });
    assert.equal(keyChanged, true);
    assert.equal(diagnosis?.code, 'keyRejected');
    assert.equal(diagnosis.facts['keyChanged'], true);
    assert.deepEqual(sent(), [old, fresh]);
  });

  it('in between is nothing to tell', async () => {
    place.key = next = fresh;
    const { keyChanged, diagnosis } = await parts.explorer.run(job, { profile: 'own' });
    assert.equal(keyChanged ?? diagnosis?.facts['keyChanged'], undefined);
    assert.deepEqual(sent(), [fresh]);
  });

  it('into none ends the run: nothing is sent without it', async () => {
    next = undefined;
    const { outcome } = await parts.explorer.run(job, { profile: 'own' });
    assert.deepEqual(outcome, { kind: 'refused', reason: 'noKey' });
    assert.deepEqual(sent(), [old]);
  });
});
