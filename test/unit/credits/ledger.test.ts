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
