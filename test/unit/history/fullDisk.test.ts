import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { folderStore } from '../../../src/core/disk/folderStore';
import type { History } from '../../../src/core/history/history';
import { type HistoryOptions } from '../../../src/core/history/history';
import type { HistoryStore } from '../../../src/core/history/historyStore';
import { historyOn } from './historyOn';
import { at, own, row } from './rows';
import { tempFolder } from '../../support/tempFolder';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

describe('a history whose disk is full for a while', () => {
  const folder = tempFolder();
  let failures: unknown[];
  let isFull: boolean;
  let timers: { readonly run: () => void; readonly ms: number }[];
  beforeEach(() => {
    failures = [];
    isFull = false;
    timers = [];
  });

  const full = () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
  /** What is written fails while the disk is full; bodies alone, where that is asked for. */
  const failing = (only?: keyof HistoryStore): HistoryStore => {
    const store = folderStore(folder());
    const isRefused = (name: keyof HistoryStore) => isFull && (only ?? name) === name;
    return {
      ...store,
      write: (...given) => (isRefused('write') ? full() : store.write(...given)),
      writeBody: (...given) => (isRefused('writeBody') ? full() : store.writeBody(...given)),
      writeMany: async runs => (isRefused('writeMany') ? full() : store.writeMany?.(runs)),
    };
  };
  const open = (changes: Partial<HistoryOptions> = {}) =>
    historyOn({
      store: failing(),
      failed: failure => failures.push(failure),
      startTimer: (run, ms) => {
        const timer = { run, ms };
        timers.push(timer);
        return () => (timers = timers.filter(each => each !== timer));
      },
      ...changes,
    });
  const reopened = async () => {
    const history = historyOn({
      store: folderStore(folder()),
      window: { ...own, id: 'next' },
      failed: failure => assert.fail(String(failure)),
    });
    await history.load();
    return history;
  };
  const read = (history: History, id: string, second: number) => {
    const body = bytesOf(`body of ${id}`);
    const size = { bytes: body.length, contentType: 'text/plain' };
    history.recordLater(row(id, { startedAt: at(second), body: size }));
    history.recordBodyLater(id, body);
  };
  const charged = row('paid', { credits: { charged: 3 } });

  it('writes a charged answer once there is room again, with the body', async () => {
    const history = open();
    await history.record(row('paid', { outcome: { kind: 'running' } }));
    isFull = true;
    await assert.rejects(history.record(charged));
    await assert.rejects(history.recordBody('paid', bytesOf('answer')));
    await history.flush();
    assert.equal(textOf(await history.readBody('paid')), 'answer');
    isFull = false;
    await history.flush();
    const next = await reopened();
    assert.deepEqual(next.get('paid')?.exchange.credits, { charged: 3 });
    assert.equal(textOf(await next.readBody('paid')), 'answer');
  });

  it('loses no free rows, and still writes them together', async () => {
    const history = open();
    isFull = true;
    for (let n = 0; n < 150; n += 1) read(history, `r${n}`, n);
    await history.flush();
    await history.flush();
    isFull = false;
    await history.flush();
    assert.deepEqual((await fs.readdir(folder())).sort(), ['r0.batch', 'r100.batch']);
    const next = await reopened();
    assert.equal(next.rows().length, 150);
    assert.equal(textOf(await next.readBody('r149')), 'body of r149');
  });

  for (const only of ['write', 'writeBody', 'writeMany'] as const) {
    it(`keeps all where ${only} alone fails, and some are long`, async () => {
      const history = open({ store: failing(only) });
      isFull = true;
      read(history, 'short', 1);
      const long = Buffer.alloc(100_000, 'x');
      history.recordLater(row('long', { startedAt: at(2) }));
      history.recordBodyLater('long', long);
      history.recordLater(row('slow', { startedAt: at(3), outcome: { kind: 'running' } }));
      await history.flush();
      history.recordLater(row('slow', { startedAt: at(3) }));
      history.recordBodyLater('slow', bytesOf('late'));
      await history.record(charged).catch(() => undefined);
      await history.recordBody('paid', bytesOf('answer')).catch(() => undefined);
      await history.flush();
      isFull = false;
      await history.flush();
      const next = await reopened();
      assert.deepEqual(
        next.rows().map(({ exchange }) => [exchange.id, exchange.outcome.kind]),
        ['slow', 'long', 'short', 'paid'].map(id => [id, 'answered']),
      );
      assert.equal(textOf(await next.readBody('short')), 'body of short');
      assert.equal(textOf(await next.readBody('slow')), 'late');
      assert.equal(textOf(await next.readBody('paid')), 'answer');
      assert.equal((await next.readBody('long'))?.length, long.length);
    });
  }

  it('tries at the end', async () => {
    const history = open();
    isFull = true;
    await history.record(charged).catch(() => undefined);
    read(history, 'free', 1);
    await history.flush();
    isFull = false;
    await history.close();
    assert.equal((await reopened()).rows().length, 2);
  });

  it('tries again some time later, although nothing else happens', async () => {
    const history = open();
    await history.load();
    isFull = true;
    await history.record(charged).catch(() => undefined);
    await history.flush();
    isFull = false;
    assert.equal(timers.length, 1);
    timers.splice(0).forEach(({ run }) => run());
    await history.flush();
    assert.equal((await reopened()).rows().length, 1);
    assert.deepEqual(timers, []);
  });

  it('tells it once, and once more where it comes back', async () => {
    const history = open();
    isFull = true;
    for (let n = 0; n < 5; n += 1) {
      await history.record(row(`r${n}`)).catch(() => undefined);
      read(history, `f${n}`, n);
      await history.flush();
    }
    assert.equal(failures.length, 1);
    isFull = false;
    await history.flush();
    isFull = true;
    await history.record(charged).catch(() => undefined);
    await history.flush();
    assert.equal(failures.length, 2);
  });

  it('writes the newest state of a run, never an older one that had failed', async () => {
    const history = open();
    isFull = true;
    const failed = history.record(row('a', { outcome: { kind: 'running' } }));
    await assert.rejects(failed);
    isFull = false;
    await history.record(row('a'));
    await history.flush();
    isFull = true;
    const rows = [row('b', { outcome: { kind: 'running' } }), row('b')];
    await Promise.allSettled(rows.map(each => history.record(each)));
    isFull = false;
    await history.flush();
    for (const { exchange } of (await reopened()).rows())
      assert.equal(exchange.outcome.kind, 'answered', exchange.id);
  });

  it('does not write what was forgotten meanwhile', async () => {
    const history = open();
    isFull = true;
    await history.record(charged).catch(() => undefined);
    await history.recordBody('paid', bytesOf('answer')).catch(() => undefined);
    read(history, 'free', 1);
    await history.flush();
    await history.clear();
    isFull = false;
    await history.flush();
    assert.deepEqual(await fs.readdir(folder()), []);
  });

  it('leaves nothing half-written, whatever stands in the way', async () => {
    const store = folderStore(folder());
    for (const name of ['a.json', 'a.body', 'b.batch']) await fs.mkdir(path.join(folder(), name));
    await assert.rejects(store.write(row('a'), { durable: true }));
    await assert.rejects(store.write(row('a'), { durable: false }));
    await assert.rejects(store.writeBody('a', bytesOf('x')));
    await assert.rejects(store.writeMany?.([{ row: row('b'), body: undefined }]) ?? assert.fail());
    assert.deepEqual((await fs.readdir(folder())).sort(), ['a.body', 'a.json', 'b.batch']);
  });

  it('makes the folder anew where somebody has removed it', async () => {
    const history = open();
    await history.record(row('a'));
    await fs.rm(folder(), { recursive: true });
    await history.record(row('b'));
    assert.deepEqual(await fs.readdir(folder()), ['b.json']);
    assert.deepEqual(failures, []);
  });
});
