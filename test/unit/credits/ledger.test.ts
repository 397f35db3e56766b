import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { dayOf } from '../../../src/core/common/calendar';
import { Ledger } from '../../../src/core/credits/ledger';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import { settledEntry as entry } from './settledEntry';

const noLines = () => Promise.resolve({ text: '', upTo: undefined });
const noDays = () => Promise.resolve([]);

describe('the ledger', () => {
  it('passes over a line that was cut off', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-ledger-'));
    try {
      const day = dayOf(Date.parse(entry.at));
      const line = JSON.stringify(entry);
      await fs.writeFile(path.join(folder, `${day}.jsonl`), `${line.slice(0, 30)}\n${line}\n{"id`);
      assert.deepEqual(await new Ledger(ledgerFolder(folder)).read(day), [entry]);
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });

  it('does not hold a row whose line was refused, also once a later line could be written', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-ledger-'));
    try {
      const real = ledgerFolder(folder);
      let refuses = true;
      const append: typeof real.append = (...given) =>
        refuses ? Promise.reject(new Error('no space')) : real.append(...given);
      const ledger = new Ledger({ ...real, append });
      const open = { ...entry, state: 'open' } as const;
      await assert.rejects(ledger.write(open, '{"a":1}'), /no space/);
      refuses = false;
      await ledger.write({ ...entry, id: 'another' });
      assert.equal(ledger.isDue(entry.id), false);
      assert.equal(ledger.holdsRow(entry.id), false);
      assert.deepEqual([...(await ledger.carried(dayOf(entry.at)))], []);
      await ledger.write({ ...open, id: 'third' }, '{"a":1}');
      assert.equal(ledger.holdsRow('third'), true);
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });

  describe('and the lines that it has written itself', () => {
    const day = dayOf(entry.at);
    const { charged: _, ...bare } = entry;
    const one = { ...bare, id: 'one', state: 'open' } as const;
    const ended = { ...entry, id: 'one', charged: 5 };
    const other = JSON.stringify({ ...entry, id: 'other', charged: 7 }) + '\n';
    /** A text of a day in memory, read from where the last reading ended. @returns the lines that were parsed, too */
    function memory() {
      const text = { all: '', read: 0 };
      const ledger = new Ledger({
        append: (_, lines) => Promise.resolve(void (text.all += lines)),
        overwrite: () => Promise.resolve(),
        read: () => {
          const news = text.all.slice(text.read);
          text.read = text.all.length;
          return Promise.resolve({ text: news, upTo: undefined });
        },
        days: noDays,
      });
      return { ledger, text };
    }
    async function parsedBy(work: () => Promise<unknown>): Promise<number> {
      const { parse } = JSON;
      let count = 0;
      JSON.parse = (...given) => {
        count += 1;
        return parse(...given) as unknown;
      };
      try {
        await work();
      } finally {
        JSON.parse = parse;
      }
      return count;
    }

    it('does not read them back', async () => {
      const { ledger } = memory();
      const parsed = await parsedBy(async () => {
        for (const each of [one, ended, { ...one, id: 'two' }]) {
          await ledger.read(day);
          await ledger.write(each, '{"a":1}');
        }
        await ledger.read(day);
      });
      assert.equal(parsed, 0);
      assert.equal((await ledger.read(day)).length, 2);
    });

    it('reads those of others behind, before and between them', async () => {
      for (const at of ['behind', 'before', 'between']) {
        const { ledger, text } = memory();
        if (at === 'before') text.all += other;
        await ledger.write(one);
        if (at === 'between') text.all += other;
        await ledger.write(ended);
        if (at === 'behind') text.all += other;
        await ledger.read(day);
        assert.equal(ledger.spentOn(day), 12, at);
        text.all += JSON.stringify({ ...entry, id: 'late', charged: 1 }) + '\n';
        await ledger.write({ ...one, id: 'two', estimated: 2 });
        await ledger.read(day);
        assert.equal(ledger.spentOn(day), 15, at);
      }
    });

    it('reads those of others also where its own are there before it knows that', async () => {
      const { ledger, text } = memory();
      const written = ledger.write(one);
      text.all += JSON.stringify(one) + '\n' + other;
      await ledger.read(day);
      await written;
      await ledger.read(day);
      assert.equal(ledger.spentOn(day), 7 + one.estimated);
    });
  });

  it('keeps the sums of days and sessions as if they were added up anew, whatever comes', () => {
    const amount = fc.oneof(
      fc.integer({ min: 0, max: 9_999_999 }).map(parts => parts / 10_000),
      fc.constantFrom(3e20, 1e305, Number.MAX_VALUE),
    );
    const change = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      estimated: amount,
      charged: fc.option(amount, { nil: undefined }),
      state: fc.constantFrom('open', 'settled', 'unknown'),
    });
    const sessionOf = { a: 's', b: 's', c: 't', d: 't' } as const;
    fc.assert(
      fc.property(fc.array(change), changes => {
        const done = () => Promise.resolve();
        const silent = { append: done, overwrite: done, read: noLines, days: noDays };
        const ledger = new Ledger(silent);
        const latest = new Map<string, (typeof changes)[number]>();
        for (const each of changes) {
          const { id } = each;
          void ledger.write({ ...entry, ...each, session: sessionOf[id] } as never);
          latest.set(id, each);
        }
        const day = dayOf(entry.at);
        const expected = (ids: readonly string[]) =>
          ids.reduce((total, id) => {
            const { charged, state, estimated } = latest.get(id) ?? {
              state: 'settled',
              estimated: 0,
            };
            const weight = charged ?? (state === 'settled' ? 0 : estimated);
            return total + BigInt(Math.min(Number.MAX_VALUE, Math.round(weight * 10_000)));
          }, 0n);
        const credits = (ids: readonly string[]) => Number(expected(ids)) / 10_000;
        assert.equal(ledger.spentOn(day), credits(['a', 'b', 'c', 'd']));
        assert.equal(ledger.spentOn(day, 'b'), credits(['a', 'c', 'd']));
        assert.equal(ledger.spentBy('s', 'a'), credits(['b']));
        assert.equal(ledger.spentBy('t', 'a'), credits(['c', 'd']));
        assert.equal(ledger.spentOn('2026-05-05', 'a'), 0);
      }),
    );
  });
});
