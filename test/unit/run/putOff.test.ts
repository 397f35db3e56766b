import assert from 'node:assert/strict';
import { until } from '../../support/inTime';
import { instantWorld } from '../../support/runs';
import { draft } from '../request/drafts';
import { harness, recordingServer, realTime, type Harness } from './harness';

const filters = draft('getConnectorFilters');
const hour = 3_600_000;

describe('a run that is put off', () => {
  let server: Awaited<ReturnType<typeof recordingServer>>;
  let parts: Harness;
  const open = async (world = realTime) =>
    (parts = await harness(() => ({ origin: server.origin, key: 'k' }), { world }));

  beforeEach(async () => {
    server = await recordingServer((_, response) => void response.end('{}'));
  });
  afterEach(async () => {
    await parts.close();
    await server.close();
    assert.deepEqual(parts.failures, []);
  });

  const scheduled = async (world = realTime) => {
    const { explorer, published } = await open(world);
    const notBefore = new Date(world.now() + hour).toISOString();
    const run = explorer.run(filters, { profile: 'any', notBefore });
    await until(() => published.at(-1)?.outcome.kind === 'scheduled');
    return { explorer, published, run, notBefore, id: published.at(-1)!.id };
  };

  it('says until when, and is sent then and not before', async () => {
    const world = instantWorld();
    const before = world.now();
    const { explorer, published } = await open(world);
    const notBefore = new Date(before + hour).toISOString();
    const { outcome, attempts } = await explorer.run(filters, { profile: 'any', notBefore });
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.deepEqual(world.waits, [{ ms: hour, reason: 'person' }]);
    assert.equal(attempts[0]?.startedAt, notBefore);
    const kinds = published.map(each => each.outcome.kind);
    assert.deepEqual(kinds, ['running', 'scheduled', 'running', 'answered']);
    const wait = published[1]?.outcome;
    assert.deepEqual(wait, { kind: 'scheduled', until: notBefore, reason: 'person' });
  });

  it('is sent at once when its time has passed, or is no time', async () => {
    const world = instantWorld();
    const { explorer } = await open(world);
    const past = new Date(world.now() - 1).toISOString();
    for (const notBefore of [past, 'tomorrow', '']) {
      await explorer.run(filters, { profile: 'any', notBefore });
    }
    assert.deepEqual(world.waits, []);
    assert.equal(server.requests.length, 3);
  });

  it('goes at its time although the key was told to wait longer before that, not after', async () => {
    const world = instantWorld();
    let limited = true;
    await server.close();
    server = await recordingServer((_, response) => {
      response.writeHead(limited ? 429 : 200, { 'retry-after': '1' }).end('{}');
    });
    const { explorer } = await open(world);
    const { diagnosis } = await explorer.run(filters, { profile: 'any' });
    const [fix] = diagnosis?.fixes ?? [];
    assert.ok(fix?.kind === 'sendAt');
    limited = false;
    const from = world.waits.length;
    await explorer.run(filters, { profile: 'any', notBefore: fix.at });
    const waits = world.waits.slice(from);
    assert.deepEqual(
      waits.map(({ reason }) => reason),
      ['person'],
    );
  });

  it('can be cancelled: nothing is sent', async () => {
    const { explorer, run, id } = await scheduled();
    explorer.cancel(id);
    assert.deepEqual((await run).outcome, { kind: 'cancelled', sent: false });
    assert.equal(server.requests.length, 0);
  });

  it('can be sent now', async () => {
    const { explorer, run, id } = await scheduled();
    explorer.sendNow(id);
    assert.deepEqual((await run).outcome, { kind: 'answered', status: 200 });
    assert.equal(server.requests.length, 1);
  });
});
