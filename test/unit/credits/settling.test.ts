import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Settling } from '../../../src/core/credits/settling';
import type { Exchange } from '../../../src/core/exchange';
import { folderStore } from '../../../src/core/disk/folderStore';
import { History } from '../../../src/core/history/history';
import { at, own, row } from '../history/rows';

describe('settling what an earlier window left open', () => {
  let folder: string;
  let history: History;
  let settling: Settling;
  const settled: Exchange[] = [];
  const failures: unknown[] = [];
  let since = 0;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-settling-'));
    since = 0;
    settled.splice(0);
    const store = folderStore(folder);
    const balanceBefore = { credits: 100, at: at(0) };
    const left = row(
      'left',
      { operationId: 'searchJobs', startedAt: at(1), outcome: { kind: 'running' }, balanceBefore },
      { pid: 7, window: 'gone' },
    );
    await store.write(left, { durable: true });
    history = new History({
      store,
      bounds: () => ({ rows: 100, bytes: 1_000_000 }),
      window: own,
      alive: () => false,
      now: () => Date.parse(at(60)),
      failed: failure => failures.push(failure),
    });
    settling = new Settling({
      history,
      walletSince: () => since,
      settled: exchange => settled.push(exchange),
      failed: failure => failures.push(failure),
    });
  });
  afterEach(async () => {
    settling.dispose();
    await history.close();
    await fs.rm(folder, { recursive: true, force: true });
    assert.deepEqual(failures, []);
  });

  const answer = async (second: number, charged: number, balance: number) => {
    const answered = row(`run-${second}`, {
      operationId: 'searchJobs',
      startedAt: at(second),
      credits: { charged, balance },
    });
    await history.record(answered);
    settling.onExchange(answered.exchange);
  };

  it('waits until History has been read, and counts what was taken by then', async () => {
    await answer(10, 3, 90);
    await answer(20, 4, 86);
    assert.equal(settled.length, 0);
    await history.load();
    assert.equal(settled.length, 1);
    const run = settled[0]!;
    assert.equal(run.id, 'left');
    assert.deepEqual(run.credits, { charged: 7, settledLater: true });
    await history.flush();
    const kept = (await folderStore(folder).readAll()).find(each => each.exchange.id === 'left');
    assert.deepEqual(kept?.exchange.credits, run.credits);
  });

  it('settles once', async () => {
    await history.load();
    await answer(10, 3, 90);
    await answer(20, 4, 80);
    assert.deepEqual(
      settled.map(({ credits }) => credits.charged),
      [7],
    );
  });

  it('leaves it open where the key is another one by now', async () => {
    since = Date.parse(at(5));
    await history.load();
    await answer(10, 3, 90);
    assert.equal(settled.length, 0);
  });
});
