import assert from 'node:assert/strict';
import { findOperation } from '../../../src/core/catalog/catalog';
import { repeatedBy } from '../../../src/core/credits/repeats';
import { folderStore } from '../../../src/core/disk/folderStore';
import type { HistoryRow } from '../../../src/core/history/row';
import { answered, at, row } from './rows';
import { tempFolder } from '../../support/tempFolder';

const long = 33_600_000;

/** Requests that no file of rows can hold, by what of them is too long. */
const tooLong: Readonly<Record<string, (plain: HistoryRow) => HistoryRow>> = {
  'its body': plain => ({ ...plain, draft: { ...plain.draft, body: 'x'.repeat(long) } }),
  'its body, once it is written as JSON': plain => ({
    ...plain,
    draft: { ...plain.draft, body: '\u0001'.repeat(long / 5) },
  }),
  'its body in bytes': plain => ({
    ...plain,
    draft: { ...plain.draft, body: '€'.repeat(long / 3) },
  }),
  'a value that is in the address, too': plain => ({
    ...plain,
    exchange: { ...plain.exchange, url: `${plain.exchange.url}?q=${'x'.repeat(long)}` },
    draft: { ...plain.draft, query: { q: 'x'.repeat(long) } },
  }),
  'the number of its values': plain => ({
    ...plain,
    draft: { ...plain.draft, query: { q: Array.from({ length: 3_600 }, () => 'x'.repeat(9_000)) } },
  }),
};

describe('a run whose request is too long for a file of History', () => {
  const folder = tempFolder();

  const paid = { operationId: 'searchJobs', attempts: [answered(200)], credits: { charged: 3 } };

  for (const [what, made] of Object.entries(tooLong))
    it(`is kept without the rest of it: ${what}`, async () => {
      const { exchange } = made(row('own', paid));
      const store = folderStore(folder());
      await store.write(made(row('own', paid)), { durable: false });
      const runs = [row('before'), made(row('long', paid)), row('after')];
      await store.writeMany?.(runs.map(each => ({ row: each, body: Buffer.from('answer') })));
      const read = folderStore(folder());
      const rows = await read.readAll();
      assert.equal(read.leftOut?.(), 0);
      assert.equal(rows.length, 4);
      for (const each of rows.filter(({ exchange: { id } }) => ['own', 'long'].includes(id))) {
        assert.equal(each.cut, true);
        const { attempts, outcome, credits } = each.exchange;
        assert.deepEqual(
          { attempts, outcome, credits },
          { attempts: exchange.attempts, outcome: exchange.outcome, credits: paid.credits },
        );
        assert.ok(JSON.stringify(each).length < 100_000);
      }
      assert.equal(Buffer.from((await read.readBody('long')) ?? []).toString(), 'answer');
    });

  it('is read back whole up to there', async () => {
    const whole = row('a');
    const body = 'x'.repeat(29_000_000);
    await folderStore(folder()).write(
      { ...whole, draft: { ...whole.draft, body } },
      { durable: false },
    );
    const [read] = await folderStore(folder()).readAll();
    assert.deepEqual([read?.cut, read?.draft.body === body], [undefined, true]);
  });

  it('is no answer to another request, which may begin the same', () => {
    const operation = findOperation('searchJobs') ?? assert.fail();
    const kept = row('a', paid);
    const asked = { draft: kept.draft, operation, profile: 'Own', origin: 'https://api.example' };
    const when = { keySince: 0, now: Date.parse(at(1)), within: 60_000 };
    assert.equal(repeatedBy([kept], { ...asked, ...when }).length, 1);
    assert.equal(repeatedBy([{ ...kept, cut: true }], { ...asked, ...when }).length, 0);
  });
});
