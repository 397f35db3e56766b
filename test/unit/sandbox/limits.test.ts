import assert from 'node:assert/strict';
import { RollingWindows } from '../../../src/sandbox/limits';
import { startSandbox } from '../../support/sandbox';
import { send, zeroId } from './send';

describe('sandbox: limits and the shapes of errors', () => {
  it('rolls: a request counts until its own minute is over', () => {
    const windows = new RollingWindows([2, 100, 100]);
    assert.equal(windows.count(0).kind, 'within');
    assert.equal(windows.count(30_000).kind, 'within');
    const over = windows.count(45_000);
    assert.deepEqual(over, {
      kind: 'over',
      standing: { limit: 2, remaining: 0, resetAt: 60_000 },
      retryAfterSeconds: 15,
    });
    assert.equal(windows.count(60_000).kind, 'within');
    assert.equal(windows.count(61_000).kind, 'over');
  });

  it('reports the tightest of the three windows', () => {
    const windows = new RollingWindows([5, 6, 7]);
    const limits = Array.from({ length: 7 }, (_, n) => windows.count(n * 61_000).standing.limit);
    assert.deepEqual(limits, [5, 5, 6, 6, 6, 6, 6]);
    assert.equal(windows.count(3_600_000).standing.limit, 7);
  });

  it('lets the tiny key do three requests a minute, free ones included, per group', async () => {
    let now = Date.UTC(2026, 10, 23);
    const sandbox = await startSandbox({ now: () => now });
    try {
      const ask = () => send(sandbox, 'getJob', { key: sandbox.keys.tiny, path: { id: zeroId } });
      assert.deepEqual(
        [(await ask()).status, (await ask()).status, (await ask()).status],
        [404, 404, 404],
      );
      now += 20_000;
      const over = await ask();
      assert.equal(over.status, 429);
      assert.equal(over.headers.get('retry-after'), '40');
      assert.equal(over.body.retry_after_seconds, 40);
      assert.equal(over.headers.get('x-ratelimit-remaining'), '0');
      assert.equal(over.headers.get('x-ratelimit-reset'), String((now + 40_000) / 1_000));
      assert.equal(
        (await send(sandbox, 'getExpiredJobIds', { key: sandbox.keys.tiny })).headers.get(
          'x-ratelimit-group',
        ),
        'feed',
      );
      now += 40_000;
      assert.equal((await ask()).status, 404);
    } finally {
      await sandbox.stop();
    }
  });

  it('tells errors in all three families, by option and by header', async () => {
    const sandbox = await startSandbox({ families: 'message' });
    try {
      const ask = (family?: string) =>
        send(sandbox, 'searchJobs', {
          key: sandbox.keys.empty,
          ...(family && { headers: { 'X-Sandbox-Errors': family } }),
        });
      const [message, error, problem] = [await ask(), await ask('error'), await ask('problem')];
      assert.deepEqual(Object.keys(message.body), [
        'status',
        'error',
        'message',
        'credits_required',
        'credits_balance',
      ]);
      assert.deepEqual(Object.keys(error.body), [
        'error',
        'detail',
        'credits_required',
        'credits_balance',
      ]);
      assert.match(problem.headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.equal(problem.body.title, 'Insufficient credits');
    } finally {
      await sandbox.stop();
    }
  });

  it('names the parameter and the value in a 400', async () => {
    const sandbox = await startSandbox();
    try {
      for (const [query, words] of [
        [{ page_size: 640 }, /^page_size .*100.*640/],
        [{ page: 'x' }, /^page .*integer.*"x"/],
        [{ include_fields: 'summary,moon' }, /^include_fields\.1 .*benefits.*moon/],
        [{ posted_after: 'yesterday' }, /^posted_after .*date-time/],
        [{ search_description: 'maybe' }, /^search_description .*boolean/],
      ] as const) {
        const { status, body } = await send(sandbox, 'searchJobs', { query });
        assert.equal(status, 400);
        assert.match(body.detail, words);
      }
      const { body } = await send(sandbox, 'searchJobsPost', { body: { salary_usd: { min: -4 } } });
      assert.match(body.detail, /^salary_usd\.min .*0.*-4/);
      assert.match((await send(sandbox, 'searchJobsPost', { body: '[' })).body.detail, /JSON/);
    } finally {
      await sandbox.stop();
    }
  });

  it('answers 404 and 405 off the map', async () => {
    const sandbox = await startSandbox();
    try {
      assert.equal((await fetch(`${sandbox.url}/api/nothing`)).status, 404);
      const wrong = await fetch(`${sandbox.url}/api/jobs/search`, { method: 'DELETE' });
      assert.equal(wrong.status, 405);
    } finally {
      await sandbox.stop();
    }
  });
});
