import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSettled, type Exchange } from '../../../src/core/exchange';
import { overBounds } from '../../../src/core/history/bounds';
import { isChargeUnknown } from '../../../src/core/history/isChargeUnknown';
import type { HistoryRow } from '../../../src/core/history/row';
import { SortedRows } from '../../../src/core/history/sortedRows';
import { at, row } from './rows';

const outcomes: readonly Partial<Exchange>[] = [
  { outcome: { kind: 'running' } },
  { outcome: { kind: 'answered', status: 200 } },
  { operationId: 'searchJobs', outcome: { kind: 'cancelled', sent: true } },
];

type Step =
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'set'; readonly row: HistoryRow };

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const set = fc
  .record({
    id,
    second: fc.nat(3),
    changes: fc.constantFrom(...outcomes),
    bytes: fc.nat(9),
    after: fc.option(id, { nil: undefined }),
  })
  .map(({ id, second, changes, bytes, after }): Step => {
    const body = { bytes, contentType: '' };
    const made = row(id, { startedAt: at(second), body, ...changes });
    return { kind: 'set', row: { ...made, ...(after !== undefined && { after }) } };
  });
const step = fc.oneof(
  { weight: 4, arbitrary: set },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), id }) },
);

const idsOf = (rows: readonly HistoryRow[]) => rows.map(({ exchange }) => exchange.id);
const isInOrder = (rows: readonly HistoryRow[]) =>
  rows.every(({ exchange }, n) => n === 0 || rows[n - 1]!.exchange.startedAt >= exchange.startedAt);

/** A row that counts how often its start is asked for. */
function counted(id: string, second: number, count: () => void): HistoryRow {
  const { exchange, ...rest } = row(id);
  const { startedAt: _, ...others } = exchange;
  return {
    ...rest,
    exchange: Object.defineProperty(others as Exchange, 'startedAt', {
      enumerable: true,
      get: () => (count(), at(second)),
    }),
  };
}

describe('sorted rows', () => {
  it('agree with a map, and never change what was handed out', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isAsked) => {
        const rows = new SortedRows();
        const map = new Map<string, HistoryRow>();
        const handedOut: (readonly [readonly HistoryRow[], readonly HistoryRow[]])[] = [];
        for (const step of steps) {
          if (step.kind === 'set') {
            rows.set(step.row);
            map.set(step.row.exchange.id, step.row);
          } else {
            assert.equal(rows.delete(step.id), map.get(step.id));
            map.delete(step.id);
          }
          if (isAsked) handedOut.push([rows.all(), [...rows.all()]]);
        }
        const all = [...map.values()];
        const same = (found: readonly HistoryRow[], wanted: readonly HistoryRow[]) => {
          assert.deepEqual(new Set(found), new Set(wanted));
          assert.equal(found.length, wanted.length);
        };
        same(rows.all(), all);
        assert.ok(isInOrder(rows.all()));
        assert.deepEqual(rows.newest(3), rows.all().slice(0, 3));
        same(
          rows.goingOn(),
          all.filter(({ exchange }) => !isSettled(exchange)),
        );
        same(
          rows.chargeUnknown(),
          all.filter(({ exchange }) => isChargeUnknown(exchange)),
        );
        for (const from of ['a', 'b']) {
          same(
            rows.cameFrom(from),
            all.filter(({ after }) => after === from),
          );
          assert.ok(isInOrder(rows.cameFrom(from)));
        }
        assert.equal(rows.size, all.length);
        assert.equal(
          rows.bytes,
          all.reduce((sum, { exchange }) => sum + exchange.body.bytes, 0),
        );
        for (const [then, copy] of handedOut) assert.deepEqual(then, copy);
      }),
      { numRuns: 300 },
    );
  });

  it('are put at their places together, however many', () => {
    const rows = new SortedRows();
    rows.setAll([row('first', { startedAt: at(500) })]);
    rows.setAll(Array.from({ length: 300 }, (_, n) => row(`r${n}`, { startedAt: at(n) })));
    assert.equal(rows.all().length, 301);
    assert.ok(isInOrder(rows.all()));
    assert.deepEqual(idsOf(rows.newest(2)), ['first', 'r299']);
  });

  it('look at a few of thousands for a step of a run', () => {
    let looks = 0;
    const rows = new SortedRows();
    rows.setAll(Array.from({ length: 5_000 }, (_, n) => counted(`r${n}`, n, () => (looks += 1))));
    rows.all();
    looks = 0;
    for (const changes of [outcomes[0]!, outcomes[1]!])
      rows.set(row('new', { startedAt: at(2_500), ...changes }));
    rows.delete('r10');
    assert.equal(rows.all().length, 5_000);
    assert.ok(looks > 0 && looks < 200, `${looks} looks`);
  });

  it('are not looked at for the bounds while all are within', () => {
    const rows = new SortedRows();
    rows.setAll([1, 2, 3].map(n => row(`r${n}`, { body: { bytes: 10, contentType: '' } })));
    let asked = 0;
    const kept = {
      size: rows.size,
      bytes: rows.bytes,
      all: () => {
        asked += 1;
        return rows.all();
      },
    };
    assert.deepEqual(overBounds(kept, { rows: 3, bytes: 30 }), []);
    assert.equal(asked, 0);
    assert.equal(overBounds(kept, { rows: 2, bytes: 30 }).length, 1);
    assert.equal(asked, 1);
  });

  it('count the bytes of others right, whatever a file says of one', () => {
    const rows = new SortedRows();
    const withBytes = (id: string, bytes: number) => row(id, { body: { bytes, contentType: '' } });
    rows.set(withBytes('endless', 1e300));
    rows.set(withBytes('a', 10));
    rows.delete('endless');
    assert.equal(rows.bytes, 10);
  });
});
