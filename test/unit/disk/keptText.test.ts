import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { dayOf } from '../../../src/core/common/calendar';
import { Ledger } from '../../../src/core/credits/ledger';
import type { LedgerEntry } from '../../../src/core/credits/ledgerEntry';
import { KeptText } from '../../../src/core/disk/keptText';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import { openText } from '../../../src/core/disk/openText';
import { openedBy, timesOpen } from '../../support/openedFiles';
import { tempFolder } from '../../support/tempFolder';

const at = '2026-05-04T10:00:00.000Z';
const day = dayOf(at);
const entry = (id: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ id, at, profile: 'Own', operationId: 'searchJobs', session: 's' },
  ...{ estimated: 75, state: 'open', ...more },
});
const settled = { state: 'settled', charged: 3 } as const;
const lineOf = (each: LedgerEntry) => `${JSON.stringify(each)}\n`;

describe("the ledger's file of today, kept open", () => {
  const root = tempFolder();
  let folder: string;
  let file: string;
  let rest: () => void;
  beforeEach(async () => {
    // Links of /proc have no links in them.
    folder = path.join(await fs.realpath(root()), 'spending');
    file = path.join(folder, `${day}.jsonl`);
    rest = () => assert.fail('nothing is kept');
  });
  const startTimer = (run: () => void) => {
    rest = run;
    return () => (rest = () => undefined);
  };
  const opened: Ledger[] = [];
  const open = () => {
    const ledger = new Ledger(ledgerFolder(folder, startTimer));
    opened.push(ledger);
    return ledger;
  };
  afterEach(() => Promise.all(opened.splice(0).map(ledger => ledger.close())));
  const idsOf = (entries: readonly LedgerEntry[]) => entries.map(({ id }) => id).sort();
  const there = async () => idsOf(await open().read(day));

  /** What a run does with it: reads, is counted with its row, reads, is settled. */
  async function run(ledger: Ledger, id: string) {
    await ledger.read(day);
    await ledger.write(entry(id), '{"a":1}');
    await ledger.read(day);
    await ledger.write(entry(id, settled));
  }

  it('is opened once to be appended to, however many runs there are', async () => {
    const ledger = open();
    await ledger.write(entry('first'));
    const names = await openedBy(async () => {
      for (const id of ['one', 'two', 'three']) await run(ledger, id);
    });
    assert.deepEqual(names, []);
    assert.deepEqual(await there(), ['first', 'one', 'three', 'two']);
    assert.equal(ledger.spentOn(day), 75 + 3 * 3);
  });

  it('is not opened to be kept by who only reads', async () => {
    const ledger = open();
    assert.deepEqual(await ledger.read(day), []);
    await open().write(entry('one'));
    const before = await timesOpen(file);
    await ledger.read(day);
    assert.equal(await timesOpen(file), before);
  });

  it('shows what other windows append, between its own lines and after them', async () => {
    const [ledger, other] = [open(), open()];
    await run(ledger, 'one');
    await other.write(entry('a'), '{"other":1}');
    await ledger.write(entry('two'));
    await other.write(entry('a', settled));
    assert.deepEqual(idsOf(await ledger.read(day)), ['a', 'one', 'two']);
    assert.equal(ledger.spentOn(day), 3 + 75 + 3);
    await other.write(entry('one', { ...settled, charged: 5 }));
    await ledger.write(entry('three'));
    assert.deepEqual(idsOf(await ledger.read(day)), ['a', 'one', 'three', 'two']);
    assert.deepEqual(await there(), ['a', 'one', 'three', 'two']);
  });

  it('shows what another window has appended right after a reading, in the same turn', async () => {
    const ledger = open();
    await run(ledger, 'one');
    await ledger.read(day);
    appendFileSync(file, lineOf(entry('a')));
    assert.deepEqual(idsOf(await ledger.read(day)), ['a', 'one']);
    appendFileSync(file, lineOf(entry('b')).slice(0, 50));
    await ledger.write(entry('two'));
    assert.deepEqual(idsOf(await ledger.read(day)), ['a', 'one', 'two']);
    assert.deepEqual(await there(), ['a', 'one', 'two']);
  });

  it('begins a line of its own where another window was cut off in the middle of one', async () => {
    const ledger = open();
    await run(ledger, 'one');
    await fs.appendFile(file, lineOf(entry('cut')).slice(0, 50));
    await ledger.write(entry('two'));
    const lines = (await fs.readFile(file, 'utf8')).trimEnd().split('\n');
    assert.deepEqual(JSON.parse(lines.at(-1) ?? ''), entry('two'));
    assert.ok(!lines.includes(''));
  });

  for (const [how, change, left] of [
    ['was removed', () => fs.unlink(file), []],
    ['was removed with its folder', () => fs.rm(folder, { recursive: true }), []],
    ['was moved away', () => fs.rename(file, path.join(root(), 'away')), []],
    ['was emptied', () => fs.truncate(file), []],
    ['was written anew in place', () => fs.writeFile(file, lineOf(entry('b'))), ['b']],
    [
      'was replaced by another one',
      async () => {
        await fs.writeFile(`${file}.copy`, lineOf(entry('b')));
        await fs.rename(`${file}.copy`, file);
      },
      ['b'],
    ],
  ] as const) {
    it(`${how}: the next line stands in what its name leads to, and what is there is read`, async () => {
      const ledger = open();
      await run(ledger, 'one');
      await change();
      await ledger.write(entry('two'), '{"a":1}');
      assert.deepEqual(await there(), [...left, 'two']);
      assert.deepEqual(idsOf(await ledger.read(day)), [...left, 'one', 'two']);
    });

    it(`${how}: who reads first sees it`, async () => {
      const ledger = open();
      await run(ledger, 'one');
      await change();
      assert.deepEqual(idsOf(await ledger.read(day)), [...left, 'one']);
      await ledger.write(entry('two'));
      assert.deepEqual(await there(), [...left, 'two']);
    });
  }

  it('is not kept once its name leads elsewhere', async () => {
    const ledger = open();
    await run(ledger, 'one');
    await fs.unlink(file);
    await ledger.read(day);
    assert.equal(await timesOpen(file), 0);
  });

  it('has nothing of the rows that another window has emptied, whatever comes after', async () => {
    const [ledger, other] = [open(), open()];
    await ledger.write(entry('one'), '{"draft":"kiln"}');
    await other.read(day);
    await other.emptyRows(day, () => true);
    await ledger.write(entry('one', settled));
    await ledger.write(entry('two'));
    const text = await fs.readFile(file, 'utf8');
    assert.ok(!text.includes('kiln'));
    assert.equal(text.split('\n').length, 4);
    await ledger.write(entry('three'), '{"draft":"glaze"}');
    await ledger.emptyRows(day, () => true);
    assert.ok(!(await fs.readFile(file, 'utf8')).includes('glaze'));
  });

  it('makes room for that of another day', async () => {
    const ledger = open();
    const next = entry('next', { at: '2026-05-06T10:00:00.000Z' });
    await run(ledger, 'one');
    await ledger.write(next);
    assert.equal(await timesOpen(file), 0);
    await ledger.write(entry('one', { ...settled, charged: 4 }));
    assert.deepEqual(await there(), ['one']);
    assert.deepEqual(idsOf(await open().read(dayOf(next.at))), ['next']);
  });

  it('is closed after a rest, not while it is used, and opened again when it is needed', async () => {
    const ledger = open();
    await ledger.write(entry('one'));
    await ledger.write(entry('two'));
    rest();
    assert.equal(await timesOpen(file), 1, 'it was used since');
    rest();
    await closed();
    await ledger.write(entry('three'));
    assert.equal(await timesOpen(file), 1);
    assert.deepEqual(await there(), ['one', 'three', 'two']);
  });

  const closed = async () => {
    while ((await timesOpen(file)) > 0) await new Promise(resolve => setImmediate(resolve));
  };

  it('is closed with the ledger, which goes on to write what comes late', async () => {
    const ledger = open();
    await ledger.write(entry('one'));
    await ledger.close();
    assert.equal(await timesOpen(file), 0);
    await ledger.write(entry('one', settled));
    assert.equal(await timesOpen(file), 0);
    assert.equal((await open().read(day))[0]?.charged, 3);
  });

  it('is opened anew where it has become of no use', async () => {
    const kept = new KeptText(startTimer);
    await fs.mkdir(folder);
    await fs.writeFile(file, 'text');
    await kept.keep(file, await openText(file, fs.constants.O_RDONLY));
    assert.equal(await kept.use(file, { reads: true }, ({ size }) => Promise.resolve(size)), 4);
    const broken = kept.use(file, { reads: true }, () => Promise.reject(new Error('stale')));
    await assert.rejects(broken, /stale/);
    assert.equal(await timesOpen(file), 0);
    assert.equal(await kept.use(file, { reads: true }, () => Promise.resolve(1)), undefined);
  });

  it('is not closed under whoever uses it', async () => {
    const kept = new KeptText(startTimer);
    await fs.mkdir(folder);
    await fs.writeFile(file, 'text');
    await kept.keep(file, await openText(file, fs.constants.O_RDONLY));
    await kept.use(file, { reads: true }, async text => {
      await kept.close();
      assert.equal((await text.file.stat()).size, 4);
    });
    assert.equal(await timesOpen(file), 0);
  });
});
