import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Exchange } from '../../../src/core/exchange';
import { folderStore } from '../../../src/core/disk/folderStore';
import { History, type HistoryOptions } from '../../../src/core/history/history';
import type { HistoryRow } from '../../../src/core/history/row';
import { answered, at, row } from './rows';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();
const running: Exchange['outcome'] = { kind: 'running' };

describe('windows that share a history', () => {
  let folder: string;
  let failures: unknown[];
  let living: Set<number>;
  let opened: History[];
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-windows-'));
    failures = [];
    living = new Set([1, 2, 3]);
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map(history => history.close()));
    await fs.rm(folder, { recursive: true, force: true });
    assert.deepEqual(failures, []);
  });

  const open = (pid: number, changes: Partial<HistoryOptions> = {}) => {
    const history = new History({
      store: folderStore(folder),
      bounds: () => ({ rows: 1_000, bytes: 10_000_000 }),
      window: { pid, id: `window ${pid}` },
      alive: each => living.has(each),
      now: () => Date.parse(at(60)),
      failed: failure => failures.push(failure),
      ...changes,
    });
    opened.push(history);
    return history;
  };
  const of = (pid: number, id: string, changes: Partial<Exchange> = {}): HistoryRow =>
    row(id, changes, { pid, window: `window ${pid}` });
  const idsOf = (history: History) => history.rows().map(({ exchange }) => exchange.id);

  it('see what another one has written since they looked, with its body', async () => {
    const [a, b] = [open(1), open(2)];
    await b.load();
    await a.record(of(1, 'paid'));
    await a.recordBody('paid', bytesOf('answer'));
    a.recordLater(of(1, 'free', { startedAt: at(1) }));
    a.recordBodyLater('free', bytesOf('read'));
    await a.flush();
    await b.refresh();
    assert.deepEqual(idsOf(b), ['free', 'paid']);
    assert.equal(textOf(await b.readBody('paid')), 'answer');
    assert.equal(textOf(await b.readBody('free')), 'read');
  });

  it('load what is there with the first refresh', async () => {
    await open(1).record(of(1, 'a'));
    const b = open(2);
    await b.refresh();
    assert.deepEqual(idsOf(b), ['a']);
  });

  it('see how a run of another one moves on and ends', async () => {
    const [a, b] = [open(1), open(2)];
    const outcome = async () => {
      await b.refresh();
      return b.get('a')?.exchange.outcome;
    };
    await a.record(of(1, 'a', { outcome: running }));
    assert.deepEqual(await outcome(), running);
    await a.record(of(1, 'a'));
    assert.deepEqual(await outcome(), { kind: 'answered', status: 200 });
  });

  it('see what a later answer of another one has told of an old run, their own included', async () => {
    const [a, b] = [open(1), open(2)];
    const lost = { operationId: 'searchJobs', outcome: { kind: 'cancelled', sent: true } } as const;
    await a.record(of(1, 'a', lost));
    await b.refresh();
    await b.record(of(1, 'a', { ...lost, credits: { charged: 3, settledLater: true } }));
    await a.refresh();
    assert.deepEqual(a.get('a')?.exchange.credits, { charged: 3, settledLater: true });
  });

  it('forget what another one has forgotten, and nothing of their own that goes on or waits', async () => {
    const [a, b] = [open(1), open(2)];
    for (const id of ['x', 'y']) await a.record(of(1, id));
    await a.recordBody('x', bytesOf('body'));
    await b.refresh();
    b.recordLater(of(2, 'own', { outcome: running }));
    await b.flush();
    await a.clear();
    await b.refresh();
    assert.deepEqual(idsOf(b), ['own']);
    assert.deepEqual(idsOf(a), ['own']);
    assert.deepEqual(await fs.readdir(folder), ['own.json']);
  });

  it('stay within the bounds together, and prune no run that goes on elsewhere', async () => {
    const bounds = () => ({ rows: 4, bytes: 10_000_000 });
    const [a, b] = [open(1, { bounds }), open(2, { bounds })];
    await Promise.all([a.load(), b.load()]);
    await a.record(of(1, 'goes on', { startedAt: at(0), outcome: running }));
    for (let n = 1; n <= 5; n += 1) {
      await a.record(of(1, `a${n}`, { startedAt: at(2 * n) }));
      await b.record(of(2, `b${n}`, { startedAt: at(2 * n + 1) }));
    }
    await a.flush();
    await b.flush();
    await a.refresh();
    assert.deepEqual(idsOf(b), ['b5', 'a5', 'b4', 'a4', 'goes on']);
    assert.deepEqual(idsOf(a), idsOf(b));
    assert.equal((await fs.readdir(folder)).length, 5);
  });

  it('end a run whose window is gone, and tell of it once', async () => {
    const [a, b] = [open(1), open(2)];
    const read: string[] = [];
    b.onDidRead(rows => {
      for (const { exchange } of rows) read.push(`${exchange.id} ${exchange.outcome.kind}`);
    });
    const waiting = { outcome: running, attempts: [answered(500)], operationId: 'searchJobs' };
    await a.record(of(1, 'a', waiting));
    await b.refresh();
    living.delete(1);
    await b.refresh();
    await b.refresh();
    assert.deepEqual(read, ['a running', 'a interrupted']);
    const [left] = await folderStore(folder).readAll();
    assert.equal(left?.exchange.outcome.kind, 'interrupted');
  });

  it('do not cut off a run that its window ended in the moment before it went', async () => {
    const [a, b] = [open(1), open(2, { alive: () => false })];
    await a.record(of(1, 'a', { outcome: running }));
    const store = folderStore(folder);
    // The last words come between the reading of the folder and the question whether the window is there.
    const late = open(3, {
      store: {
        ...store,
        readAll: async () => {
          const rows = await store.readAll();
          await a.record(of(1, 'a'));
          return rows;
        },
      },
      alive: () => false,
    });
    await late.load();
    await b.load();
    for (const history of [late, b])
      assert.deepEqual(history.get('a')?.exchange.outcome, { kind: 'answered', status: 200 });
  });

  it('read no file twice without need', async () => {
    const a = open(1);
    for (let n = 0; n < 300; n += 1) a.recordLater(of(1, `r${n}`, { startedAt: at(n) }));
    await a.flush();
    for (let n = 0; n < 300; n += 1) await a.record(of(1, `s${n}`, { startedAt: at(n) }));
    const b = open(2);
    await b.load();
    const before = b.rows();
    let changes = 0;
    b.onDidChange(() => (changes += 1));
    await b.refresh();
    assert.equal(changes, 0);
    assert.ok(b.rows().every((each, index) => each === before[index]));
    await a.record(of(1, 'new', { startedAt: at(301) }));
    await b.refresh();
    assert.equal(changes, 1);
    assert.equal(b.rows().length, 601);
    assert.equal(
      b.get('s5'),
      before.find(({ exchange }) => exchange.id === 's5'),
    );
  });

  it('find what was written before they asked, also where a refresh is under way', async () => {
    const [a, b] = [open(1), open(2)];
    await b.load();
    for (let n = 0; n < 20; n += 1) {
      const first = b.refresh();
      await a.record(of(1, `r${n}`));
      await b.refresh();
      assert.ok(b.get(`r${n}`), `run ${n}`);
      await first;
    }
  });
});
