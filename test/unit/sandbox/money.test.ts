import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { reserve, settle, type Wallet } from '../../../src/sandbox/wallet';
import type { Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../support/sandbox';
import { freshKey, send, zeroId } from './send';

const balance = (headers: Headers): number => Number(headers.get('x-credits-balance'));

describe('sandbox: credits and keys', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.stop());

  it('takes credits per delivered row', async () => {
    const first = await send(sandbox, 'searchJobs', { query: { page_size: 7 } });
    assert.equal(first.headers.get('x-credits-deducted'), '21');
    const second = await send(sandbox, 'getCareerSiteFeed', { body: { batch_size: 2 } });
    assert.equal(second.headers.get('x-credits-deducted'), '100');
    const third = await send(sandbox, 'geocodeLocation', { query: { location: 'Cork' } });
    assert.equal(balance(third.headers), balance(first.headers) - 101);
  });

  it('says nothing about credits where nothing was taken', async () => {
    for (const [id, request] of [
      ['searchJobs', { query: { q: 'nothing at all like this' } }],
      ['getConnectorFilters', {}],
      ['searchJobs', { key: sandbox.keys.test }],
    ] as const) {
      const { status, headers } = await send(sandbox, id, request);
      assert.equal(status, 200);
      assert.equal(headers.get('x-credits-deducted'), null);
      assert.equal(headers.get('x-credits-balance'), null);
    }
  });

  it('checks the worst case: 40 rows pass with 120.5 credits, 41 do not', async () => {
    const key = sandbox.keys.low;
    const over = await send(sandbox, 'searchJobs', {
      key,
      query: { page_size: 41, q: 'nothing like this' },
    });
    assert.equal(over.status, 402);
    assert.equal(over.body.credits_required, 123);
    assert.equal(over.headers.get('x-credits-required'), '123');
    assert.equal(balance(over.headers), 120.5);
    assert.equal(over.headers.get('x-quota-limit'), null);
    assert.equal(over.headers.get('x-quota-remaining'), null);
    const passed = await send(sandbox, 'searchJobs', { key, query: { page_size: 40 } });
    assert.equal(balance(passed.headers), 0.5);
  });

  it('takes nothing for errors', async () => {
    const key = freshKey();
    const before = balance(
      (await send(sandbox, 'geocodeLocation', { key, query: { location: 'Cork' } })).headers,
    );
    await send(sandbox, 'getCompanyJobs', { key, path: { id: zeroId } });
    await send(sandbox, 'searchJobs', { key, query: { page: 0 } });
    await send(sandbox, 'createApplication', {
      key,
      headers: { 'Idempotency-Key': 'a' },
      body: { job_id: zeroId },
    });
    const after = balance(
      (await send(sandbox, 'geocodeLocation', { key, query: { location: 'Cork' } })).headers,
    );
    assert.equal(after, before - 1);
  });

  it('uses included jobs before credits', async () => {
    const key = sandbox.keys.included;
    const first = await send(sandbox, 'searchJobs', { key, query: { page_size: 50 } });
    assert.equal(first.headers.get('x-quota-limit'), '5000');
    assert.equal(first.headers.get('x-quota-remaining'), '10');
    assert.equal(first.headers.get('x-credits-deducted'), null);
    const second = await send(sandbox, 'searchJobs', { key, query: { page_size: 50 } });
    assert.equal(second.headers.get('x-quota-remaining'), '0');
    assert.equal(second.headers.get('x-credits-deducted'), '120');
  });

  it('covers the feed, and not search, on the Unlimited plan', async () => {
    const key = sandbox.keys.unlimited;
    assert.equal(
      (await send(sandbox, 'getJobFeed', { key, body: { batch_size: 10 } })).headers.get(
        'x-credits-deducted',
      ),
      null,
    );
    assert.equal(
      (await send(sandbox, 'searchJobs', { key, query: { page_size: 10 } })).headers.get(
        'x-credits-deducted',
      ),
      '30',
    );
  });

  it('never lets calls side by side spend more than there is', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        send(sandbox, 'searchJobs', { key: sandbox.keys.low, query: { page_size: 20 } }),
      ),
    );
    assert.deepEqual(answers.map(a => a.status).sort(), [200, 200, 402, 402, 402, 402, 402, 402]);
  });

  it('gives a reservation back when less was delivered', () => {
    const wallet: Wallet = { credits: 10.5, held: 0 };
    const reserved = reserve(wallet, { amount: 0.5, units: 20, includable: false });
    assert.ok(reserved.kind === 'reserved');
    assert.equal(reserve(wallet, { amount: 1, units: 1, includable: false }).kind, 'short');
    assert.equal(settle(wallet, reserved.reservation, 0.5, 3).balance, 9);
    assert.equal(wallet.held, 0);
  });

  it('tells the included jobs that are not set aside with what is short', () => {
    const wallet: Wallet = { credits: 10, held: 0, quota: { limit: 100, remaining: 8, held: 0 } };
    assert.equal(reserve(wallet, { amount: 3, units: 5, includable: true }).kind, 'reserved');
    assert.deepEqual(reserve(wallet, { amount: 3, units: 10, includable: true }), {
      kind: 'short',
      required: 21,
      balance: 10,
      quota: { limit: 100, remaining: 3 },
    });
  });

  it('gives every other key of the right shape a wallet of its own', async () => {
    const [one, two] = [freshKey(), freshKey()];
    const first = await send(sandbox, 'searchJobs', { key: one });
    const second = await send(sandbox, 'searchJobs', { key: two });
    assert.equal(balance(first.headers), balance(second.headers));
    assert.equal(
      (await send(sandbox, 'searchJobs', { key: freshKey('test') })).body.jobs[0].source,
      'jobosandbox',
    );
  });

  it('takes an older key without live or test in it for a live one, and its account for its own', async () => {
    const { legacy } = sandbox.keys;
    const other = `jbe_${randomBytes(18).toString('hex')}`;
    assert.doesNotMatch(legacy, /^jbe_(live|test)_/);
    for (const key of [legacy, other]) {
      const { status, headers, body } = await send(sandbox, 'searchJobs', { key });
      assert.equal(status, 200);
      assert.notEqual(body.jobs[0].source, 'jobosandbox');
      assert.equal(balance(headers), 50_000 - 75);
    }
  });

  it('refuses no key, odd keys and the revoked one; public routes look at none', async () => {
    for (const key of [
      null,
      'jbe_live_short',
      'jbe_short',
      `${sandbox.keys.test}x`,
      sandbox.keys.revoked,
    ]) {
      assert.equal((await send(sandbox, 'searchJobs', { key })).status, 401);
      assert.equal((await send(sandbox, 'listSandboxScenarios', { key })).status, 200);
      assert.equal((await send(sandbox, 'getCompany', { key, path: { id: zeroId } })).status, 404);
    }
  });

  it('answers 404 to the free check of a good key', async () => {
    const { status, headers } = await send(sandbox, 'getJob', { path: { id: zeroId } });
    assert.equal(status, 404);
    assert.equal(headers.get('x-ratelimit-limit'), '360');
  });

  it('checks key, then limits, then credits, then body, then work', async () => {
    const body = '{"page_size":';
    const post = (key: string) => send(sandbox, 'searchJobsPost', { key, body });
    assert.equal((await post(sandbox.keys.revoked)).status, 401);
    for (let n = 0; n < 3; n += 1) assert.equal((await post(sandbox.keys.tiny)).status, 400);
    assert.equal((await post(sandbox.keys.tiny)).status, 429);
    assert.equal((await post(sandbox.keys.empty)).status, 402);
    assert.equal((await post(sandbox.keys.good)).status, 400);
    const unknown = { path: { id: zeroId }, query: { page_size: 101 } };
    assert.equal((await send(sandbox, 'getCompanyJobs', unknown)).status, 400);
  });

  it('counts a size that is too large as the largest one', async () => {
    assert.equal(
      (await send(sandbox, 'searchJobs', { key: sandbox.keys.freePlan, query: { page_size: 640 } }))
        .status,
      400,
    );
  });

  it('keeps feeds from keys without them, and no closed job from anybody', async () => {
    for (const key of [sandbox.keys.noFeed, sandbox.keys.freePlan]) {
      for (const id of ['getJobFeed', 'getManagedJobFeed', 'getCareerSiteFeed']) {
        assert.equal((await send(sandbox, id, { key })).status, 403, id);
      }
      const closed = await send(sandbox, 'getExpiredJobIds', { key });
      assert.ok(closed.status === 200 && closed.body.job_ids.length > 0);
    }
    assert.equal(
      (await send(sandbox, 'getManagedJobFeed', { key: sandbox.keys.test })).status,
      403,
    );
    assert.equal(
      (await send(sandbox, 'getManagedJobFeed', { key: sandbox.keys.marketplace })).status,
      403,
    );
  });
});
