import assert from 'node:assert/strict';
import { readCharge } from '../../../src/core/credits/readCharge';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import { readError } from '../../../src/core/diagnosis/readError';
import type { Draft } from '../../../src/core/request/draft';
import type { Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../support/sandbox';
import { draft, operationOf } from '../request/drafts';

/** Repeats itself from its seed, so that a failure can be run again. */
function dice(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

interface Sent {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly bytes: Uint8Array;
}

const operations = {
  searchJobs: { member: 'page_size', most: 100 },
  searchJobsPost: { member: 'page_size', most: 100 },
  getJobFeed: { member: 'batch_size', most: 1_000 },
  getCareerSiteFeed: { member: 'batch_size', most: 50 },
} as const;
type Priced = keyof typeof operations;

describe('the size that a 402 proposes', () => {
  const prices = new Map<Priced, number>();
  let sandbox: Sandbox;

  before(() => {
    for (const id of Object.keys(operations) as Priced[])
      prices.set(id, operationOf(id).price.amount);
  });
  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(async () => {
    await sandbox.stop();
    for (const [id, amount] of prices) setPrice(id, amount);
  });

  /** The sandbox takes its prices from the catalog; the fix must not. */
  const setPrice = (id: Priced, amount: number) =>
    ((operationOf(id).price as { amount: number }).amount = amount);

  const draftFor = (id: Priced, size: number): Draft =>
    operationOf(id).method === 'GET'
      ? draft(id, { query: { [operations[id].member]: size } })
      : draft(id, { body: JSON.stringify({ [operations[id].member]: size }) });

  async function send({ operationId, query, body }: Draft, key: string): Promise<Sent> {
    const operation = operationOf(operationId);
    const url = new URL(operation.path, sandbox.url);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const response = await fetch(url, {
      method: operation.method,
      headers: { 'X-Api-Key': key, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  }

  /** What the card would offer first: the smaller size, or undefined. */
  function proposed(of: Draft, { status, headers, bytes }: Sent): number | undefined {
    const operation = operationOf(of.operationId);
    const diagnosis = diagnose(
      {
        id: 'one',
        operationId: operation.id,
        method: operation.method,
        url: `${sandbox.url}${operation.path}`,
        profile: 'Own',
        startedAt: '2026-01-01T00:00:00.000Z',
        attempts: [
          {
            startedAt: '2026-01-01T00:00:00.000Z',
            durationMs: 1,
            status,
            headers,
            sent: true,
            timing: {},
            bytesOut: 0,
            bytesIn: 0,
            via: 'undici',
            redirects: [],
          },
        ],
        outcome: { kind: 'answered', status },
        body: { bytes: bytes.length, contentType: '' },
        credits: readCharge(headers, readError(bytes, 'application/json')),
      },
      operation,
      bytes,
      of,
    );
    assert.equal(diagnosis?.code, 'insufficientCredits');
    const fix = diagnosis.fixes.find(({ kind }) => kind === 'setSize');
    return fix?.kind === 'setSize' ? fix.size : undefined;
  }

  /** The next larger one is tried first: a refusal takes nothing from the wallet. */
  async function isLargest(id: Priced, size: number | undefined, key: string): Promise<void> {
    const above = await send(draftFor(id, (size ?? 0) + 1), key);
    assert.equal(above.status, 402, `${id}: ${(size ?? 0) + 1} would have passed too`);
    if (size === undefined) return;
    const exact = await send(draftFor(id, size), key);
    assert.equal(exact.status, 200, `${id}: ${size} is refused`);
  }

  // Sixteenths: the sandbox counts in binary fractions, and a tenth is none.
  const sixteenths = (number: number) => number / 16;

  it('is the largest that the sandbox accepts, for any price, balance and size', async () => {
    const roll = dice(402);
    let tried = 0;
    for (let round = 0; round < 60; round += 1) {
      const id = (['searchJobs', 'searchJobsPost', 'getJobFeed'] as const)[roll(3)]!;
      const { most } = operations[id];
      // The wallet of this key holds 120.5 credits less what earlier rounds took.
      const price = sixteenths(1 + roll(id === 'getJobFeed' ? 80 : 320));
      setPrice(id, price);
      const size = 2 + roll(most - 1);
      const wanted = draftFor(id, size);
      const answer = await send(wanted, sandbox.keys.low);
      if (answer.status !== 402) continue;
      tried += 1;
      await isLargest(id, proposed(wanted, answer), sandbox.keys.low);
    }
    assert.ok(tried >= 20, `only ${tried} of the rounds were short of credits`);
  }).timeout(60_000);

  it('counts the included jobs that are left, also where the wallet pays for no row', async () => {
    const roll = dice(60);
    let tried = 0;
    for (let round = 0; round < 12; round += 1) {
      await sandbox.stop();
      sandbox = await startSandbox();
      const key = sandbox.keys.included;
      // 60 included jobs and 50,000 credits: some of the jobs are used up first.
      const first = await send(draftFor('searchJobs', 1 + roll(40)), key);
      assert.equal(first.status, 200);
      const left = first.headers['x-quota-remaining'];
      assert.ok(left !== undefined);
      setPrice('getJobFeed', 60 + sixteenths(roll(1_600_000)));
      const wanted = draftFor('getJobFeed', 950 + roll(51));
      const answer = await send(wanted, key);
      assert.equal(answer.status, 402);
      tried += 1;
      assert.equal(answer.headers['x-quota-remaining'], left);
      await isLargest('getJobFeed', proposed(wanted, answer), key);
      setPrice('getJobFeed', 3);
    }
    assert.equal(tried, 12);
  }).timeout(60_000);

  it('counts no included jobs where the rows are career sites', async () => {
    setPrice('getCareerSiteFeed', 2_000);
    const wanted = draftFor('getCareerSiteFeed', 50);
    const answer = await send(wanted, sandbox.keys.included);
    assert.equal(answer.status, 402);
    assert.equal(answer.headers['x-quota-remaining'], '60');
    assert.equal(proposed(wanted, answer), 25);
    await isLargest('getCareerSiteFeed', 25, sandbox.keys.included);
  });

  it('is none where not one row is covered', async () => {
    const wanted = draftFor('searchJobs', 25);
    const answer = await send(wanted, sandbox.keys.empty);
    assert.equal(answer.status, 402);
    assert.equal(proposed(wanted, answer), undefined);
    await isLargest('searchJobs', undefined, sandbox.keys.empty);
  });
});
