import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimate, mostOf } from '../../../src/core/price/estimate';
import { learnedPrice, observe, type Observed } from '../../../src/core/credits/learned';
import type { Draft } from '../../../src/core/request/draft';
import type { Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../support/sandbox';
import { draft } from '../request/drafts';
import { harness, type Harness } from '../run/harness';

/** Each is an account with a way of its own to pay. */
const payers = ['good', 'low', 'freePlan', 'included', 'unlimited', 'autoApply', 'test'] as const;

const size = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(0, 640, -1, 2.5, '7', 'x'));
const json = (members: object) => ({ body: JSON.stringify(members) });
const drafts = fc.oneof(
  size.map(page_size => draft('searchJobs', { query: { page_size: String(page_size) } })),
  fc.constant(draft('searchJobs')),
  size.map(page_size => draft('searchJobsPost', json({ queries: ['engineer'], page_size }))),
  size.map(batch_size => draft('getJobFeed', json({ batch_size }))),
  fc.constant(draft('getJobFeed', json({ cursor: 'next' }))),
  size.map(batch_size => draft('getManagedJobFeed', json({ batch_size }))),
  size.map(batch_size => draft('getCareerSiteFeed', json({ batch_size }))),
  fc.constant(draft('geocodeLocation', { query: { location: 'Porto' } })),
);

/** The cursor of the latest batch in place of the word `next`. */
function onward(asked: Draft, cursor: unknown): Draft {
  return typeof cursor === 'string' && asked.body?.includes('"next"')
    ? { ...asked, ...json({ cursor }) }
    : asked;
}

describe('the estimate', () => {
  let now = Date.parse('2026-05-04T10:00:00Z');
  let sandbox: Sandbox;
  let house: Harness;
  before(async () => {
    sandbox = await startSandbox({ now: () => now });
    const origin = new URL(sandbox.url).origin;
    house = await harness(name => ({ origin, key: sandbox.keys[name as (typeof payers)[number]] }));
  });
  after(async () => {
    await house.close();
    await sandbox.stop();
  });

  it('is never below the charge, whoever pays, also once prices are learned', async () => {
    let charges = 0;
    let learnedUsed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...payers),
        fc.array(drafts, { minLength: 1, maxLength: 8 }),
        async (payer, asked) => {
          const observed = new Map<string, Observed>();
          let cursor: unknown;
          for (const wanted of asked) {
            // Past every window of the rate limits.
            now += 3_600_000;
            const next = onward(wanted, cursor);
            const { operationId } = next;
            const learned = learnedPrice(observed.get(operationId) ?? [], operationId);
            const most = mostOf(estimate(next, learned));
            const exchange = await house.explorer.run(next, { profile: payer });
            const { charged = 0 } = exchange.credits;
            assert.ok(charged <= most, `${payer} ${JSON.stringify(next)}: ${charged} > ${most}`);
            observed.set(operationId, observe(observed.get(operationId) ?? [], exchange));
            if (charged > 0) charges += 1;
            if (learned !== undefined) learnedUsed += 1;
            const bytes = house.bodies.held(exchange.id)?.bytes;
            if (operationId === 'getJobFeed' && exchange.outcome.kind === 'answered' && bytes)
              cursor = (JSON.parse(new TextDecoder().decode(bytes)) as { next_cursor?: unknown })
                .next_cursor;
          }
        },
      ),
      { numRuns: 60 },
    );
    assert.ok(charges > 30 && learnedUsed > 5, `${charges} charges, ${learnedUsed} learned`);
  });
});
