import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { dayOf } from '../../../src/core/common/calendar';
import { Ledger } from '../../../src/core/credits/ledger';
import type { LedgerEntry } from '../../../src/core/credits/ledgerEntry';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import { tempFolder } from '../../support/tempFolder';

const at = '2026-05-04T10:00:00.000Z';
const day = dayOf(at);
const entry = (id: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id,
  at,
  profile: 'Own',
  operationId: 'searchJobs',
  session: 's',
  estimated: 75,
  state: 'open',
  ...more,
});
const lineOf = (each: LedgerEntry) => `${JSON.stringify(each)}\n`;

describe('the files of the ledger', () => {
  const root = tempFolder();
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = path.join(root(), 'spending');
    file = path.join(folder, `${day}.jsonl`);
    await fs.mkdir(folder);
  });
  const open = () => new Ledger(ledgerFolder(folder));
  const idsOf = (entries: readonly LedgerEntry[]) => entries.map(({ id }) => id).sort();

  it('are read each for itself: one that cannot be read is named, and the others are there', async () => {
    await fs.mkdir(path.join(folder, '2026-05-03.jsonl'));
    await fs.writeFile(file, lineOf(entry('good')));
    const ledger = open();
    const { entries, unread, failures } = await ledger.readEach(await ledger.days());
    assert.deepEqual([idsOf(entries), unread, failures.length], [['good'], ['2026-05-03'], 1]);
  });

  describe('after a line that was cut off', () => {
    const whole = lineOf(entry('cut'));

    it('go on with a line of their own, wherever the cut is, for who has read before and who has not', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: whole.length }), async length => {
          await fs.writeFile(file, lineOf(entry('first')) + whole.slice(0, length));
          const reader = open();
          await reader.read(day);
          const cut = length >= whole.length - 1 ? ['cut'] : [];
          await open().write(entry('next'));
          for (const ledger of [reader, open()]) {
            const ids = idsOf(await ledger.read(day));
            assert.deepEqual(ids, [...cut, 'first', 'next'].sort());
            assert.equal(ledger.spentOn(day), 75 * ids.length);
          }
          const lines = (await fs.readFile(file, 'utf8')).trimEnd().split('\n');
          assert.deepEqual(JSON.parse(lines.at(-1) ?? ''), entry('next'));
          assert.ok(!lines.includes(''), 'who reads line by line finds no blank ones');
        }),
        { numRuns: 40 },
      );
    });

    it('have what an older version has glued to it', async () => {
      const reader = open();
      await fs.writeFile(file, whole.slice(0, 90));
      await reader.read(day);
      await fs.appendFile(file, lineOf(entry('glued')) + lineOf(entry('after')));
      for (const ledger of [reader, open()])
        assert.deepEqual(idsOf(await ledger.read(day)), ['after', 'glued']);
    });

    it('count a line once whose end comes later', async () => {
      const reader = open();
      const settled = lineOf(entry('cut', { state: 'settled', charged: 3 }));
      await fs.writeFile(file, whole + settled.slice(0, -1));
      assert.equal((await reader.read(day)).length, 1);
      assert.equal(reader.spentOn(day), 3);
      await fs.appendFile(file, '\n' + lineOf(entry('next', { estimated: 10 })));
      assert.deepEqual(idsOf(await reader.read(day)), ['cut', 'next']);
      assert.equal(reader.spentOn(day), 13);
    });
  });

  describe('that were replaced', () => {
    const first = lineOf(entry('a1')) + lineOf(entry('a2'));
    const replaced = async (text: string, how: (text: string) => Promise<unknown>) => {
      await fs.writeFile(file, first);
      const reader = open();
      await reader.read(day);
      await how(text);
      const ids = idsOf(await reader.read(day));
      await open().write(entry('later'));
      assert.deepEqual(idsOf(await reader.read(day)), ['later', ...ids].sort());
      return ids;
    };
    const inPlace = (text: string) => fs.writeFile(file, text);
    const byName = async (text: string) => {
      await fs.writeFile(`${file}.copy`, text);
      await fs.rename(`${file}.copy`, file);
    };
    for (const [how, replace] of [
      ['in place', inPlace],
      ['by another one', byName],
    ] as const)
      for (const [what, text, ids] of [
        ['of the same length', lineOf(entry('b1')) + lineOf(entry('b2')), ['a1', 'a2', 'b1', 'b2']],
        ['a longer one', lineOf(entry('b1', { profile: 'x'.repeat(900) })), ['a1', 'a2', 'b1']],
        ['a shorter one', lineOf(entry('b1')), ['a1', 'a2', 'b1']],
        ['nothing', '', ['a1', 'a2']],
      ] as const)
        it(`${how} are read from their beginning: ${what}`, async () => {
          assert.deepEqual(await replaced(text, replace), ids);
        });

    it('by another one that ends alike are read from their beginning', async () => {
      const text = lineOf(entry('b1')) + lineOf(entry('a2'));
      assert.deepEqual(await replaced(text, byName), ['a1', 'a2', 'b1']);
    });

    it('by what was there an hour ago take no charge back that was told since', async () => {
      await fs.writeFile(file, lineOf(entry('a')));
      const reader = open();
      await reader.read(day);
      const settled = lineOf(entry('a', { state: 'settled', charged: 3 }));
      await fs.appendFile(file, settled);
      await reader.read(day);
      await fs.writeFile(file, lineOf(entry('a')));
      await reader.read(day);
      assert.equal(reader.spentOn(day), 3);
    });
  });

  describe('that cannot be written', () => {
    const stays = async (ledger: Ledger, each: LedgerEntry) => {
      await assert.rejects(ledger.write(each));
      assert.ok(ledger.isDue(each.id));
      assert.ok(ledger.known(day).some(({ id }) => id === each.id));
    };

    it('because the folder cannot be made get it with the next entry, once that can', async () => {
      await fs.rm(folder, { recursive: true });
      await fs.writeFile(folder, '');
      const ledger = open();
      await stays(ledger, entry('a'));
      await stays(ledger, entry('b'));
      await fs.rm(folder);
      await ledger.write(entry('c'));
      assert.deepEqual(idsOf(await open().read(day)), ['a', 'b', 'c']);
      assert.ok(!ledger.isDue('a'));
    });

    it('get it at the end, the latest of each run only', async () => {
      await fs.mkdir(file);
      const ledger = open();
      await stays(ledger, entry('a'));
      await stays(ledger, entry('a', { state: 'settled', charged: 21 }));
      await assert.rejects(ledger.flush());
      await fs.rmdir(file);
      await ledger.flush();
      assert.equal(
        await fs.readFile(file, 'utf8'),
        lineOf(entry('a', { state: 'settled', charged: 21 })),
      );
      await ledger.flush();
      assert.deepEqual(idsOf(await open().read(day)), ['a']);
    });

    it('keep no other day from being written', async () => {
      await fs.mkdir(file);
      const ledger = open();
      await stays(ledger, entry('a'));
      const other = entry('b', { at: '2026-05-06T10:00:00.000Z' });
      await ledger.write(other);
      assert.deepEqual(idsOf(await open().read(dayOf(other.at))), ['b']);
    });

    it('are written again where the folder has been removed meanwhile', async () => {
      const ledger = open();
      await ledger.write(entry('a'));
      await fs.rm(folder, { recursive: true });
      await ledger.write(entry('b'));
      assert.deepEqual(idsOf(await open().read(day)), ['b']);
    });
  });

  it('are written over in place, while others append, and are not read again for that', async () => {
    const [reader, other, late] = [open(), open(), open()];
    await other.write(entry('one'), 'the draft, é');
    await reader.read(day);
    const { ino, size } = await fs.stat(file);
    const store = ledgerFolder(folder);
    const { upTo } = await store.read(day, undefined);
    const emptied = other.emptyRows(day, () => true);
    await late.write(entry('two'));
    await emptied;
    assert.ok(!(await fs.readFile(file, 'utf8')).includes('draft'));
    assert.equal((await store.read(day, upTo)).text, lineOf(entry('two')));
    for (const ledger of [reader, open()])
      assert.deepEqual(idsOf(await ledger.read(day)), ['one', 'two']);
    const after = await fs.stat(file);
    assert.deepEqual([after.ino, after.size], [ino, size + lineOf(entry('two')).length]);
  });

  it('are synced with a line that carries a row, and with no other', async () => {
    await fs.writeFile(file, '');
    const handle = await fs.open(file);
    const files = Object.getPrototypeOf(handle) as { datasync: () => Promise<void> };
    await handle.close();
    const { datasync } = files;
    const sizes: number[] = [];
    files.datasync = async function (this: typeof handle) {
      sizes.push((await this.stat()).size);
      return datasync.call(this);
    };
    try {
      const ledger = open();
      await ledger.write(entry('one'));
      await ledger.write(entry('two'), 'row');
      const { size } = await fs.stat(file);
      await ledger.write(entry('two', { state: 'settled' }));
      assert.deepEqual(sizes, [size], 'after the line is written');
    } finally {
      files.datasync = datasync;
    }
  });

  it('are read from their beginning where the end of the last line was cut off', async () => {
    const reader = open();
    await fs.writeFile(
      file,
      lineOf(entry('one')) + lineOf(entry('two', { profile: 'x'.repeat(99) })),
    );
    await reader.read(day);
    await fs.truncate(file, (await fs.stat(file)).size - 20);
    await open().write(entry('new'));
    assert.deepEqual(idsOf(await reader.read(day)), ['new', 'one', 'two']);
  });

  it('are told as what cannot be read where a folder stands in their place', async () => {
    await fs.mkdir(file);
    await assert.rejects(open().read(day));
  });
});
