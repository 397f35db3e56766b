import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSharedLimits } from '../../../src/core/retry/sharedLimits';
import type { Transport } from '../../../src/core/transport/transport';
import { waiter, type World } from '../../../src/core/common/world';
import { run } from '../../support/runs';

/** Where a clock may stand next, in milliseconds; the last place holds from then on. */
const clock = fc
  .array(fc.constantFrom(0, 1, -1, 5_000, -5_000, 1e12, -1e12, NaN, Infinity), { minLength: 1 })
  .map(places => {
    let at = 0;
    return () => places[Math.min(at++, places.length - 1)] ?? 0;
  });

/** Answers at once; more than the table could ever send is an endless loop. */
function countingTransport(statuses: readonly number[], retryAfter: string) {
  let sent = 0;
  const transport: Transport = {
    send: () => {
      sent += 1;
      assert.ok(sent <= 40, 'it goes on for ever');
      const rawHeaders = [['retry-after', retryAfter]] as const;
      return Promise.resolve({
        kind: 'answered',
        status: statuses[sent % statuses.length] ?? 500,
        statusText: '',
        headers: {},
        rawHeaders,
        content: { bytes: new Uint8Array(), length: 0 },
        timing: {},
        durationMs: 1,
        bytesOut: 1,
        bytesIn: 1,
        via: 'undici',
        redirects: [],
      });
    },
    close: () => Promise.resolve(),
  };
  return { transport, sent: () => sent };
}

describe('waits on a clock that cannot be trusted', () => {
  it('end a run all the same, when a wait is over at once, however the clocks go', async () => {
    const statuses = fc.array(fc.constantFrom(429, 500, 503), { minLength: 1, maxLength: 6 });
    const retryAfter = fc.constantFrom('0', '1', '99999999999999999999', '-1', 'NaN', '');
    await fc.assert(
      fc.asyncProperty(clock, statuses, retryAfter, async (monotonic, codes, after) => {
        let waits = 0;
        const world: World = {
          // The wall clock is what an exchange is dated with: it is a number.
          now: () => Date.UTC(2026, 0, 1),
          monotonic,
          random: () => 0,
          wait: () => {
            waits += 1;
            assert.ok(waits <= 100, 'it waits for ever');
            return Promise.resolve();
          },
        };
        const { transport, sent } = countingTransport(codes, after);
        const shared = createSharedLimits();
        const runs = [1, 2, 3].map(() => run({ transport, world, shared }));
        for (const { outcome } of await Promise.all(runs)) assert.equal(outcome.kind, 'answered');
        assert.ok(sent() <= 30);
      }),
      { numRuns: 500 },
    );
  });

  it('look at the clock once a timer, and never in between', async () => {
    await fc.assert(
      fc.asyncProperty(clock, fc.integer({ min: 1, max: 1e9 }), async (monotonic, ms) => {
        let looks = 0;
        let timers = 0;
        const controller = new AbortController();
        const now = () => {
          looks += 1;
          return monotonic();
        };
        const wait = waiter({ now: () => 0, monotonic: now }, (step, slice) => {
          timers += 1;
          assert.ok(slice >= 1 && slice <= 10_000, `a timer of ${slice} ms`);
          // A clock that never arrives is waited for until somebody ends it: each slice takes real time.
          if (timers === 20) controller.abort();
          else queueMicrotask(step);
          return () => undefined;
        });
        await wait(ms, 'server', controller.signal).catch(() => undefined);
        assert.ok(looks <= timers + 2);
      }),
      { numRuns: 500 },
    );
  });
});
