import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { folderStore } from '../../../src/core/disk/folderStore';
import { History } from '../../../src/core/history/history';
import type { HistoryRow } from '../../../src/core/history/row';
import { until } from '../../support/inTime';
import { harness, recordingServer } from './harness';

describe('a run whose process is killed', () => {
  type Server = Awaited<ReturnType<typeof recordingServer>>;
  let server: Server;
  let folder = '';
  afterEach(async () => {
    await server.close();
    if (folder !== '') await fs.rm(folder, { recursive: true, force: true });
  });

  /** Kills the process that sends, without a warning, as soon as `when` holds; then what the next window reads. */
  async function killed(
    when: (told: readonly string[]) => boolean | Promise<boolean>,
  ): Promise<HistoryRow> {
    const root = path.resolve(__dirname, '../../..');
    const program = path.join(root, 'test/support/runToBeKilled.ts');
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', program, server.origin], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise(resolve => child.once('exit', resolve));
    const told: string[] = [];
    createInterface(child.stdout).on('line', line => told.push(line));
    try {
      while (!(await when(told)) && child.exitCode === null) await sleep(5);
      assert.equal(child.exitCode, null, 'it ended by itself');
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
    folder = told[0] ?? '';
    const failures: unknown[] = [];
    const history = new History({
      store: folderStore(folder),
      bounds: () => ({ rows: 100, bytes: 1_000_000 }),
      window: { pid: process.pid, id: 'next' },
      alive: pid => pid !== child.pid,
      now: Date.now,
      failed: failure => failures.push(failure),
    });
    await history.load();
    await history.close();
    assert.deepEqual(failures, []);
    const [row, ...more] = history.rows();
    assert.ok(row && more.length === 0);
    return row;
  }

  it('while it is sent: interrupted, its outcome unknown, and sent again under the same key', async () => {
    server = await recordingServer(() => undefined);
    const row = await killed(() => server.requests.length === 1);
    assert.deepEqual(row.exchange.outcome, { kind: 'interrupted', sent: true });
    const [fix] = row.exchange.diagnosis?.fixes ?? [];
    assert.deepEqual(fix, { kind: 'sendAgain', mayRepeatCharge: true });
    const next = await harness(() => ({ origin: server.origin, key: 'k'.repeat(20) }));
    const { draft, idempotencyKey } = row;
    const stop = new AbortController();
    const again = next.explorer.run(draft, { profile: 'own', idempotencyKey, signal: stop.signal });
    await until(() => server.requests.length === 2);
    stop.abort();
    await again;
    await next.close();
    const [one, two] = server.requests.map(({ headers }) => headers['idempotency-key']);
    assert.ok(one && one === two && one === idempotencyKey);
  });

  it('while it is scheduled: interrupted, and not sent', async () => {
    server = await recordingServer((_, response) => {
      response.writeHead(429, { 'retry-after': '4000' }).end();
    });
    const row = await killed(async ([place = '', ...told]) => {
      if (!told.includes('scheduled')) return false;
      // A moment before, it is on disk as one that runs: the worse of the two.
      const [onDisk] = await folderStore(place).readAll();
      return onDisk?.exchange.outcome.kind === 'scheduled';
    });
    assert.deepEqual(row.exchange.outcome, { kind: 'interrupted', sent: false });
    const [fix] = row.exchange.diagnosis?.fixes ?? [];
    assert.deepEqual(fix, { kind: 'sendAgain', mayRepeatCharge: false });
    assert.equal(server.requests.length, 1);
  });
});
