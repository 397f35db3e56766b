import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptied, rowsIn } from '../../../src/core/credits/carriedRow';
import { parseEntries, parseEntry, type LedgerEntry } from '../../../src/core/credits/ledgerEntry';
import { settledEntry } from './settledEntry';

/** With a character for each byte, as it is emptied. */
const bytesOf = (line: string) => Buffer.from(line).toString('latin1');

const lineOf = (entry: Partial<LedgerEntry>) => JSON.stringify({ ...settledEntry, ...entry });

describe('a row that a line of the ledger carries', () => {
  it('is emptied in place: as many bytes, and the same entry', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"}', '\\"', '{"id":"', 'é'),
    );
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1 }), texts, (parts, profile) => {
        const row = `x${parts.join('')}`;
        // An earlier version has rewritten it: the row is not the last member.
        for (const line of [
          lineOf({ profile, row }),
          JSON.stringify({ ...settledEntry, row, profile, rows: 2 }),
        ]) {
          assert.equal(rowsIn(`a\n${line}\n`).get(settledEntry.id), row);
          const bytes = emptied(bytesOf(line), id => id === settledEntry.id) ?? assert.fail();
          assert.equal(bytes.length, Buffer.byteLength(line));
          const blank = Buffer.from(bytes, 'latin1').toString();
          const { row: left, ...rest } = parseEntry(blank) ?? assert.fail();
          const { row: _, ...before } = parseEntry(line) ?? assert.fail();
          assert.deepEqual(rest, before);
          assert.equal(left?.trim(), '');
          assert.equal(rowsIn(blank).size, 0);
          assert.equal(
            emptied(bytesOf(blank), () => true),
            undefined,
          );
          assert.equal(
            emptied(bytesOf(line), () => false),
            undefined,
          );
        }
      }),
    );
  });

  it('goes with a line that was cut off, wherever, and what follows on it stays', () => {
    const line = bytesOf(lineOf({ id: 'outer', row: 'kiln é "quoted" {"id":"x"} kiln' }));
    const next = bytesOf(lineOf({ id: 'next', row: 'other' }));
    const mark = line.indexOf('"row":"') + 7;
    for (let length = mark + 1; length < line.length - 1; length += 1) {
      const cut = line.slice(0, length);
      const [alone, before] = [cut, cut + next].map(each => emptied(each, () => false));
      assert.equal(alone?.slice(mark).trim(), '');
      assert.equal(before, alone + next);
      assert.equal(
        emptied(cut, () => true, { isEnded: false }),
        undefined,
        'somebody may still be writing it',
      );
      const both = emptied(cut + next, () => true) ?? assert.fail();
      assert.equal(both.length, cut.length + next.length);
      assert.deepEqual([...rowsIn(cut + next)], [['next', 'other']]);
      assert.equal(rowsIn(both).size, 0);
    }
  });

  it('makes no entry of its own where its line was cut off, wherever', () => {
    const row = JSON.stringify({
      version: 2,
      exchange: JSON.parse(lineOf({ id: 'inner' })) as unknown,
    });
    const line = lineOf({ id: 'outer', row });
    const next = lineOf({ id: 'next' });
    for (let length = 1; length < line.length; length += 1)
      for (const glue of ['', '\n'])
        assert.deepEqual(
          parseEntries(`${line.slice(0, length)}${glue}${next}\n`).map(({ id }) => id),
          ['next'],
        );
  });
});
