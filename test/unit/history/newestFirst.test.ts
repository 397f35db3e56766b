import assert from 'node:assert/strict';
import type { Exchange } from '../../../src/core/exchange';
import type { History } from '../../../src/core/history/history';
import type { HistoryStore } from '../../../src/core/history/historyStore';
import type { HistoryRow } from '../../../src/core/history/row';
import { historyOn } from './historyOn';
import { at, row } from './rows';

const running: Exchange['outcome'] = { kind: 'running' };
const gone = { pid: 7, window: 'gone' };
const idsOf = (rows: readonly HistoryRow[]) => rows.map(({ exchange }) => exchange.id);

describe('the newest runs of History', () => {
  let history: History;
  let tellNewest: (rows: readonly HistoryRow[]) => void;
  let finish: (rows: readonly HistoryRow[]) => void;
  let fail: (failure: Error) => void;
  let told: string[];
  let most: number;
  let failures: unknown[];
  beforeEach(() => {
    told = [];
    most = 10;
    failures = [];
    const store: HistoryStore = {
      write: () => Promise.resolve(),
      writeBody: () => Promise.resolve(),
      readAll: early =>
        new Promise((resolve, reject) => {
          tellNewest = rows => early?.(rows);
          finish = resolve;
          fail = reject;
        }),
      readBody: () => Promise.resolve(undefined),
      remove: () => Promise.resolve(),
    };
    history = historyOn({
      store,
      bounds: () => ({ rows: most, bytes: 1_000 }),
      failed: failure => failures.push(failure),
    });
    history.onDidChange(({ rows }) => told.push(`rows ${idsOf(rows).join(' ')}`));
    history.onDidRead(rows => told.push(`read ${idsOf(rows).join(' ')}`));
  });

  const [old, mid, latest] = [1, 2, 3].map(n => row(`r${n}`, { startedAt: at(n) })) as [
    HistoryRow,
    HistoryRow,
    HistoryRow,
  ];

  it('are there before the others, and each run is told once', async () => {
    const newest = history.loadNewest();
    const all = history.load();
    let isLoaded = false;
    void all.then(() => (isLoaded = true));
    tellNewest([latest, mid]);
    await newest;
    assert.deepEqual(idsOf(history.rows()), ['r3', 'r2']);
    assert.equal(isLoaded, false);
    finish([latest, mid, old]);
    await all;
    assert.deepEqual(idsOf(history.rows()), ['r3', 'r2', 'r1']);
    assert.deepEqual(told, ['rows r3 r2', 'read r3 r2 r1', 'rows r1']);
  });

  it('are there with the others where nothing is told early', async () => {
    const newest = history.loadNewest();
    finish([old]);
    await newest;
    assert.deepEqual(idsOf(history.rows()), ['r1']);
    assert.deepEqual(told, ['read r1', 'rows r1']);
  });

  it('have none that may have been cut off before all that was written is read', async () => {
    const cut = row('cut', { startedAt: at(9), outcome: running }, gone);
    const newest = history.loadNewest();
    tellNewest([cut, latest]);
    await newest;
    assert.deepEqual(idsOf(history.rows()), ['r3']);
    finish([cut, latest]);
    await history.load();
    assert.equal(history.get('cut')?.exchange.outcome.kind, 'interrupted');
  });

  it('do not come back once they were removed while the others are read', async () => {
    most = 1;
    const all = history.load();
    tellNewest([latest, mid]);
    await history.recordBody('r3', Buffer.from('the oldest goes'));
    assert.deepEqual(idsOf(history.rows()), ['r3']);
    most = 10;
    finish([latest, mid, old]);
    await all;
    assert.deepEqual(idsOf(history.rows()), ['r3', 'r1']);
  });

  it('are found without the others, and one that is older with them', async () => {
    const [found, older] = [history.find('r3'), history.find('r1')];
    tellNewest([latest, mid]);
    assert.equal(await found, latest);
    assert.equal(await history.find('r2'), mid);
    finish([latest, mid, old]);
    assert.equal(await older, old);
    assert.equal(await history.find('none'), undefined);
  });

  it('are found without any reading where this window has them', async () => {
    const own = row('own');
    await history.record(own);
    assert.equal(await history.find('own'), own);
    assert.deepEqual(told, ['rows own']);
  });

  it('wait for nothing for ever where the folder cannot be read', async () => {
    const newest = history.loadNewest();
    fail(new Error('locked'));
    await newest;
    assert.deepEqual(idsOf(history.rows()), []);
    assert.equal(failures.length, 1);
    const again = history.loadNewest();
    finish([old]);
    await again;
    assert.deepEqual(idsOf(history.rows()), ['r1']);
  });
});
