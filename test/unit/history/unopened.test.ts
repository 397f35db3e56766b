import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Exchange } from '../../../src/core/exchange';
import { folderStore } from '../../../src/core/disk/folderStore';
import { historyOn } from './historyOn';
import { at, row } from './rows';
import { tempFolder } from '../../support/tempFolder';

const waiting: Exchange['outcome'] = {
  kind: 'waiting',
  until: at(9),
  ms: 9,
  reason: 'server',
  next: 2,
  of: 6,
};

describe('History that nobody opens', () => {
  const folder = tempFolder();
  let timers: { readonly run: () => void; readonly ms: number }[];
  let reads: number;
  beforeEach(() => {
    timers = [];
    reads = 0;
  });

  const counting = () => {
    const store = folderStore(folder());
    return historyOn({
      failed: failure => assert.fail(String(failure)),
      bounds: () => ({ rows: 2, bytes: 1_000 }),
      startTimer: (run, ms) => {
        const timer = { run, ms };
        timers.push(timer);
        return () => (timers = timers.filter(each => each !== timer));
      },
      store: {
        ...store,
        readAll: () => {
          reads += 1;
          return store.readAll();
        },
      },
    });
  };
  const fire = () => {
    const due = timers;
    timers = [];
    for (const { run } of due) run();
  };

  it('removes what a crash left half-written once it is opened, not before', async () => {
    const half = path.join(folder(), 'old.json.999999-3.part');
    await fs.writeFile(half, '{');
    const history = counting();
    await history.record(row('new', { startedAt: at(1) }));
    await history.flush();
    assert.ok((await fs.readdir(folder())).includes(path.basename(half)));
    await history.load();
    assert.deepEqual(await fs.readdir(folder()), ['new.json']);
  });

  it('reads nothing at its start, nor as long as it has nothing to write', async () => {
    const history = counting();
    await history.flush();
    assert.deepEqual([timers.length, reads], [0, 0]);
  });

  it('is bound over what other windows left, some time after its first row', async () => {
    for (const n of [1, 2, 3, 4])
      await folderStore(folder()).write(row(`old${n}`, { startedAt: at(n) }), { durable: true });
    const history = counting();
    history.recordLater(row('new', { startedAt: at(50) }));
    await history.flush();
    assert.equal(reads, 0);
    assert.deepEqual(
      timers.map(({ ms }) => ms >= 10_000),
      [true],
    );
    fire();
    await history.load();
    const ids = history.rows().map(({ exchange }) => exchange.id);
    assert.deepEqual(ids, ['new', 'old4']);
    assert.deepEqual((await fs.readdir(folder())).sort(), ['new.batch', 'old4.json']);
    await history.flush();
    assert.deepEqual([timers.length, reads], [0, 1]);
  });

  it('waits until no run is going on', async () => {
    const history = counting();
    history.recordLater(row('a', { outcome: waiting }));
    await history.flush();
    fire();
    assert.deepEqual([timers.length, reads], [1, 0]);
    history.recordLater(row('a'));
    fire();
    await history.load();
    assert.equal(reads, 1);
  });

  it('reads once, also where somebody looked first', async () => {
    const history = counting();
    history.recordLater(row('a'));
    await history.flush();
    await history.load();
    fire();
    await history.flush();
    assert.deepEqual([timers.length, reads], [0, 1]);
  });

  it('reads nothing any more once it is closed', async () => {
    const history = counting();
    history.recordLater(row('a'));
    await history.flush();
    await history.close();
    assert.deepEqual([timers.length, reads], [0, 0]);
    history.recordLater(row('b'));
    await history.flush();
    assert.deepEqual([timers.length, reads], [0, 0]);
  });
});
