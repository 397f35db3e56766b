import assert from 'node:assert/strict';
import { isTimed } from '../../src/core/common/timedId';
import { isSettled, type RefusalReason } from '../../src/core/exchange';
import { folderStore } from '../../src/core/disk/folderStore';
import type { Sandbox } from '../../src/sandbox/server';
import { instantWorld } from '../support/runs';
import { startSandbox } from '../support/sandbox';
import { draft, zeroId } from './request/drafts';
import { harness, type Harness, type Place } from './run/harness';

const search = draft('searchJobsPost', { body: '{"page_size": 2}' });

describe('explorer against the sandbox', () => {
  let sandbox: Sandbox;
  let parts: Harness;
  const world = instantWorld();
  before(async () => {
    sandbox = await startSandbox();
    const keys: Readonly<Record<string, string>> = sandbox.keys;
    const refusals: Readonly<Record<string, RefusalReason>> = {
      none: 'noKey',
      gone: 'unknownProfile',
    };
    parts = await harness(
      (profile): Place | RefusalReason => {
        const name = profile === 'cheap' ? 'good' : profile;
        const key = profile === 'cut' ? keys['good']?.slice(0, 40) : keys[name];
        return refusals[profile] ?? { origin: sandbox.url, key };
      },
      { world, priceOf: profile => (profile === 'cheap' ? 0.5 : undefined) },
    );
  });
  after(async () => {
    await parts.close();
    await sandbox.stop();
    assert.deepEqual(parts.failures, []);
  });

  it('answers a search: 200, charged, body kept, no diagnosis', async () => {
    const exchange = await parts.explorer.run(search, { profile: 'good' });
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
    assert.deepEqual(exchange.credits, { charged: 6, balance: 49_994, rows: 2 });
    assert.equal(exchange.diagnosis, undefined);
    assert.match(exchange.body.contentType, /^application\/json/);
    const content = await parts.bodies.content(exchange.id);
    assert.ok(content);
    assert.equal(content.length, exchange.body.bytes);
    const body = JSON.parse(Buffer.from(content.bytes).toString()) as { jobs: unknown[] };
    assert.equal(body.jobs.length, 2);
  });

  it('publishes a run from its beginning to its end, once settled', async () => {
    const from = parts.published.length;
    const exchange = await parts.explorer.run(search, { profile: 'good' });
    const seen = parts.published.slice(from);
    assert.deepEqual(seen[0]?.outcome, { kind: 'running' });
    assert.deepEqual(seen.at(-1), exchange);
    assert.equal(seen.filter(isSettled).length, 1);
    assert.ok(seen.every(({ id }) => id === exchange.id));
    assert.ok(isTimed(exchange.id), exchange.id);
  });

  it('explains a 402 with its figures', async () => {
    const exchange = await parts.explorer.run(search, { profile: 'empty' });
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 402 });
    assert.deepEqual(exchange.credits, { balance: 0, required: 6 });
    assert.equal(exchange.diagnosis?.code, 'insufficientCredits');
    assert.equal(exchange.attempts.length, 1);
  });

  it('says what a remedy may cost by the price that earlier answers have told', async () => {
    const tooMany = draft('searchJobsPost', { body: '{"page_size": 640}' });
    for (const [profile, upTo] of [
      ['good', 300],
      ['cheap', 50],
    ] as const) {
      const { diagnosis } = await parts.explorer.run(tooMany, { profile });
      const [fix] = diagnosis?.fixes ?? [];
      assert.ok(fix?.kind === 'setValue', profile);
      assert.deepEqual([fix.value, fix.upTo], [100, upTo]);
    }
  });

  it('explains a 401, asked once', async () => {
    const exchange = await parts.explorer.run(search, { profile: 'revoked' });
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 401 });
    assert.equal(exchange.diagnosis?.code, 'keyRejected');
    assert.equal(exchange.attempts.length, 1);
  });

  it('tells a key that lacks a part from one that was rejected', async () => {
    const cut = await parts.explorer.run(search, { profile: 'cut' });
    assert.deepEqual(cut.outcome, { kind: 'answered', status: 401 });
    assert.equal(cut.keyMalformed, true);
    assert.equal(cut.diagnosis?.facts['malformed'], true);
    const revoked = await parts.explorer.run(search, { profile: 'revoked' });
    assert.equal(revoked.keyMalformed, undefined);
    assert.equal(revoked.diagnosis?.facts['malformed'], false);
  });

  it('answers the check of a key: 404 is good', async () => {
    const getJob = draft('getJob', { path: { id: zeroId } });
    const { outcome } = await parts.explorer.run(getJob, { profile: 'good', purpose: 'keyCheck' });
    assert.deepEqual(outcome, { kind: 'answered', status: 404 });
  });

  it('waits as the server says, and goes on', async () => {
    const waits: [number, string][] = [];
    const exchange = await parts.explorer.run(search, {
      profile: 'scenario:429-then-200',
      wait: (ms, reason, signal) => {
        waits.push([ms, reason]);
        return world.wait(ms, reason, signal);
      },
    });
    assert.deepEqual(
      exchange.attempts.map(({ status }) => status),
      [429, 200],
    );
    assert.deepEqual(waits, [[1_000, 'server']]);
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
  });

  it('tells of each wait while it lasts', async () => {
    const from = parts.published.length;
    await parts.explorer.run(search, { profile: 'scenario:500-then-200' });
    const waiting = parts.published.slice(from).find(({ outcome }) => outcome.kind === 'waiting');
    assert.ok(waiting?.outcome.kind === 'waiting');
    assert.equal(waiting.outcome.next, 2);
    assert.equal(waiting.outcome.status, 500);
    assert.equal(waiting.attempts[0]?.waitMs, waiting.outcome.ms);
  });

  it('is JSON at every step, and in history just the same', async () => {
    for (const exchange of parts.published) {
      assert.deepEqual(JSON.parse(JSON.stringify(exchange)), exchange);
    }
    await parts.history.flush();
    const rows = await folderStore(parts.folder).readAll();
    assert.equal(rows.length, parts.history.rows().length);
    for (const { exchange } of rows) {
      assert.deepEqual(exchange, parts.history.get(exchange.id)?.exchange);
    }
  });

  it('refuses where there is no key or no profile, with the reason in history', async () => {
    for (const [profile, reason] of [
      ['none', 'noKey'],
      ['gone', 'unknownProfile'],
    ] as const) {
      const exchange = await parts.explorer.run(search, { profile });
      assert.deepEqual(exchange.outcome, { kind: 'refused', reason });
      assert.equal(exchange.diagnosis?.code, reason);
      assert.deepEqual(parts.history.get(exchange.id)?.exchange, exchange);
    }
  });

  it('rejects an operation that does not exist, and nothing else', async () => {
    await assert.rejects(parts.explorer.run(draft('nowhere'), { profile: 'good' }), /nowhere/);
  });
});
