import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { dayOf } from '../../../../src/core/common/calendar';
import { timedId } from '../../../../src/core/common/timedId';
import { folderStore } from '../../../../src/core/disk/folderStore';
import type { Exchange } from '../../../../src/core/exchange';
import type { History } from '../../../../src/core/history/history';
import type { HistoryRow } from '../../../../src/core/history/row';
import { DaysOfRuns } from '../../../../src/shell/views/daysOfRuns';
import { until } from '../../../support/inTime';
import { tempFolder } from '../../../support/tempFolder';
import { historyOn } from '../../history/historyOn';
import { row } from '../../history/rows';

const runs = 5_000;
const noon = new Date(2026, 0, 10, 12).getTime();
const charged = (credits: number): Partial<Exchange> => ({ credits: { charged: credits } });

describe('History opened on a day of 5,000 runs', () => {
  const folder = tempFolder();
  let timers: { readonly run: () => void; readonly ms: number }[];
  let pauses: number;
  let told: number[];
  let days: DaysOfRuns;
  let history: History;
  let living: readonly number[];

  const rowAt = (nth: number, changes: Partial<Exchange> = {}, owner?: HistoryRow['owner']) => {
    const now = noon + nth * 100;
    const startedAt = new Date(now).toISOString();
    return row(timedId({ now: () => now }), { startedAt, ...changes }, owner);
  };
  /** @param first the number of the first of them */
  const fill = (first: number, count: number) => {
    const rows = Array.from({ length: count }, (_, n) => rowAt(first + n, charged(1)));
    for (const each of rows)
      fs.writeFileSync(path.join(folder(), `${each.exchange.id}.json`), JSON.stringify(each));
    return rows.toReversed().map(({ exchange }) => exchange.id);
  };
  const today = dayOf(noon);
  const shown = () => days.rowsOf(today).map(({ exchange }) => exchange.id);
  /** Lets the time pass that the older runs wait, and all of them be read. */
  const rest = async () => {
    const read = new Promise<void>(resolve => {
      const listening = history.onDidRead(() => {
        listening.dispose();
        setImmediate(resolve);
      });
    });
    const due = timers;
    timers = [];
    for (const { run } of due) run();
    await read;
  };

  beforeEach(() => {
    timers = [];
    pauses = 0;
    told = [];
    days = new DaysOfRuns();
    living = [];
    history = historyOn({
      store: folderStore(folder()),
      failed: failure => assert.fail(String(failure)),
      bounds: () => ({ rows: 10_000, bytes: 1_000_000 }),
      now: () => noon + 3_600_000,
      alive: pid => living.includes(pid),
      startTimer: (run, ms) => {
        const timer = { run, ms };
        timers.push(timer);
        return () => (timers = timers.filter(each => each !== timer));
      },
      pause: () => {
        pauses += 1;
        return turn();
      },
    });
    history.onDidChange(change => {
      told.push(change.rows.length);
      days.take(change);
    });
  });
  afterEach(() => history.close());

  it('asks the disk for the newest only before it shows them; all others follow at rest', async () => {
    const ids = fill(0, runs);
    let asked = 0;
    const hook = createHook({ init: (_, type) => (asked += type.startsWith('FSREQ') ? 1 : 0) });
    hook.enable();
    await history.catchUp();
    hook.disable();
    // Each of some hundred files is opened, stated, read and closed.
    assert.ok(asked < 1_000, `asked ${asked} times`);
    assert.deepEqual(shown(), ids.slice(0, told[0]));
    assert.ok(shown().length >= 100);
    await turn();
    assert.deepEqual(
      timers.map(({ ms }) => ms >= 300),
      [true],
    );
    assert.equal(days.size, told[0]);
    await rest();
    assert.deepEqual(shown(), ids);
    assert.deepEqual(days.spentOn(today), { credits: runs, unknown: 0 });
    assert.equal(
      told.reduce((sum, count) => sum + count),
      runs,
    );
  });

  it('lets other work have its turn between the parts', async () => {
    fill(0, 1_200);
    await history.catchUp();
    await rest();
    assert.ok(Math.max(...told) <= 250, told.join());
    // Not before the newest, and not between the last part and the end.
    assert.ok(pauses > 0 && pauses >= told.length - 2, `${told.length} parts, ${pauses} pauses`);
  });

  it('reads all at once for whoever needs them, also before the newest are there', async () => {
    fill(0, 300);
    void history.catchUp();
    await history.load();
    assert.deepEqual([days.size, timers.length], [300, 0]);
    await history.catchUp();
    assert.deepEqual([days.size, timers.length], [300, 0]);
  });

  it('has runs of another window, and ends those that were cut off, as they are after the rest', async () => {
    const ids = fill(0, 300);
    const elsewhere = folderStore(folder());
    const gone = { pid: 7, window: 'gone' };
    const cut = rowAt(400, { outcome: { kind: 'running' } }, gone);
    await elsewhere.write(cut, { durable: false });
    await history.catchUp();
    const other = rowAt(500, charged(2), gone);
    await elsewhere.write(other, { durable: false });
    await rest();
    await history.refresh();
    assert.deepEqual(shown(), [other.exchange.id, cut.exchange.id, ...ids]);
    assert.equal(history.get(cut.exchange.id)?.exchange.outcome.kind, 'interrupted');
    assert.equal(days.spentOn(today).credits, 302);
  });

  it('has a run of another window as that has ended it while the older ones waited', async () => {
    fill(0, 300);
    living = [7];
    const elsewhere = folderStore(folder());
    const { exchange, ...running } = rowAt(
      400,
      { outcome: { kind: 'running' } },
      { pid: 7, window: 'other' },
    );
    await elsewhere.write({ ...running, exchange }, { durable: false });
    await history.catchUp();
    const { outcome } = rowAt(0).exchange;
    await elsewhere.write({ ...running, exchange: { ...exchange, outcome } }, { durable: false });
    await rest();
    await until(() => history.get(exchange.id)?.exchange.outcome.kind === outcome.kind);
  });

  it('reads no others once it is closed, unless they are asked for', async () => {
    fill(0, 300);
    await history.catchUp();
    await turn();
    assert.equal(timers.length, 1);
    await history.close();
    assert.deepEqual([timers.length, days.size], [0, told[0]]);
    await history.load();
    assert.equal(days.size, 300);
  });

  it('has none that was removed meanwhile', async () => {
    const ids = fill(0, 300);
    await history.catchUp();
    const [latest = ''] = ids;
    await history.clear();
    assert.deepEqual(shown(), []);
    assert.equal(history.get(latest), undefined);
    assert.deepEqual(fs.readdirSync(folder()), []);
  });
});
