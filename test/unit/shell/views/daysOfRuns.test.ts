import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayOf } from '../../../../src/core/common/calendar';
import { spentIn } from '../../../../src/core/credits/spentIn';
import type { Exchange } from '../../../../src/core/exchange';
import type { HistoryRow } from '../../../../src/core/history/row';
import { DaysOfRuns } from '../../../../src/shell/views/daysOfRuns';
import { row } from '../../history/rows';

const start = new Date(2026, 0, 10, 12).getTime();
const hour = 3_600_000;
const when = (hours: number) => new Date(start + hours * hour).toISOString();
const ok = { kind: 'answered', status: 200 } as const;
const idsOf = (rows: readonly HistoryRow[]) => rows.map(({ exchange }) => exchange.id);
const isOdd = ({ exchange }: HistoryRow) => 'status' in exchange.outcome;

const states: readonly Partial<Exchange>[] = [
  { outcome: { kind: 'running' } },
  { outcome: ok, credits: { charged: 0.1 } },
  { operationId: 'searchJobs', outcome: { kind: 'cancelled', sent: true } },
  { outcome: ok, credits: { charged: 1e300 } },
];
const step = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  hours: fc.constantFrom(0, 1, 24, 48),
  state: fc.option(fc.constantFrom(...states), { nil: undefined }),
});

describe('runs by day', () => {
  for (const filter of [undefined, isOdd]) {
    it(`are those of a map, ${filter ? 'with' : 'without'} a filter`, () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 50 }), steps => {
          const days = new DaysOfRuns();
          days.fill([], filter);
          const map = new Map<string, HistoryRow>();
          for (const { id, hours, state } of steps) {
            const before = map.get(id);
            if (state) {
              const made = row(id, { startedAt: when(hours), ...state });
              map.set(id, made);
              days.take({ rows: [made], gone: [] });
            } else if (before) {
              map.delete(id);
              days.take({ rows: [], gone: [before] });
            }
          }
          const shown = [...map.values()].filter(each => filter?.(each) !== false);
          const wanted = new Map<string, HistoryRow[]>();
          for (const each of shown) {
            const day = dayOf(each.exchange.startedAt);
            wanted.set(day, [...(wanted.get(day) ?? []), each]);
          }
          assert.deepEqual(days.days, [...wanted.keys()].sort().reverse());
          assert.equal(days.size, shown.length);
          for (const [day, rows] of wanted) {
            const found = days.rowsOf(day);
            assert.deepEqual(new Set(found), new Set(rows));
            assert.deepEqual(days.spentOn(day), spentIn(rows.map(({ exchange }) => exchange)));
            found.forEach((each, n) => assert.equal(days.indexOf(each.exchange.id), n));
            const starts = found.map(({ exchange }) => exchange.startedAt);
            assert.deepEqual(starts, starts.toSorted().reverse());
          }
        }),
        { numRuns: 300 },
      );
    });
  }

  it('tell what a change can be seen in', () => {
    const days = new DaysOfRuns();
    const [today, other] = [dayOf(when(0)), dayOf(when(-24))];
    const told = (rows: readonly HistoryRow[], gone: readonly HistoryRow[] = []) => {
      const change = days.take({ rows, gone });
      return [change.days, [...change.filled], [...change.moved]];
    };
    const [a, b] = [row('a', { startedAt: when(0) }), row('b', { startedAt: when(0) })];
    assert.deepEqual(told([a]), [true, [today], []]);
    assert.deepEqual(told([b]), [false, [today], []]);
    assert.deepEqual(told([{ ...a }]), [false, [], ['a']]);
    assert.deepEqual(told([row('c', { startedAt: when(-24) })]), [true, [other], []]);
    assert.deepEqual(told([], [a]), [false, [today], []]);
    assert.deepEqual(told([], [b]), [true, [today], []]);
    assert.deepEqual(told([], [b]), [false, [], []]);
    assert.deepEqual(idsOf(days.rowsOf(other)), ['c']);
    assert.equal(days.indexOf('a'), -1);
    assert.equal(days.dayOf('a'), undefined);
  });

  it('ask the filter for what has changed, and for nothing else', () => {
    let asked = 0;
    const all = Array.from({ length: 5_000 }, (_, n) =>
      row(`r${n}`, { startedAt: when(-n / 1e4) }),
    );
    const days = new DaysOfRuns();
    days.fill(all, () => {
      asked += 1;
      return true;
    });
    assert.equal(asked, 5_000);
    days.take({ rows: [row('new', { startedAt: when(1) })], gone: [all[7]!] });
    assert.equal(asked, 5_001);
    assert.equal(days.size, 5_000);
  });
});
