import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { dayOf } from '../../../src/core/common/calendar';
import { Ledger } from '../../../src/core/credits/ledger';
import type { LedgerEntry } from '../../../src/core/credits/ledgerEntry';
import { Reconciling } from '../../../src/core/credits/reconciling';
import { SpendingBook } from '../../../src/core/credits/spendingBook';
import { folderStore } from '../../../src/core/disk/folderStore';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import { History } from '../../../src/core/history/history';
import { turns } from '../../support/inTime';
import { tempFolder } from '../../support/tempFolder';
import { answered, row } from '../history/rows';
import { filesOf } from '../run/harness';

const start = '2026-05-04T10:00:00.000Z';
const dead = { pid: 7, window: 'gone' };
const living = { pid: 8, window: 'other' };
const own = { pid: process.pid, window: 'this' };

describe('rows that lines of the ledger carry', () => {
  const folder = tempFolder();
  let failures: unknown[];
  beforeEach(() => (failures = []));
  afterEach(() => assert.deepEqual(failures, []));
  const failed = (failure: unknown) => failures.push(failure);
  const newLedger = () => new Ledger(ledgerFolder(path.join(folder(), 'spending')));
  const store = () => folderStore(path.join(folder(), 'history'));

  const begun = (id: string, owner = dead, at = start) => {
    const outcome = { kind: 'running' } as const;
    const whole = row(id, { operationId: 'searchJobs', startedAt: at, outcome }, owner);
    return { ...whole, draft: { ...whole.draft, query: { q: `kiln-${id}` } } };
  };
  const entry = (id: string, owner = dead, at = start): LedgerEntry => ({
    ...{ id, at, owner, profile: 'Own', operationId: 'searchJobs', session: 's' },
    ...{ estimated: 75, state: 'open' },
  });
  /** A window has counted a run; no file of History has it. */
  const counted = (id: string, owner = dead, at = start) =>
    newLedger().write(entry(id, owner, at), JSON.stringify(begun(id, owner, at)));

  /** A window on the folder. */
  function open() {
    const surroundings = {
      window: { pid: own.pid, id: own.window },
      alive: (pid: number) => pid === living.pid,
      now: () => Date.parse(start) + 5_000,
      failed,
    };
    const timers: (() => void)[] = [];
    const startTimer = (run: () => void) => {
      timers.push(run);
      return () => undefined;
    };
    const bounds = () => ({ rows: 100, bytes: 1_000_000 });
    const history = new History({ ...surroundings, store: store(), bounds, startTimer });
    const ledger = newLedger();
    const session = () => ({ id: 'this', since: Date.parse(start) });
    const book = new SpendingBook({ ...surroundings, ledger, session });
    const reconciling = new Reconciling({
      ...surroundings,
      ...{ history, ledger, book, startTimer },
      estimate: () => ({ kind: 'upTo', credits: 75 }),
    });
    const load = () => history.load().then(() => reconciling.done());
    const refresh = () => history.refresh().then(() => reconciling.done());
    return { history, ledger, book, timers, load, refresh };
  }
  /** Ids of the rows that are in lines on disk. */
  const carried = async (day = dayOf(start)) => [...(await newLedger().carried(day)).keys()];
  const rowsOnDisk = async () => (await store().readAll()).map(({ exchange }) => exchange.id);

  it('of a window that is gone become rows of History, and are emptied', async () => {
    await counted('one');
    const { load, history, ledger } = open();
    await load();
    assert.deepEqual(history.get('one')?.exchange.outcome, { kind: 'interrupted', sent: true });
    assert.equal(ledger.get('one')?.state, 'unknown');
    assert.deepEqual([await rowsOnDisk(), await carried()], [['one'], []]);
    await history.close();
  });

  it('of a window that is there stay as they are, until it goes', async () => {
    await counted('one', living);
    const { load, refresh, history } = open();
    await load();
    assert.deepEqual([await rowsOnDisk(), await carried()], [[], ['one']]);
    await counted('two');
    await refresh();
    assert.deepEqual([await rowsOnDisk(), await carried()], [['two'], ['one']]);
    await history.close();
  });

  it('of an earlier day, of which History has nothing, are found as well', async () => {
    const before = '2026-04-20T10:00:00.000Z';
    await counted('one', dead, before);
    const { load, history } = open();
    await load();
    assert.deepEqual([await rowsOnDisk(), await carried(dayOf(before))], [['one'], []]);
    await history.close();
  });

  it('stand in for a file that a loss of power has emptied', async () => {
    await counted('one');
    await fs.mkdir(path.join(folder(), 'history'), { recursive: true });
    await fs.writeFile(path.join(folder(), 'history', 'one.json'), '');
    const { load, history } = open();
    await load();
    assert.deepEqual([await rowsOnDisk(), await carried()], [['one'], []]);
    await history.close();
  });

  it('do not replace what History has: a run that only waited was not sent', async () => {
    await counted('one');
    const until = new Date(Date.parse(start) + 60_000).toISOString();
    const waits = { kind: 'scheduled', until, reason: 'person' } as const;
    const waiting = begun('one');
    const cut = { ...waiting, exchange: { ...waiting.exchange, outcome: waits } };
    await store().write(cut, { durable: true });
    const { load, history, ledger } = open();
    await load();
    assert.deepEqual(history.get('one')?.exchange.outcome, { kind: 'interrupted', sent: false });
    assert.equal(ledger.get('one')?.state, 'settled');
    assert.deepEqual(await carried(), []);
    await history.close();
  });

  it('that were emptied while the run went on: it may have been charged', async () => {
    await counted('one');
    await newLedger().emptyRows(dayOf(start), () => true);
    const { load, history, ledger } = open();
    await load();
    assert.equal(ledger.get('one')?.state, 'unknown');
    assert.deepEqual(await rowsOnDisk(), []);
    await history.close();
  });

  it('of a newer version stay for it, and count', async () => {
    await newLedger().write(entry('one'), JSON.stringify({ ...begun('one'), version: 99 }));
    const { load, history, ledger } = open();
    await load();
    assert.equal(ledger.get('one')?.state, 'unknown');
    assert.deepEqual([await rowsOnDisk(), await carried()], [[], ['one']]);
    await history.close();
  });

  it('are emptied with History, on every day, but for runs that go on; sums stay', async () => {
    const before = '2026-04-01T10:00:00.000Z';
    const { history, ledger, book, load } = open();
    await load();
    await counted('gone', dead, before);
    await counted('other', living);
    const ended = begun('ended', own);
    await book.reserve(ended.exchange, { kind: 'upTo', credits: 75 }, ended);
    const exchange = {
      ...ended.exchange,
      attempts: [answered(200)],
      outcome: { kind: 'answered', status: 200 } as const,
      credits: { charged: 9 },
    };
    history.recordEnd({ ...ended, exchange });
    await book.onExchange(exchange);
    assert.deepEqual((await carried()).sort(), ['ended', 'other']);
    await history.clear();
    const texts = (await filesOf(folder())).map(({ text }) => text).join('');
    assert.deepEqual(texts.match(/kiln-\w+/g), ['kiln-other']);
    assert.deepEqual(await carried(dayOf(before)), []);
    assert.deepEqual(await carried(), ['other']);
    assert.deepEqual(await rowsOnDisk(), []);
    await ledger.read(dayOf(start));
    assert.equal(ledger.spentOn(dayOf(start)), 75 + 9);
    const again = open();
    await again.load();
    assert.deepEqual(again.history.rows(), []);
    await again.history.close();
    await history.close();
  });

  it('are emptied with History also where a crash cut their line off, at whatever end of the file', async () => {
    const file = path.join(folder(), 'spending', `${dayOf(start)}.jsonl`);
    const cut = JSON.stringify({ ...entry('cut'), row: JSON.stringify(begun('cut')) });
    await newLedger().write({ ...entry('first'), state: 'settled' });
    await fs.appendFile(file, cut.slice(0, -40));
    await newLedger().write({ ...entry('second'), state: 'settled' });
    await fs.appendFile(file, cut.slice(0, -60));
    assert.match(await fs.readFile(file, 'utf8'), /kiln-cut[^]*kiln-cut/);
    const { history, ledger, load } = open();
    await load();
    await history.clear();
    assert.doesNotMatch(await fs.readFile(file, 'utf8'), /kiln/);
    await ledger.write({ ...entry('third'), state: 'settled' });
    const ids = (await newLedger().read(dayOf(start))).map(({ id }) => id);
    assert.deepEqual(ids, ['first', 'second', 'third']);
    await history.close();
  });

  it('of a run that is removed before that do not bring it back', async () => {
    const { history, book, load } = open();
    await load();
    const run = begun('one', own);
    await book.reserve(run.exchange, { kind: 'upTo', credits: 75 }, run);
    const outcome = { kind: 'answered', status: 200 } as const;
    const exchange = {
      ...run.exchange,
      attempts: [answered(200)],
      outcome,
      credits: { charged: 9 },
    };
    await book.onExchange(exchange);
    await history.record({ ...run, exchange });
    // More than the bounds take: the oldest goes.
    for (let n = 0; n < 100; n += 1) {
      const startedAt = new Date(Date.parse(start) + 1_000 + n).toISOString();
      history.recordLater(row(`free-${n}`, { startedAt, attempts: [answered(200)], outcome }, own));
    }
    await history.flush();
    assert.equal(history.get('one'), undefined);
    while ((await carried()).length > 0) await turns(1);
    const again = open();
    await again.load();
    assert.equal(again.history.get('one'), undefined);
    await again.history.close();
    await history.close();
  });

  it('of this window are emptied a while after the run has ended and its file is there', async () => {
    const { history, book, timers } = open();
    const run = begun('one', own);
    history.recordLater(run);
    await book.reserve(run.exchange, { kind: 'upTo', credits: 75 }, run);
    assert.equal(book.holdsRow(run.exchange), true);
    assert.deepEqual([await carried(), timers.length], [['one'], 0]);
    const exchange = { ...run.exchange, outcome: { kind: 'cancelled', sent: false } } as const;
    history.recordLater({ ...run, exchange });
    await book.onExchange(exchange);
    const tick = async () => {
      assert.equal(timers.length, 1);
      timers.splice(0).forEach(go => go());
      await open().ledger.read(dayOf(start));
    };
    await tick();
    await tick();
    assert.deepEqual(await carried(), ['one'], 'its file is not there');
    await history.close();
    await tick();
    while (timers.length > 0) await tick();
    assert.deepEqual(await carried(), []);
  });
});
