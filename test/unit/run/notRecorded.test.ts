import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { HistoryStore } from '../../../src/core/history/historyStore';
import { folderStore } from '../../../src/core/disk/folderStore';
import { canaryKey } from '../../support/runs';
import { draft, zeroId } from '../request/drafts';
import { harness, recordingServer, type Harness } from './harness';

const spending = draft('searchJobsPost', { body: '{"page_size": 2}' });
const creating = draft('createProfile', { body: '{"name": "One"}' });
const read = draft('getJob', { path: { id: zeroId } });
const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));

describe('explorer and a disk that refuses the row of a run', () => {
  let server: Awaited<ReturnType<typeof recordingServer>>;
  let parts: Harness;
  let isFull: boolean;
  /** What the server answers, one after the other. */
  let statuses: number[];
  beforeEach(async () => {
    isFull = false;
    statuses = [];
    server = await recordingServer((_, response, nth) => {
      response
        .writeHead(statuses[nth - 1] ?? 200, { 'content-type': 'application/json' })
        .end('{}');
    });
    const store = (folder: string): HistoryStore => {
      const real = folderStore(folder);
      return { ...real, write: (row, how) => (isFull ? full() : real.write(row, how)) };
    };
    parts = await harness(() => ({ origin: server.origin, key: canaryKey }), { store });
  });
  afterEach(async () => {
    await parts.close();
    await server.close();
  });
  const run = (of = spending) => parts.explorer.run(of, { profile: 'own' });

  for (const [what, of] of [
    ['spends', spending],
    ['creates', creating],
  ] as const) {
    it(`sends nothing that ${what}, says so, and sends it once there is space`, async () => {
      isFull = true;
      const exchange = await run(of);
      assert.deepEqual(exchange.outcome, { kind: 'refused', reason: 'notRecorded' });
      assert.deepEqual(exchange.attempts, []);
      assert.equal(exchange.diagnosis?.code, 'notRecorded');
      assert.deepEqual(exchange.diagnosis.fixes, [{ kind: 'sendAgain', mayRepeatCharge: false }]);
      assert.equal(server.requests.length, 0);
      assert.ok(parts.failures.length > 0);
      isFull = false;
      assert.deepEqual((await run(of)).outcome, { kind: 'answered', status: 200 });
      assert.equal(server.requests.length, 1);
    });
  }

  it('sends a free read all the same', async () => {
    isFull = true;
    assert.deepEqual((await run(read)).outcome, { kind: 'answered', status: 200 });
    assert.equal(server.requests.length, 1);
  });

  for (const status of [429, 500, 503]) {
    it(`full after a ${status}: not sent again, and the ${status} stays what came of it`, async () => {
      statuses = [status];
      parts.explorer.onDidChange(({ outcome }) => (isFull ||= outcome.kind === 'waiting'));
      const exchange = await run();
      assert.deepEqual(exchange.outcome, { kind: 'answered', status, stopped: 'notRecorded' });
      assert.equal(exchange.attempts.length, 1);
      assert.equal(exchange.diagnosis?.facts['stopped'], 'notRecorded');
      assert.equal(server.requests.length, 1);
    });
  }

  it('makes the folder once what stood in its way is gone', async () => {
    const store = folderStore(path.join(parts.folder, 'file', 'history'));
    await fs.writeFile(path.join(parts.folder, 'file'), '');
    await run();
    const [row] = parts.history.rows();
    assert.ok(row);
    await assert.rejects(store.write(row, { durable: true }));
    await fs.rm(path.join(parts.folder, 'file'));
    await store.write(row, { durable: true });
    assert.equal((await store.readAll()).length, 1);
  });
});
