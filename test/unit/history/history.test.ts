import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Exchange } from '../../../src/core/exchange';
import { folderStore } from '../../../src/core/disk/folderStore';
import type { History } from '../../../src/core/history/history';
import { type HistoryOptions } from '../../../src/core/history/history';
import type { HistoryRow } from '../../../src/core/history/row';
import { historyOn } from './historyOn';
import { answered, at, own, row } from './rows';
import { tempFolder } from '../../support/tempFolder';

const running: Exchange['outcome'] = { kind: 'running' };
const waiting: Exchange['outcome'] = {
  kind: 'waiting',
  until: at(9),
  ms: 9,
  reason: 'server',
  next: 2,
  of: 6,
};

describe('History', () => {
  const folder = tempFolder();
  let failures: unknown[];
  beforeEach(() => {
    failures = [];
  });

  const open = (changes: Partial<HistoryOptions> = {}) =>
    historyOn({
      store: folderStore(folder()),
      bounds: () => ({ rows: 100, bytes: 1_000_000 }),
      failed: failure => failures.push(failure),
      ...changes,
    });
  const idsOf = (history: History) => history.rows().map(({ exchange }) => exchange.id);
  const write = async (...rows: HistoryRow[]) => {
    const store = folderStore(folder());
    for (const each of rows) await store.write(each, { durable: true });
  };
  const outcomeOf = async (left: HistoryRow, changes: Partial<HistoryOptions> = {}) => {
    await write(left);
    const history = open(changes);
    await history.load();
    await history.flush();
    const read = await folderStore(folder()).readAll();
    const outcome = history.get(left.exchange.id)?.exchange.outcome;
    assert.deepEqual(read[0]?.exchange.outcome, outcome);
    return outcome;
  };

  it('has the newest first, of this window and of earlier ones', async () => {
    await write(row('old', { startedAt: at(1) }), row('mid', { startedAt: at(3) }));
    const history = open();
    await history.record(row('new', { startedAt: at(5) }));
    await history.record(row('between', { startedAt: at(2) }));
    await history.load();
    assert.deepEqual(idsOf(history), ['new', 'mid', 'between', 'old']);
  });

  it('has a row on disk when record resolves', async () => {
    await open().record(row('a'));
    const [read] = await folderStore(folder()).readAll();
    assert.deepEqual(read, row('a'));
  });

  it('keeps the last of many records of one run', async () => {
    const history = open();
    const statuses = Array.from({ length: 30 }, (_, index) => 200 + index);
    await Promise.all(
      statuses.map(status => history.record(row('a', { outcome: { kind: 'answered', status } }))),
    );
    await history.flush();
    const [read] = await folderStore(folder()).readAll();
    assert.deepEqual(read?.exchange.outcome, { kind: 'answered', status: 229 });
  });

  it('does not let what lies on disk overwrite what runs now', async () => {
    await write(row('a', { outcome: running }));
    const history = open();
    await history.record(row('a', { outcome: { kind: 'answered', status: 201 } }));
    await history.load();
    assert.deepEqual(history.get('a')?.exchange.outcome, { kind: 'answered', status: 201 });
  });

  it('calls a run interrupted that was cut off while it was sent', async () => {
    const left = row('a', { outcome: running }, { pid: 7, window: 'gone' });
    assert.deepEqual(await outcomeOf(left), { kind: 'interrupted', sent: true });
  });

  it('calls a run interrupted, and not sent, that was cut off while it waited', async () => {
    const left = row('a', { outcome: waiting }, { pid: 7, window: 'gone' });
    assert.deepEqual(await outcomeOf(left), { kind: 'interrupted', sent: false });
  });

  it('knows that a 500 before the wait may have been carried out where it creates', async () => {
    for (const [operationId, sent] of [
      ['createProfile', true],
      ['searchJobs', false],
      ['getJob', false],
    ] as const) {
      const changes = { operationId, outcome: waiting, attempts: [answered(500)] };
      const left = row(operationId, changes, { pid: 7, window: 'gone' });
      await write(left);
      const history = open();
      await history.load();
      const { outcome, diagnosis } = history.get(operationId)?.exchange ?? assert.fail();
      assert.deepEqual(outcome, { kind: 'interrupted', sent });
      assert.equal(diagnosis?.facts['sent'], sent);
      assert.deepEqual(diagnosis.fixes, [{ kind: 'sendAgain', mayRepeatCharge: sent }]);
    }
  });

  it('calls a run interrupted, and not sent, that was cut off at the question about its cost', async () => {
    const left = row('a', { outcome: { kind: 'asking' } }, { pid: 7, window: 'gone' });
    assert.deepEqual(await outcomeOf(left), { kind: 'interrupted', sent: false });
  });

  it('calls a run of this process interrupted after a reload of the window', async () => {
    const left = row('a', { outcome: running }, { pid: own.pid, window: 'before the reload' });
    const outcome = await outcomeOf(left, { alive: () => true });
    assert.deepEqual(outcome, { kind: 'interrupted', sent: true });
  });

  it('explains a run that was cut off: what may be charged, and that it can be sent again', async () => {
    const cut = (id: string, operationId: string, outcome: Exchange['outcome']) => {
      const left = row(id, { operationId, outcome }, { pid: 7, window: 'gone' });
      return { ...left, draft: { ...left.draft, operationId } };
    };
    await write(
      cut('read', 'getJob', running),
      cut('paid', 'searchJobs', running),
      cut('waited', 'searchJobs', waiting),
      cut('unknown', 'noLongerInTheCatalog', running),
    );
    const history = open();
    await history.load();
    const told = (id: string) => {
      const { diagnosis } = history.get(id)?.exchange ?? assert.fail();
      return diagnosis && [diagnosis.code, diagnosis.facts['sent'], diagnosis.fixes];
    };
    const again = (mayRepeatCharge: boolean) => [{ kind: 'sendAgain', mayRepeatCharge }];
    assert.deepEqual(told('read'), ['interrupted', true, again(false)]);
    assert.deepEqual(told('paid'), ['interrupted', true, again(true)]);
    assert.deepEqual(told('waited'), ['interrupted', false, again(false)]);
    assert.equal(told('unknown'), undefined);
  });

  it('leaves a run alone that goes on in another living window', async () => {
    const left = row('a', { outcome: waiting }, { pid: 7, window: 'other' });
    assert.deepEqual(await outcomeOf(left, { alive: pid => pid === 7 }), waiting);
  });

  it('calls a run interrupted that would go on for more than a day: its process id was given anew', async () => {
    const left = row('a', { outcome: waiting }, { pid: 7, window: 'other' });
    const now = () => Date.parse('2026-01-03T00:00:00Z');
    const outcome = await outcomeOf(left, { alive: () => true, now });
    assert.deepEqual(outcome, { kind: 'interrupted', sent: false });
  });

  it('leaves a settled run alone, whoever made it', async () => {
    const left = row('a', {}, { pid: 7, window: 'gone' });
    assert.deepEqual(await outcomeOf(left), { kind: 'answered', status: 200 });
  });

  it('is bound in rows, the oldest going first', async () => {
    await write(...[1, 2, 3, 4, 5].map(n => row(`r${n}`, { startedAt: at(n) })));
    const history = open({ bounds: () => ({ rows: 2, bytes: 1_000_000 }) });
    await history.load();
    assert.deepEqual(idsOf(history), ['r5', 'r4']);
    const names = await fs.readdir(folder());
    assert.deepEqual(names.sort(), ['r4.json', 'r5.json']);
  });

  const sized = (id: string, second: number, bytes: number) =>
    row(id, { startedAt: at(second), body: { bytes, contentType: '' } });

  it('is bound in bytes of bodies, the oldest going first', async () => {
    await write(...[1, 2, 3, 4, 5, 6].map(n => sized(`r${n}`, n, 250)));
    const history = open({ bounds: () => ({ rows: 100, bytes: 1_000 }) });
    await history.load();
    assert.deepEqual(idsOf(history), ['r6', 'r5', 'r4', 'r3']);
  });

  it('is not emptied by one answer that is too long to be kept', async () => {
    await write(sized('old', 1, 200), sized('mid', 2, 200), sized('new', 3, 1_000_000));
    const history = open({ bounds: () => ({ rows: 100, bytes: 1_000 }) });
    await history.load();
    assert.deepEqual(idsOf(history), ['new', 'mid', 'old']);
  });

  it('is bound without a reload too, and keeps what still runs', async () => {
    const history = open({ bounds: () => ({ rows: 1, bytes: 1_000 }) });
    await history.record(row('running', { startedAt: at(1), outcome: waiting }));
    for (const n of [2, 3, 4]) {
      await history.record(row(`r${n}`, { startedAt: at(n) }));
      await history.recordBody(`r${n}`, Buffer.from('x'));
    }
    assert.deepEqual(idsOf(history), ['r4', 'running']);
  });

  it('does not keep a body that would push out all others', async () => {
    const history = open({ bounds: () => ({ rows: 10, bytes: 400 }) });
    await history.record(row('a'));
    await history.recordBody('a', Buffer.alloc(101));
    assert.equal(await history.readBody('a'), undefined);
    await history.recordBody('a', Buffer.alloc(100));
    assert.equal((await history.readBody('a'))?.length, 100);
  });

  it('clears all but what still runs, on disk too', async () => {
    await write(row('old', { startedAt: at(1) }));
    const history = open();
    await history.record(row('running', { outcome: running }));
    await history.record(row('done'));
    await history.recordBody('done', Buffer.from('x'));
    await history.clear();
    assert.deepEqual(idsOf(history), ['running']);
    assert.deepEqual(await fs.readdir(folder()), ['running.json']);
  });

  it('tells of every change', async () => {
    const history = open();
    let changes = 0;
    const listener = history.onDidChange(() => (changes += 1));
    await history.record(row('a'));
    assert.ok(changes > 0);
    const before = changes;
    await history.clear();
    assert.ok(changes > before);
    listener.dispose();
    const after = changes;
    await history.record(row('b'));
    assert.equal(changes, after);
  });

  it('has everything on disk after a flush', async () => {
    const history = open();
    const ids = Array.from({ length: 25 }, (_, index) => `r${index}`);
    for (const id of ids) void history.record(row(id));
    await history.flush();
    assert.equal((await fs.readdir(folder())).filter(name => name.endsWith('.json')).length, 25);
  });

  it('can be read where the disk refuses to change anything', async () => {
    const left = row('cut', { startedAt: at(9), outcome: running }, { pid: 7, window: 'gone' });
    await write(row('old'), row('mid', { startedAt: at(1) }), left);
    const full = () => Promise.reject(new Error('no space, or somebody else has it open'));
    const store = { ...folderStore(folder()), write: full, remove: full };
    const history = open({ store, bounds: () => ({ rows: 2, bytes: 1_000 }) });
    await history.load();
    assert.deepEqual(idsOf(history), ['cut', 'mid']);
    assert.deepEqual(history.get('cut')?.exchange.outcome, { kind: 'interrupted', sent: true });
    assert.equal(failures.length, 2);
  });

  it('does not bring back a run that was forgotten while the folder was read', async () => {
    const real = folderStore(folder());
    let readAll = (): void => undefined;
    const store = {
      ...real,
      readAll: async () => {
        const rows = await real.readAll();
        await new Promise<void>(resolve => (readAll = resolve));
        return rows;
      },
    };
    let most = 2;
    const history = open({ store, bounds: () => ({ rows: most, bytes: 1_000 }) });
    await history.record(row('a', { startedAt: at(1), outcome: running }));
    await history.record(row('b', { startedAt: at(2) }));
    const loading = history.load();
    await history.record(row('a', { startedAt: at(1) }));
    most = 1;
    await history.flush();
    assert.deepEqual(idsOf(history), ['b']);
    readAll();
    await loading;
    assert.deepEqual(idsOf(history), ['b']);
    assert.deepEqual(await fs.readdir(folder()), ['b.json']);
  });

  it('tells of a disk that refuses, and goes on in memory', async () => {
    const broken = path.join(folder(), 'file');
    await fs.writeFile(broken, '');
    const history = open({ store: folderStore(path.join(broken, 'history')) });
    await history.record(row('a')).catch(() => undefined);
    await history.flush();
    assert.ok(failures.length > 0);
    assert.deepEqual(idsOf(history), ['a']);
  });
});
