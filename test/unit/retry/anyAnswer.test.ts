import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Operation } from '../../../src/core/catalog/operation';
import { mostAttempts, retryPolicy, reasonOf } from '../../../src/core/retry/retryPolicy';
import type { FailureReason } from '../../../src/core/transport/transport';
import type { Scripted } from '../../support/scriptedTransport';
import { scriptedTransport } from '../../support/scriptedTransport';
import {
  creatingOperation,
  freeOperation,
  keyedOperation,
  run,
  spendingOperation,
} from '../../support/runs';
import { virtualWorld } from '../../support/virtualWorld';
import { answered } from './answers';

const operations: readonly Operation[] = [
  freeOperation,
  spendingOperation,
  creatingOperation,
  keyedOperation,
];
const failures: readonly FailureReason[] = [
  ...Object.values(retryPolicy).flatMap(rule => rule.failures),
  'protocol',
  'switchedProtocol',
  'certificateExpired',
  'proxyLogin',
  'proxyKerberos',
  'proxyNtlm',
  'proxyDigest',
  'proxyUnsupported',
  'proxyUnreadable',
];
const neverSent = new Set<FailureReason>([
  ...retryPolicy.neverSent.failures,
  'certificateExpired',
  'proxyLogin',
  'proxyKerberos',
  'proxyNtlm',
  'proxyDigest',
  'proxyUnsupported',
  'proxyUnreadable',
]);

const scripted: fc.Arbitrary<Scripted> = fc.oneof(
  fc.constantFrom(200, 400, 404, 408, 425, 429, 500, 502, 503, 504).map(status => ({ status })),
  fc
    .tuple(fc.constantFrom(429, 503), fc.integer({ min: 0, max: 400 }))
    .map(([status, seconds]) => ({ status, headers: { 'retry-after': String(seconds) } })),
  fc.constantFrom(...failures).map(failure => ({ failure, sent: !neverSent.has(failure) })),
);
const scripts = fc.array(scripted, { minLength: 1, maxLength: 12 });
const dice = fc.integer({ min: 0, max: 0xffff });

/** Deterministic, evenly in [0, 1). */
function generator(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('whatever the server answers', () => {
  it('attempts stay within the table, rows are sendings, nothing is early, and there is one end', async () => {
    await fc.assert(
      fc.asyncProperty(
        scripts,
        fc.constantFrom(...operations),
        dice,
        async (script, operation, seed) => {
          const world = virtualWorld(generator(seed));
          const transport = scriptedTransport(world, (_, nth) => script[nth % script.length]!);
          const result = await world.settle(
            run({ transport, world, operation, origin: 'https://api.test' }),
          );
          const { attempts, reports, outcome } = result;
          assert.equal(attempts.length, transport.sendings.length);
          assert.ok(attempts.length <= mostAttempts);
          for (const [index, { waitMs }] of attempts.entries()) {
            const [from, to] = [transport.sendings[index]!, transport.sendings[index + 1]];
            assert.equal(waitMs !== undefined, to !== undefined);
            if (to) assert.ok(to.at >= from.until! + waitMs!);
            const { headers } = script[index % script.length] as {
              headers?: Record<string, string>;
            };
            if (to && headers)
              assert.ok(to.at >= from.until! + Number(headers['retry-after']) * 1_000);
          }
          const ends = reports.filter(
            each => !['running', 'waiting', 'scheduled'].includes(each.outcome.kind),
          );
          assert.equal(ends.length, 1);
          assert.equal(ends[0], reports.at(-1));
          assert.deepEqual(ends[0]?.outcome, outcome);
          for (const rule of Object.values(retryPolicy)) {
            const count = attempts.filter(
              ({ status, error }) =>
                (status !== undefined && rule.statuses.includes(status)) ||
                (status === undefined && error !== undefined && rule.failures.includes(error)),
            ).length;
            assert.ok(count <= 1 + (rule.retries === 'setting' ? 4 : rule.retries));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('what may have been done is not done again', async () => {
    const risky = [spendingOperation, creatingOperation, keyedOperation];
    await fc.assert(
      fc.asyncProperty(scripts, fc.constantFrom(...risky), async (script, operation) => {
        const world = virtualWorld();
        const transport = scriptedTransport(world, (_, nth) => script[nth % script.length]!);
        const { attempts } = await world.settle(
          run({ transport, world, operation, origin: 'https://api.test' }),
        );
        for (const { status, error } of attempts.slice(0, -1)) {
          assert.ok(![408, 425, 502, 504].includes(status ?? 0));
          assert.ok(error === undefined || neverSent.has(error));
          if (operation === creatingOperation) assert.notEqual(status, 500);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('after a cancel nothing is sent, at whatever moment it comes', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, fc.integer({ min: 0, max: 60_000 }), async (script, at) => {
        const world = virtualWorld();
        const transport = scriptedTransport(world, (_, nth) => script[nth % script.length]!);
        const abort = new AbortController();
        const running = run({ transport, world, signal: abort.signal, origin: 'https://api.test' });
        const cancelling = world.sleep(at).then(() => {
          abort.abort();
        });
        const [{ outcome, reports }] = await world.settle(Promise.all([running, cancelling]));
        const moment = at;
        assert.ok(transport.sendings.every(sending => sending.at <= moment));
        assert.ok(!['running', 'waiting', 'scheduled'].includes(outcome.kind));
        assert.deepEqual(reports.at(-1)?.outcome, outcome);
      }),
      { numRuns: 1_000 },
    );
  });

  it('runs that share a limit never ask before its time', async () => {
    const starts = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        starts,
        fc.integer({ min: 1, max: 60 }),
        dice,
        async (delays, seconds, seed) => {
          const random = generator(seed);
          const world = virtualWorld(random);
          const { createSharedLimits } = await import('../../../src/core/retry/sharedLimits');
          const shared = createSharedLimits();
          const limited: { from: number; to: number }[] = [];
          const transport = scriptedTransport(world, ({ at }) => {
            if (random() < 0.6) return { status: 200 };
            limited.push({ from: at + 50, to: at + 50 + seconds * 1_000 });
            return { status: 429, headers: { 'retry-after': String(seconds) } };
          });
          await world.settle(
            Promise.all(
              delays.map(async delay => {
                await world.sleep(delay);
                return run({ transport, world, shared, origin: 'https://api.test' });
              }),
            ),
          );
          for (const { at } of transport.sendings) {
            assert.ok(!limited.some(({ from, to }) => at > from && at < to), `asked at ${at}`);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a reason is found for every status and none is invented', () => {
    const retried = [408, 425, 429, 500, 502, 503, 504];
    for (let status = 200; status < 600; status += 1) {
      assert.equal(
        reasonOf(answered(status)) !== undefined,
        retried.includes(status),
        String(status),
      );
    }
  });
});
