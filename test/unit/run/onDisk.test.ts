import assert from 'node:assert/strict';
import { rowsIn } from '../../../src/core/credits/carriedRow';
import type { LedgerStore } from '../../../src/core/credits/ledgerStore';
import { folderStore } from '../../../src/core/disk/folderStore';
import type { HistoryStore } from '../../../src/core/history/historyStore';
import { openedBy } from '../../support/openedFiles';
import { draft } from '../request/drafts';
import { keyHouse, live, test, type KeyHouse } from './keyHouse';

const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));

describe('what is on disk before an attempt leaves', () => {
  let house: KeyHouse;
  /** What came to the disk, and the requests that came to the server. */
  let order: string[];
  let refused: string[];

  const write = async (what: string, durable: boolean, work: () => Promise<void>) => {
    if (refused.includes(what)) return full();
    await work();
    order.push(durable ? `${what}, synced` : what);
  };
  const store = (folder: string): HistoryStore => {
    const real = folderStore(folder);
    return {
      ...real,
      write: (row, how) => write('row', how.durable, () => real.write(row, how)),
      writeMany: runs => write('row', false, async () => real.writeMany?.(runs)),
    };
  };
  const lines = (real: LedgerStore): LedgerStore => ({
    ...real,
    append: (day, text, how) => {
      const what = rowsIn(text).size > 0 ? 'line with row' : 'line';
      return write(what, how.durable, () => real.append(day, text, how));
    },
  });
  beforeEach(async () => {
    [order, refused] = [[], []];
    house = await keyHouse({ store, lines });
    house.said.key = live;
    house.said.atRequest = () => Promise.resolve(void order.push('request'));
  });
  afterEach(() => house.close());
  const synced = () => order.filter(what => what === 'request' || what.endsWith('synced'));
  const before = (what: string) => order.slice(0, order.indexOf(what));

  it('of a spending run: its line with its row, and nothing else that it waits for', async () => {
    const { outcome, id } = await house.run();
    assert.equal(outcome.kind, 'answered');
    assert.deepEqual(before('request'), ['line with row, synced']);
    await house.history.flush();
    assert.deepEqual(synced(), ['line with row, synced', 'request']);
    assert.ok(order.includes('row'));
    assert.deepEqual(house.history.get(id)?.exchange.credits.charged, 6);
  });

  it('of spending runs one after the other: lines of a file that is opened once', async () => {
    await house.run();
    const names = await openedBy(async () => {
      await house.run();
      await house.spending();
      await house.run();
    });
    assert.deepEqual(
      names.filter(name => name.endsWith('.jsonl')),
      [],
    );
    assert.equal((await house.lines()).length, 3);
  });

  it('of a run that is sent again: its line, then its row each time', async () => {
    house.said.statuses = [500, 500, 200];
    await house.run();
    const again = ['row, synced', 'request'];
    assert.deepEqual(synced(), ['line with row, synced', 'request', ...again, ...again]);
  });

  it('of a creating run without a price, and of one with a test key: its row', async () => {
    await house.run({}, draft('createProfile', { body: '{"name": "One"}' }));
    assert.deepEqual(before('request'), ['row, synced']);
    await house.history.flush();
    order.length = 0;
    house.said.key = test;
    await house.run();
    assert.deepEqual(before('request'), ['row, synced']);
  });

  it('of a run that was asked about: its row, as its file may tell of the question', async () => {
    house.said.limits.run = 1;
    house.said.answer = () => 'send';
    await house.run();
    assert.deepEqual(before('request'), ['line', 'row, synced']);
  });

  it('of a run that was put off: its row, as its file may tell of the wait', async () => {
    await house.run({ notBefore: new Date(Date.now() + 3_600_000).toISOString() });
    assert.deepEqual(synced().slice(0, 3), ['line with row, synced', 'row, synced', 'request']);
  });

  it('of a run whose key is no longer charged when it is read: its row, which says so', async () => {
    house.said.onReading = nth => (house.said.key = nth === 1 ? live : test);
    const { id } = await house.run();
    assert.deepEqual(synced().slice(0, 3), ['line with row, synced', 'row, synced', 'request']);
    assert.deepEqual(house.history.get(id)?.exchange.unbilled, [0]);
  });

  it('of a draft that is too long for a line: its row', async () => {
    const body = JSON.stringify({ queries: ['x'.repeat(70_000)] });
    await house.run({}, draft('searchJobsPost', { body }));
    assert.deepEqual(before('request'), ['line', 'row, synced']);
  });

  it('where the disk refuses the line: its row', async () => {
    refused = ['line', 'line with row'];
    await house.run();
    assert.deepEqual(before('request'), ['row, synced']);
    refused = [];
    assert.equal((await house.lines()).length, 1);
    assert.ok(house.ledgerFailures().length > 0);
  });

  it('where it refuses both: nothing leaves', async () => {
    refused = ['line', 'line with row', 'row'];
    const { outcome } = await house.run();
    assert.deepEqual(outcome, { kind: 'refused', reason: 'notRecorded' });
    assert.deepEqual([order, house.sent()], [[], []]);
    refused = [];
    await house.lines();
    assert.ok(house.ledgerFailures().length > 0 && house.failures.splice(0).length > 0);
  });
});
