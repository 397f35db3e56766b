import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { dayOf } from '../../../src/core/common/calendar';
import { Ledger } from '../../../src/core/credits/ledger';
import { parseEntry } from '../../../src/core/credits/ledgerEntry';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import { spendingCsv } from '../../../src/core/credits/spendingCsv';
import { spentByOperation } from '../../../src/core/credits/spendingByDay';

const noLines = () => Promise.resolve({ text: '', upTo: undefined });
const noDays = () => Promise.resolve([]);

describe('the ledger', () => {
  const entry = {
    id: 'r1',
    at: '2026-05-04T10:00:00.000Z',
    profile: 'Own',
    operationId: 'searchJobs',
    session: 's',
    estimated: 75,
    state: 'settled',
    charged: 21.5,
  } as const;

  it('reads back only whole entries', () => {
    assert.deepEqual(parseEntry(JSON.stringify(entry)), entry);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), text => void parseEntry(text)));
    for (const change of [{ estimated: -1 }, { charged: '3' }, { at: 'never' }, { state: 'x' }])
      assert.equal(parseEntry(JSON.stringify({ ...entry, ...change })), undefined);
  });

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
        const silent = { append: () => Promise.resolve(), read: noLines, days: noDays };
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

  it('sums a day by operation', () => {
    const of = (id: string, operationId: string, more: object) =>
      ({ ...entry, id, operationId, charged: undefined, ...more }) as never;
    assert.deepEqual(
      spentByOperation([
        of('1', 'searchJobs', { charged: 0.1 }),
        of('2', 'searchJobs', { charged: 0.2 }),
        of('3', 'getJobFeed', { state: 'unknown', estimated: 30 }),
        of('4', 'searchJobs', { state: 'settled' }),
      ]),
      [
        { operationId: 'getJobFeed', runs: 1, charged: 0, unknown: 1, unknownUpTo: 30 },
        { operationId: 'searchJobs', runs: 3, charged: 0.3, unknown: 0, unknownUpTo: 0 },
      ],
    );
  });

  it('exports a line a run that no spreadsheet takes for a formula', () => {
    const text = spendingCsv([
      { ...entry, profile: '=HYPERLINK("x"),a' },
      { ...entry, id: 'r0', at: '2026-05-03T10:00:00.000Z' },
    ]);
    const lines = text.split('\r\n');
    assert.equal(lines[0], 'at,profile,operation,estimated,charged,state,rows,balance,run');
    assert.match(
      lines[1] ?? '',
      /^2026-05-03T10:00:00\.000Z,Own,searchJobs,75,21\.5,settled,,,r0$/,
    );
    assert.match(lines[2] ?? '', /^2026-05-04T10:00:00\.000Z,"'=HYPERLINK\(""x""\),a",searchJobs/);
  });
});
