import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fsSync from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ledger } from '../../../src/core/credits/ledger';
import { Reconciling } from '../../../src/core/credits/reconciling';
import { SpendingBook } from '../../../src/core/credits/spendingBook';
import { folderStore } from '../../../src/core/disk/folderStore';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import { History } from '../../../src/core/history/history';
import { until } from '../../support/inTime';
import { filesOf, harness, recordingServer } from '../run/harness';

describe('a spending run whose process is killed before its row is in a file', () => {
  type Server = Awaited<ReturnType<typeof recordingServer>>;
  let server: Server;
  let folder = '';
  let failures: unknown[];
  beforeEach(() => (failures = []));
  afterEach(async () => {
    await server.close();
    if (folder !== '') await fs.rm(folder, { recursive: true, force: true });
    assert.deepEqual(failures, []);
  });

  /** Kills the process that sends, without a warning, as soon as `when` holds. @returns its id */
  async function kill(without: string, when: (told: readonly string[]) => boolean) {
    const root = path.resolve(__dirname, '../../..');
    const program = path.join(root, 'test/support/spendToBeKilled.ts');
    const args = ['--require', 'tsx/cjs', program, server.origin, without];
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise(resolve => child.once('exit', resolve));
    const told: string[] = [];
    createInterface(child.stdout).on('line', line => told.push(line));
    try {
      while (!when(told) && child.exitCode === null) await sleep(5);
      assert.equal(child.exitCode, null, 'it ended by itself');
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
    folder = told[0] ?? '';
    return child.pid;
  }

  /** What a window finds that opens next. */
  async function next(gone: number | undefined) {
    const failed = (failure: unknown) => failures.push(failure);
    const surroundings = {
      window: { pid: process.pid, id: 'next' },
      alive: (pid: number) => pid !== gone,
      now: Date.now,
      failed,
    };
    const bounds = () => ({ rows: 100, bytes: 1_000_000 });
    const history = new History({ ...surroundings, store: folderStore(folder), bounds });
    const ledger = new Ledger(ledgerFolder(path.join(folder, 'spending')));
    const session = () => ({ id: 'next', since: Date.now() });
    const book = new SpendingBook({ ...surroundings, ledger, session });
    const estimate = () => ({ kind: 'upTo', credits: 1 }) as const;
    const reconciling = new Reconciling({ ...surroundings, history, ledger, book, estimate });
    await history.load();
    await reconciling.done();
    await history.close();
    reconciling.dispose();
    const rows = await folderStore(folder).readAll();
    assert.deepEqual(rows, history.rows());
    const [row] = rows;
    return { history, row, rows, entry: row && ledger.get(row.exchange.id) };
  }

  const body = '{"queries": ["• \\"kiln\\" é"], "page_size": 2}';
  const textOfFiles = async () => {
    const files = await filesOf(path.join(folder, 'spending'));
    assert.equal(files.length, 1);
    return files.map(({ text }) => text).join('');
  };

  it('while it is sent: interrupted, counted, and sent again with its draft under the same key', async () => {
    server = await recordingServer(() => undefined);
    const gone = await kill('rows', () => server.requests.length === 1);
    assert.ok((await textOfFiles()).includes('kiln'));
    assert.ok(!(await textOfFiles()).includes('hidden'), 'it is masked as in a row');
    const { row, rows, entry } = await next(gone);
    assert.ok(row && rows.length === 1);
    assert.deepEqual(row.exchange.outcome, { kind: 'interrupted', sent: true });
    assert.equal(row.draft.body, body);
    assert.deepEqual([entry?.state, entry?.estimated], ['unknown', 6]);
    const [fix] = row.exchange.diagnosis?.fixes ?? [];
    assert.deepEqual(fix, { kind: 'sendAgain', mayRepeatCharge: true });
    assert.ok(!(await textOfFiles()).includes('kiln'), 'the row has a file of its own now');
    const again = await harness(() => ({ origin: server.origin, key: 'k'.repeat(20) }));
    const { draft, idempotencyKey } = row;
    const stop = new AbortController();
    const { signal } = stop;
    const sent = again.explorer.run(draft, { profile: 'own', idempotencyKey, signal });
    await until(() => server.requests.length === 2);
    stop.abort();
    await sent;
    await again.close();
    const [one, two] = server.requests.map(({ headers }) => headers['idempotency-key']);
    assert.ok(one === two && (one === undefined || one === idempotencyKey));
  });

  it('after its answer was in the ledger: with what it took', async () => {
    server = await recordingServer((_, response) => {
      const headers = { 'content-type': 'application/json', 'x-credits-deducted': '3' };
      response.writeHead(200, headers).end('{"jobs": []}');
    });
    const gone = await kill('rows', told => told.includes('booked answered'));
    const { row, entry } = await next(gone);
    assert.deepEqual([entry?.state, entry?.charged], ['settled', 3]);
    assert.deepEqual([row?.draft.body, row?.exchange.credits.charged], [body, 3]);
    assert.ok(!(await textOfFiles()).includes('kiln'));
  });

  it('not at all where the line was not on disk: nothing has left', async () => {
    server = await recordingServer(() => undefined);
    const gone = await kill(
      'lines',
      ([place = '']) =>
        fsSync.existsSync(place) && fsSync.readdirSync(place).some(name => name.endsWith('.json')),
    );
    assert.equal(server.requests.length, 0);
    const { rows } = await next(gone);
    assert.equal(rows.length, 1);
  });

  it('once its row is in a file: that row, once, and nothing left in the line', async () => {
    server = await recordingServer(
      (_, response) => void response.writeHead(200).end('{"jobs": []}'),
    );
    const gone = await kill('nothing', told => told.includes('booked answered'));
    await next(gone);
    const { row, rows } = await next(gone);
    assert.equal(rows.length, 1);
    assert.equal(row?.draft.body?.includes('kiln'), true);
    assert.ok(!(await textOfFiles()).includes('kiln'));
  });
});
