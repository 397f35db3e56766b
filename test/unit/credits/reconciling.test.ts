import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Ledger } from '../../../src/core/credits/ledger';
import type { LedgerEntry } from '../../../src/core/credits/ledgerEntry';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import { Reconciling } from '../../../src/core/credits/reconciling';
import { SpendingBook } from '../../../src/core/credits/spendingBook';
import { isChargeUnknown } from '../../../src/core/history/isChargeUnknown';
import type { Exchange } from '../../../src/core/exchange';
import { folderStore } from '../../../src/core/disk/folderStore';
import { History } from '../../../src/core/history/history';
import type { HistoryRow } from '../../../src/core/history/row';
import { answered, row } from '../history/rows';

const start = '2026-05-04T10:00:00.000Z';
const dead = { pid: 7, window: 'gone' };
const living = { pid: 8, window: 'other' };
const running: Exchange['outcome'] = { kind: 'running' };
const waiting: Exchange['outcome'] = {
  kind: 'waiting',
  until: start,
  ms: 9,
  reason: 'backoff',
  next: 2,
  of: 5,
};

describe('what a killed window has left of a run', () => {
  let folder: string;
  let failures: unknown[];
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-reconcile-'));
    failures = [];
  });
  afterEach(async () => {
    await fs.rm(folder, { recursive: true, force: true });
    assert.deepEqual(failures, []);
  });
  const failed = (failure: unknown) => failures.push(failure);
  const store = () => folderStore(path.join(folder, 'history'));
  const newLedger = () => new Ledger(ledgerFolder(path.join(folder, 'spending')));

  const left = (changes: Partial<Exchange>, owner: HistoryRow['owner'] = dead): HistoryRow =>
    row('run', { operationId: 'searchJobs', startedAt: start, ...changes }, owner);
  const counted: LedgerEntry = {
    id: 'run',
    at: start,
    profile: 'Own',
    operationId: 'searchJobs',
    session: 'other',
    owner: dead,
    estimated: 75,
    state: 'open',
  };

  /** What row and ledger tell once a window has loaded, in this one and on disk. */
  async function loaded(given: {
    row?: HistoryRow;
    entry?: LedgerEntry;
    later?: number;
    others?: readonly HistoryRow[];
    /** When the session of this window began. */
    since?: string;
    /** What happens on disk before rows are read for the second time. */
    meanwhile?: () => Promise<void>;
  }) {
    for (const other of given.others ?? []) await store().write(other, { durable: true });
    if (given.row) await store().write(given.row, { durable: true });
    if (given.entry) await newLedger().write(given.entry);
    const surroundings = {
      window: { pid: process.pid, id: 'this' },
      alive: (pid: number) => pid === living.pid,
      now: () => Date.parse(start) + (given.later ?? 5_000),
    };
    const bounds = () => ({ rows: 100, bytes: 1_000_000 });
    const history = new History({ ...surroundings, store: store(), bounds, failed });
    const ledger = newLedger();
    const session = () => ({ id: 'this', since: Date.parse(given.since ?? start) });
    const book = new SpendingBook({ ledger, session, now: surroundings.now, failed });
    const estimate = () => ({ kind: 'upTo', credits: 75 }) as const;
    const reconciling = new Reconciling({
      ...surroundings,
      history,
      ledger,
      book,
      estimate,
      failed,
    });
    await history.load();
    await reconciling.done();
    if (given.meanwhile) {
      await given.meanwhile();
      await history.refresh();
      await reconciling.done();
    }
    await history.close();
    reconciling.dispose();
    const onDisk = newLedger();
    await onDisk.readEach(await onDisk.days());
    const kept = (await store().readAll()).find(({ exchange }) => exchange.id === 'run');
    assert.deepEqual(kept, history.get('run'));
    assert.deepEqual(onDisk.get('run'), ledger.get('run'));
    return {
      ledger,
      entry: ledger.get('run'),
      exchange: history.get('run')?.exchange,
      unknown: kept && isChargeUnknown(kept.exchange),
    };
  }

  it('in the wait after a free 500: not sent, and settled without a charge', async () => {
    const cut = left({ outcome: waiting, attempts: [answered(500)] });
    const { entry, exchange } = await loaded({ row: cut, entry: counted });
    assert.deepEqual(exchange?.outcome, { kind: 'interrupted', sent: false });
    assert.deepEqual([entry?.state, entry?.charged], ['settled', undefined]);
  });

  it('while it was sent: unknown to both', async () => {
    const { entry, unknown } = await loaded({ row: left({ outcome: running }), entry: counted });
    assert.deepEqual([entry?.state, unknown], ['unknown', true]);
  });

  it('after its row was found cut, and before the ledger was told', async () => {
    const cut = left({ outcome: { kind: 'interrupted', sent: false } });
    const { entry } = await loaded({ row: cut, entry: counted });
    assert.equal(entry?.state, 'settled');
  });

  it('after its answer was in the row, and before it was in the ledger', async () => {
    const ended = left({ credits: { charged: 9, balance: 91 }, attempts: [answered(200)] });
    const { entry } = await loaded({ row: ended, entry: counted });
    assert.deepEqual([entry?.state, entry?.charged, entry?.balance], ['settled', 9, 91]);
  });

  it('after its answer was in the ledger, and before it was in the row', async () => {
    const entry = { ...counted, state: 'settled', charged: 9 } as const;
    const told = await loaded({ row: left({ outcome: running }), entry });
    assert.deepEqual([told.entry?.charged, told.exchange?.credits.charged], [9, 9]);
    assert.equal(told.unknown, false);
  });

  it('after the ledger said that nothing was taken', async () => {
    const entry = { ...counted, state: 'settled' } as const;
    const told = await loaded({ row: left({ outcome: running }), entry });
    assert.deepEqual([told.entry?.charged ?? 0, told.exchange?.credits.charged], [0, 0]);
  });

  it('after a later answer told its charge to the row alone', async () => {
    const credits = { charged: 4, settledLater: true } as const;
    const settled = left({ outcome: { kind: 'interrupted', sent: true }, credits });
    const { entry } = await loaded({ row: settled, entry: { ...counted, state: 'unknown' } });
    assert.deepEqual([entry?.state, entry?.charged], ['settled', 4]);
  });

  it('after its free 500 was in the row, while the ledger still takes its charge for unknown', async () => {
    const failed = left({
      outcome: { kind: 'answered', status: 500 },
      attempts: [answered(500)],
    });
    const entry = { ...counted, state: 'unknown' } as const;
    const told = await loaded({ row: failed, entry });
    assert.deepEqual(
      [told.entry?.state, told.entry?.charged, told.unknown],
      ['settled', undefined, false],
    );
    assert.equal(told.ledger.spentOn('2026-05-04'), 0);
  });

  it('after it was counted, and before it had a row: nothing was sent', async () => {
    const { entry } = await loaded({ entry: counted });
    assert.deepEqual([entry?.state, entry?.charged], ['settled', undefined]);
  });

  it('after it was counted by a window of an earlier version, which may have cleared its row: unknown', async () => {
    const { owner: _, ...older } = counted;
    assert.equal((await loaded({ entry: older })).entry?.state, 'open');
    const { entry } = await loaded({ later: 120_000 });
    assert.deepEqual([entry?.state, entry?.charged], ['unknown', undefined]);
  });

  it('in the ledger of which nothing stands, as it could not be written', async () => {
    const ended = left({ credits: { charged: 9, balance: 91 }, attempts: [answered(200)] });
    const { entry } = await loaded({ row: ended });
    assert.deepEqual([entry?.state, entry?.charged, entry?.session], ['settled', 9, 'this']);
  });

  it('in the ledger of which nothing stands, and that may have taken something', async () => {
    const { entry, unknown } = await loaded({ row: left({ outcome: running }) });
    assert.deepEqual([entry?.state, entry?.estimated, unknown], ['unknown', 75, true]);
  });

  for (const [what, changes] of [
    ['took nothing', { credits: {}, attempts: [answered(200)] }],
    ['only pretended to', { credits: { charged: 9 }, profile: 'Sandbox' }],
    ['went with a test key', { outcome: running, unbilled: [0] }],
    ['was free', { outcome: running, operationId: 'getJob' }],
    ['is of another day', { credits: { charged: 9 }, startedAt: '2026-05-01T10:00:00.000Z' }],
  ] as const)
    it(`in the ledger of which nothing stands, and that ${what}: nothing to write`, async () => {
      assert.equal((await loaded({ row: left(changes) })).entry, undefined);
    });

  it('after it was counted no more, and sent all the same: it may have been charged', async () => {
    const entry = { ...counted, state: 'settled', withdrawn: true } as const;
    const told = await loaded({ row: left({ outcome: running }), entry });
    assert.deepEqual([told.entry?.state, told.unknown], ['unknown', true]);
  });

  it('but not what goes on in a window that is there', async () => {
    const entry = { ...counted, owner: living };
    assert.equal((await loaded({ entry })).entry?.state, 'open');
    const row = left({ outcome: running }, living);
    const told = await loaded({ row, entry, later: 600_000 });
    assert.deepEqual([told.entry?.state, told.exchange?.outcome], ['open', running]);
  });

  it('nor what lies in a row that could not be read: it may have been charged', async () => {
    const folderOfRows = path.join(folder, 'history');
    await fs.mkdir(folderOfRows);
    await fs.writeFile(path.join(folderOfRows, 'run.json'), '{');
    await newLedger().write(counted);
    assert.equal((await loaded({})).entry?.state, 'open');
  });

  describe('while the day of another run cannot be read', () => {
    const since = '2026-05-03T09:00:00.000Z';
    const took = (id: string, charged: number, startedAt: string) =>
      row(id, { operationId: 'searchJobs', startedAt, credits: { charged } }, dead);
    const unread = took('unread', 4, '2026-05-03T10:00:00.000Z');
    const day = () => path.join(folder, 'spending', '2026-05-03.jsonl');
    beforeEach(() => fs.mkdir(day(), { recursive: true }));

    it('is counted all the same; that run is left alone', async () => {
      const ended = left({ credits: { charged: 9 }, attempts: [answered(200)] });
      const { entry, ledger } = await loaded({ row: ended, others: [unread], since });
      assert.deepEqual([entry?.state, entry?.charged], ['settled', 9]);
      assert.equal(ledger.get('unread'), undefined);
      assert.equal(failures.splice(0).length, 1);
    });

    it('is not all: that run is counted once its day can be read', async () => {
      const { ledger } = await loaded({
        others: [unread],
        since,
        meanwhile: async () => {
          assert.equal(failures.splice(0).length, 1);
          await fs.rm(day(), { recursive: true });
          await store().write(took('later', 2, start), { durable: true });
        },
      });
      assert.deepEqual(
        ['2026-05-03', '2026-05-04'].map(each => ledger.spentOn(each)),
        [4, 2],
      );
    });
  });
});
