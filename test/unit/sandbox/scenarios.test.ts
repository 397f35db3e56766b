import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/catalog/catalog';
import { scenarios, type ScenarioName } from '../../../src/sandbox/scenarios';
import type { Sandbox } from '../../../src/sandbox/server';
import { handlers } from '../../../src/sandbox/actions/handlers';
import { until, within } from '../../support/inTime';
import { startSandbox } from '../../support/sandbox';
import { assertDocumented, freshKey, send } from './send';

describe('sandbox: scenarios', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  const play = (name: ScenarioName, operationId = 'searchJobs') =>
    send(sandbox, operationId, {
      key: sandbox.keys[`scenario:${name}`],
      query: { page_size: 2 },
      undocumented: true,
    });
  const statuses = async (name: ScenarioName, times: number): Promise<number[]> => {
    const seen: number[] = [];
    for (let n = 0; n < times; n += 1) seen.push((await play(name)).status);
    return seen;
  };

  it('has work for every operation of the catalog and for no other', () => {
    assert.deepEqual(
      Object.keys(handlers).toSorted(),
      catalog()
        .operations.map(({ id }) => id)
        .toSorted(),
    );
  });

  it('has a key and a description for every scenario', () => {
    for (const { name } of sandbox.kinds) assert.ok(name in sandbox.keys, name);
    assert.ok(sandbox.kinds.length >= 6);
    assert.equal(sandbox.scenarios.length, scenarios.length);
    for (const { name, description } of scenarios) {
      assert.match(sandbox.keys[`scenario:${name}`], /^jbe_(live|test)_[\w-]{21}_[\w-]{43}$/);
      assert.match(description, /\.$/);
    }
  });

  for (const [name, expected] of [
    ['429-then-200', [429, 200, 429, 200]],
    ['429-storm', [429, 429, 429, 429, 200]],
    ['429-no-header', [429, 429]],
    ['500-then-200', [500, 200]],
    ['500-always', [500, 500]],
    ['503-then-200', [503, 200]],
    ['408', [408]],
    ['504', [504]],
  ] as const) {
    it(`plays ${name}`, async () => {
      assert.deepEqual(await statuses(name, expected.length), expected);
    });
  }

  it('is chosen by a header too, counted per key', async () => {
    const ask = (key: string) =>
      send(sandbox, 'searchJobs', { key, headers: { 'X-Sandbox-Scenario': '500-then-200' } });
    const [one, two] = [freshKey(), freshKey()];
    assert.deepEqual(
      [(await ask(one)).status, (await ask(two)).status, (await ask(one)).status],
      [500, 500, 200],
    );
    const unknown = await send(sandbox, 'searchJobs', {
      headers: { 'X-Sandbox-Scenario': 'moon' },
    });
    assert.equal(unknown.status, 400);
  });

  it('says Retry-After in seconds, as a date, or not at all', async () => {
    assert.equal((await play('429-seconds')).headers.get('retry-after'), '5');
    const before = Date.now();
    const date = Date.parse((await play('429-date')).headers.get('retry-after') ?? '');
    // A date has no parts of a second.
    assert.ok(date >= before + 4_000 && date <= Date.now() + 5_000);
    for (const name of ['429-no-header', '503-plain'] as const)
      assert.equal((await play(name)).headers.get('retry-after'), null);
    assert.equal((await play('503-retry-after')).headers.get('retry-after'), '5');
  });

  it('answers HTML and nothing at all', async () => {
    assert.match((await play('502-html')).text, /^<!DOCTYPE html>/);
    assert.equal((await play('html-error')).status, 500);
    assert.equal((await play('empty-error')).text, '');
  });

  it('tells a 402 in three incomplete ways', async () => {
    const sentence = await play('402-sentence-only');
    assert.deepEqual(Object.keys(sentence.body), ['error', 'detail']);
    assert.equal(sentence.headers.get('x-credits-required'), null);
    const headers = await play('402-headers-only');
    assert.deepEqual([headers.text, headers.headers.get('x-credits-required')], ['', '75']);
    assert.equal((await play('402-body-only')).body.credits_balance, 12);
  });

  it('answers more than 8 MB that still fit the document', async () => {
    const answer = await play('8mb');
    assert.ok(answer.text.length >= 8 * 1024 * 1024);
    assertDocumented('searchJobs', answer);
    assert.equal(answer.body.jobs.length, 2);
  });

  it('uses the older names of the credit headers', async () => {
    const { headers } = await play('credits-old-headers');
    assert.equal(headers.get('x-credits-used'), '6');
    assert.equal(headers.get('x-credits-deducted'), null);
  });

  it('spreads a slow body, and starts late, as it says, and sends all of it', async () => {
    const pauses: number[] = [];
    const own = await startSandbox({ pause: ms => Promise.resolve(void pauses.push(ms)) });
    const total = () => pauses.splice(0).reduce((sum, ms) => sum + ms, 0);
    for (const [name, ms] of [
      ['slow-body', 4_000],
      ['slow-start', 3_000],
    ] as const) {
      const key = own.keys[`scenario:${name}`];
      const { body } = await send(own, 'searchJobs', { key, query: { page_size: 2 } });
      assert.equal(body.jobs.length, 2);
      assert.equal(total(), ms);
    }
    await own.stop();
  });

  it('cuts the body, the connection and the connection after the debit', async () => {
    for (const name of ['truncated-body', 'dropped-before-work', 'dropped-after-debit'] as const)
      await assert.rejects(play(name), name);
    const key = sandbox.keys['scenario:dropped-after-debit'];
    const left = await fetch(`${sandbox.url}/moved/api/locations/geocode?location=Cork`, {
      headers: { 'X-Api-Key': key },
    });
    assert.equal(left.headers.get('x-credits-balance'), String(50_000 - 6 - 1));
  });

  it('sends what is no JSON and JSON under another name', async () => {
    const bad = await play('bad-json');
    assert.equal(bad.status, 200);
    assert.throws(() => JSON.parse(bad.text) as unknown);
    const wrong = await play('wrong-content-type');
    assert.match(wrong.headers.get('content-type') ?? '', /^text\/html/);
    assert.ok(Array.isArray((JSON.parse(wrong.text) as { jobs: unknown }).jobs));
  });

  it('repeats the key where it was told to, and only there', async () => {
    const key = sandbox.keys['scenario:echo-key'];
    assert.ok((await play('echo-key')).text.includes(key));
    assert.ok(!(await play('500-always')).text.includes(sandbox.keys['scenario:500-always']));
  });

  it('redirects within and across origins, to where the answer is', async () => {
    const same = await play('redirect-same-origin');
    assert.equal(same.status, 307);
    const place = new URL(same.headers.get('location') ?? '', sandbox.url);
    const followed = await fetch(place, {
      headers: { 'X-Api-Key': sandbox.keys['scenario:redirect-same-origin'] },
    });
    assert.equal(followed.status, 200);
    const other = new URL((await play('redirect-other-origin')).headers.get('location') ?? '');
    assert.notEqual(other.origin, sandbox.url);
    assert.equal(other.hostname, 'localhost');
  });

  it('refuses a master key on Auto Apply only', async () => {
    assert.equal((await play('auth-master-key', 'listApplications')).status, 403);
    assert.equal((await play('auth-master-key')).status, 200);
    assert.equal(
      (await send(sandbox, 'listApplications', { key: sandbox.keys.master })).status,
      403,
    );
  });

  it('stops within a second, also with hanging answers, and its port is free again', async () => {
    const asked: string[] = [];
    const own = await startSandbox({ log: line => asked.push(line) });
    const hanging = (['no-answer', 'stalled-body', 'slow-body', 'slow-start'] as const).map(name =>
      fetch(`${own.url}/api/connectors/filters`, {
        headers: { 'X-Api-Key': own.keys[`scenario:${name}`] },
      }).then(answer => answer.text()),
    );
    await until(() => asked.length === hanging.length);
    assert.ok(
      await within(
        1_000,
        own.stop().then(() => true),
      ),
    );
    for (const result of await Promise.allSettled(hanging)) assert.equal(result.status, 'rejected');
    const again = await startSandbox({ port: Number(new URL(own.url).port) });
    assert.equal(again.url, own.url);
    await assert.rejects(startSandbox({ port: Number(new URL(own.url).port) }), /EADDRINUSE/);
    await again.stop();
  });
});
