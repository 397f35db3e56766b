import assert from 'node:assert/strict';
import { HistoryRedraw } from '../../../../src/shell/views/historyRedraw';

describe('drawing History again', () => {
  let now: number;
  let timers: { readonly at: number; readonly run: () => void }[];
  let drawn: string[];
  let redraw: HistoryRedraw;
  beforeEach(() => {
    now = 0;
    timers = [];
    drawn = [];
    redraw = new HistoryRedraw({
      drawAll: () => drawn.push(`${now} all`),
      drawDays: (filled, summed) =>
        drawn.push(`${now} days ${[...filled].join()} sums ${[...summed].join()}`),
      drawRuns: ids => drawn.push(`${now} runs ${ids.join()}`),
      after: (run, ms) => {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => (timers = timers.filter(each => each !== timer));
      },
      now: () => now,
    });
  });

  const pass = (ms: number) => {
    const end = now + ms;
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      timers = timers.filter(each => each !== next);
      now = next.at;
      next.run();
    }
    now = end;
  };
  const take = (change: { filled?: string; moved?: string; summed?: string; days?: boolean }) => {
    const set = (value: string | undefined) => new Set(value === undefined ? [] : [value]);
    redraw.take(
      { days: change.days ?? false, filled: set(change.filled), moved: set(change.moved) },
      set(change.summed),
    );
  };

  it('draws a run soon, once for all of its steps', () => {
    for (const moved of ['a', 'a', 'b', 'a']) take({ moved });
    pass(1_000);
    take({ moved: 'a' });
    pass(1_000);
    assert.deepEqual(drawn, ['30 runs a,b', '1030 runs a']);
  });

  it('draws a day when nothing has changed for a while, once for what began and ended', () => {
    take({ filled: 'today' });
    pass(100);
    take({ moved: 'a', summed: 'today' });
    pass(1_000);
    assert.deepEqual(drawn, ['130 runs a', '250 days today sums today']);
  });

  it('lets no day wait for ever while runs come and go', () => {
    for (let n = 0; n < 20; n += 1) {
      take({ filled: 'today' });
      pass(100);
    }
    assert.deepEqual(
      drawn,
      [600, 1_200, 1_800].map(at => `${at} days today sums `),
    );
  });

  it('draws all where a day has come, and what waited not again', () => {
    take({ filled: 'today', days: true, summed: 'today' });
    take({ moved: 'a' });
    pass(1_000);
    assert.deepEqual(drawn, ['30 runs a', '150 all']);
    take({ filled: 'today', moved: 'a' });
    redraw.all();
    pass(1_000);
    assert.deepEqual(drawn.slice(2), ['1000 all']);
  });

  it('draws nothing that was forgotten', () => {
    take({ filled: 'today', moved: 'a', days: true });
    redraw.forget();
    pass(1_000);
    assert.deepEqual(drawn, []);
    take({ filled: 'today' });
    pass(1_000);
    assert.deepEqual(drawn, ['1150 days today sums ']);
  });
});
