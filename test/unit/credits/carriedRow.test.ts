import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptied, rowsIn } from '../../../src/core/credits/carriedRow';
import { parseEntries, parseEntry, type LedgerEntry } from '../../../src/core/credits/ledgerEntry';
import { settledEntry } from './settledEntry';

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
          const blank = emptied(line, id => id === settledEntry.id);
          assert.ok(blank !== undefined && Buffer.byteLength(blank) === Buffer.byteLength(line));
          const { row: left, ...rest } = parseEntry(blank) ?? assert.fail();
          const { row: _, ...before } = parseEntry(line) ?? assert.fail();
          assert.deepEqual(rest, before);
          assert.equal(left?.trim(), '');
          assert.equal(rowsIn(blank).size, 0);
          assert.equal(
            emptied(blank, () => true),
            undefined,
          );
          assert.equal(
            emptied(line, () => false),
            undefined,
          );
        }
      }),
    );
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
