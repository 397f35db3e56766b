import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { estimate } from '../../../src/core/price/estimate';
import { Ledger } from '../../../src/core/credits/ledger';
import { SpendingBook } from '../../../src/core/credits/spendingBook';
import { SpendingGuard } from '../../../src/core/credits/spendingGuard';
import type { SpendAnswer } from '../../../src/core/credits/spendQuestion';
import type { Exchange } from '../../../src/core/exchange';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import type { Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../support/sandbox';
import { draft } from '../request/drafts';
import { harness } from '../run/harness';

/** Each is an account with a way of its own to pay. */
const payers = ['good', 'low', 'freePlan', 'included', 'unlimited'] as const;
/** `ask` is what every run begins with; another extension may skip the offer of kept answers, never the cap. */
const origins = ['ask', 'send', 'kept'] as const;

const run = fc.record({
  payer: fc.constantFrom(...payers),
  repeating: fc.constantFrom(...origins),
  size: fc.integer({ min: 1, max: 9 }),
  isFeed: fc.boolean(),
});
const words = fc.constantFrom<SpendAnswer>('send', 'send', 'kept', 'nothing');
type Wanted = typeof run extends fc.Arbitrary<infer T> ? T : never;
const isAnswered = ({ exchange: { outcome } }: { readonly exchange: Exchange }) =>
  outcome.kind === 'answered';
/** Those of a round run side by side. */
const rounds = fc.array(fc.array(run, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 3,
});

const draftOf = ({ isFeed, size }: Wanted) =>
  isFeed
    ? draft('getJobFeed', { body: JSON.stringify({ batch_size: size }) })
    : draft('searchJobs', { query: { page_size: size } });

describe('a cap of a day', () => {
  let now = Date.parse('2026-05-04T00:00:00Z');
  let sandbox: Sandbox;
  let folder: string;
  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-cap-'));
    sandbox = await startSandbox({ now: () => now });
  });
  after(async () => {
    await sandbox.stop();
    await fs.rm(folder, { recursive: true });
  });

  /** Through one window's spine and guard; a kept answer is offered for anything, and whoever is asked about the cap says no. */
  async function spend(cap: number, wanted: readonly (readonly Wanted[])[], word: SpendAnswer) {
    const failures: unknown[] = [];
    const failed = (failure: unknown) => failures.push(failure);
    let keptNow = (): Exchange | undefined => undefined;
    const ledger = new Ledger(ledgerFolder(await fs.mkdtemp(path.join(folder, 'l'))));
    const session = () => ({ id: 'one', since: Date.now() });
    const book = new SpendingBook({ ledger, session, now: Date.now, failed });
    const guard = new SpendingGuard({
      book,
      limits: () => ({ run: 0, session: 0, day: cap }),
      estimate: (_profile, asked) => estimate(asked),
      isBilled: () => Promise.resolve(true),
      kept: () => Promise.resolve(keptNow()),
      ask: ({ over }) => Promise.resolve(over.includes('day') ? 'nothing' : word),
      failed,
    });
    const origin = new URL(sandbox.url).origin;
    const keys: Readonly<Record<string, string>> = sandbox.keys;
    const house = await harness(name => ({ origin, key: keys[name] }), { guard });
    keptNow = () => house.history.rows().find(isAnswered)?.exchange;
    house.explorer.onDidChange(exchange => void book.onExchange(exchange));
    try {
      for (const round of wanted)
        await Promise.all(
          round.map(each =>
            house.explorer.run(draftOf(each), {
              profile: each.payer,
              repeating: each.repeating,
            }),
          ),
        );
      assert.deepEqual([failures, house.failures], [[], []]);
      return house.history.rows().map(({ exchange }) => exchange);
    } finally {
      await house.close();
    }
  }

  it('is never exceeded by what runs side by side are charged, whoever asks for them', async () => {
    let charges = 0;
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(
        rounds,
        fc.integer({ min: 1, max: 150 }),
        words,
        async (wanted, cap, word) => {
          // Past every window of the rate limits.
          now += 3_600_000;
          const ended = await spend(cap, wanted, word);
          const charged = ended.reduce((sum, { credits }) => sum + (credits.charged ?? 0), 0);
          assert.ok(charged <= cap, `${charged} of ${cap}`);
          charges += Number(charged > 0);
          refusals += ended.filter(({ outcome }) => outcome.kind === 'refused').length;
        },
      ),
      { numRuns: 40 },
    );
    assert.ok(charges > 10 && refusals > 10, `${charges} charges, ${refusals} refusals`);
  });
});
