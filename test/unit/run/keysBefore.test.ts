import assert from 'node:assert/strict';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import type { KeyReader } from '../../../src/core/keys/keyMark';
import { canaryKey } from '../../support/runs';
import { draft } from '../request/drafts';
import { filesOf, harness, recordingServer, type Harness } from './harness';

/** Of no documented form: who has not read it cannot recognise it. */
const secret = `staging-${canaryKey.slice(-20)}`;
const withKey = draft('searchJobs', { query: { q: `see ${secret}` } });

/** A key store that answers when it is told to. */
function slowKeys(): KeyReader & { answer(): void } {
  const known = new KnownKeys();
  let answer: () => void = () => undefined;
  const read = new Promise<void>(resolve => (answer = resolve));
  const reader = {
    spansIn: (...text: Parameters<KnownKeys['spansIn']>) => known.spansIn(...text),
    ready: () => read,
    isReady: false,
    answer() {
      known.add(secret);
      reader.isReady = true;
      answer();
    },
  };
  return reader;
}

describe('a run that begins before the keys are read', () => {
  let server: Awaited<ReturnType<typeof recordingServer>>;
  let parts: Harness;
  let keys: ReturnType<typeof slowKeys>;
  beforeEach(async () => {
    server = await recordingServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"jobs":[]}');
    });
    keys = slowKeys();
    parts = await harness(() => ({ origin: server.origin, key: canaryKey }), { keys });
  });
  afterEach(async () => {
    await parts.close();
    await server.close();
  });
  const holds = async () => {
    await parts.history.flush();
    const kept = [...(await filesOf(parts.folder)), { text: JSON.stringify(parts.published) }];
    return kept.some(({ text }) => text.includes(secret));
  };

  it('waits for them, and is refused for the one that it holds', async () => {
    const running = parts.explorer.run(withKey, { profile: 'own' });
    keys.answer();
    assert.deepEqual((await running).outcome, { kind: 'refused', reason: 'keyInRequest' });
    assert.equal(await holds(), false);
  });

  it('keeps nothing of it where it is cancelled meanwhile', async () => {
    const stop = new AbortController();
    const running = parts.explorer.run(withKey, { profile: 'own', signal: stop.signal });
    stop.abort();
    const { outcome, url } = await running;
    assert.deepEqual(outcome, { kind: 'cancelled', sent: false });
    assert.ok(!url.includes(secret));
    assert.equal(await holds(), false);
  });

  it('sends nothing any more where the window closes meanwhile', async () => {
    const running = parts.explorer.run(draft('searchJobs'), { profile: 'own' });
    const closed = parts.explorer.dispose();
    keys.answer();
    assert.deepEqual((await running).outcome, { kind: 'interrupted', sent: false });
    await closed;
    assert.equal(server.requests.length, 0);
  });

  it('resolves with a fault of ours, and keeps nothing of the request', async () => {
    const broken = {
      ...keys,
      spansIn: () => assert.fail('a fault'),
      ready: () => Promise.resolve(),
    };
    const own = await harness(() => ({ origin: server.origin, key: canaryKey }), {
      keys: { ...broken, isReady: true },
    });
    const onStart = () => assert.fail('another one');
    const { outcome } = await own.explorer.run(withKey, { profile: 'own', onStart });
    assert.deepEqual(outcome, { kind: 'refused', reason: 'ourFault' });
    assert.ok(own.failures.length > 0);
    assert.ok(!JSON.stringify(own.history.rows()).includes(secret));
    assert.equal(server.requests.length, 0);
    await own.close();
  });
});
