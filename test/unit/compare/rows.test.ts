import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../src/core/common/steps';
import { parseExact, type Exact } from '../../../src/core/compare/exactJson';
import { compareRows } from '../../../src/core/compare/rows';

type Row = Readonly<Record<string, number>>;

function exactRows(rows: readonly unknown[]): readonly Exact[] {
  const bytes = Buffer.from(JSON.stringify(rows));
  const value = atOnce(parseExact(bytes, 'application/json'));
  return value?.kind === 'array' ? value.items : assert.fail('no list');
}

/** Compares two lists as the summary is defined, row by row with each other row. */
function plainly(before: readonly Row[], after: readonly Row[]) {
  const partner = new Map<number, number>();
  const pair = (isLike: (one: Row, other: Row) => boolean) => {
    for (const [i, one] of before.entries()) {
      if (partner.has(i)) continue;
      const taken = new Set(partner.values());
      const j = after.findIndex((other, at) => !taken.has(at) && isLike(one, other));
      if (j >= 0) partner.set(i, j);
    }
  };
  const sorted = (row: Row) =>
    JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  pair((one, other) => sorted(one) === sorted(other));
  const likes = new Set(partner.keys());
  pair((one, other) => one['id'] !== undefined && one['id'] === other['id']);
  const order = before.flatMap((_, i) => partner.get(i) ?? []);
  const rising: number[] = [];
  for (const [i, value] of order.entries())
    rising.push(
      1 + Math.max(0, ...order.slice(0, i).map((one, j) => (one < value ? (rising[j] ?? 0) : 0))),
    );
  const idOf = (row: Row) => ({ id: row['id'] === undefined ? '' : String(row['id']) });
  const changed = before.flatMap((one, i) => {
    const other = after[partner.get(i) ?? -1];
    if (!other || likes.has(i)) return [];
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
    return [{ ...idOf(other), members: names.filter(name => one[name] !== other[name]) }];
  });
  const taken = new Set(partner.values());
  return {
    path: 'jobs',
    before: before.length,
    after: after.length,
    added: after.filter((_, j) => !taken.has(j)).map(idOf),
    removed: before.filter((_, i) => !partner.has(i)).map(idOf),
    changed,
    moved: order.length - Math.max(0, ...rising),
  };
}

describe('rows of two lists', () => {
  it('are paired and compared as one would do it by hand', () => {
    const small = fc.nat(2);
    const row = fc.record({ id: fc.nat(4), a: small, b: small, z: small }, { requiredKeys: [] });
    const rows = fc.array(row, { maxLength: 12 });
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const found = atOnce(compareRows('jobs', exactRows(before), exactRows(after)));
        assert.deepEqual(found, plainly(before, after));
      }),
      { numRuns: 500 },
    );
  });

  it('let others have their turn within a row of many members, and between all that is done with rows', () => {
    const members = (n: number) =>
      Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`m${i}`, i + n]));
    const [before, after] = [0, 1].map(n => exactRows([{ id: 1, ...members(n) }]));
    let steps = 0;
    const comparing = compareRows('jobs', before ?? [], after ?? []);
    let step = comparing.next();
    for (; !step.done; step = comparing.next()) steps += 1;
    assert.equal(step.value.changed[0]?.members.length, 20_000);
    // The members' texts of both, and their comparison.
    assert.ok(steps >= 3 * 20_000, `${steps} steps`);
  });
});
