import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';
import type { Exchange } from '../../../src/core/exchange';
import { scenarios } from '../../../src/sandbox/scenarios';
import type { Sandbox } from '../../../src/sandbox/server';
import { canary, hits, shown, withScenario } from '../../support/canary';
import { until } from '../../support/inTime';
import { formsOf } from '../../support/keyForms';
import { instantWorld } from '../../support/runs';
import { startSandbox } from '../../support/sandbox';
import { filesOf, harness, type Harness } from '../run/harness';
import { draft, zeroId } from '../request/drafts';

/** A story of each run as a log would tell it: everything an exchange says, line by line. */
const storyOf = (exchange: Exchange): string =>
  [
    `${exchange.method} ${exchange.url} ${exchange.profile}`,
    ...exchange.attempts.map(
      attempt => `${attempt.status ?? attempt.error ?? ''} ${inspect(attempt.headers)}`,
    ),
    `${inspect(exchange.outcome)} ${inspect(exchange.diagnosis)}`,
  ].join('\n');

describe('the key', () => {
  let sandbox: Sandbox;
  let front: Awaited<ReturnType<typeof withScenario>>;
  let parts: Harness;
  let scenario = '';
  const story: string[] = [];
  before(async () => {
    sandbox = await startSandbox({ pause: () => Promise.resolve() });
    front = await withScenario(sandbox, () => scenario);
    const limits = { connect: 2_000, idleBody: 300, wholeAfterFirstByte: 1_000 };
    parts = await harness(() => ({ origin: front.origin, key: canary }), {
      world: instantWorld(),
      limits,
    });
    parts.explorer.onDidChange(exchange => story.push(storyOf(exchange)));
  });
  after(async () => {
    await parts.close();
    await front.close();
    await sandbox.stop();
  });

  const places = async () => {
    await parts.history.flush();
    return [
      ...(await filesOf(parts.folder)),
      ...parts.published.flatMap((exchange, index) => shown(`exchange ${index}`, exchange)),
      ...parts.history.rows().flatMap(row => shown(`row ${row.exchange.id}`, row)),
      ...parts.failures.flatMap((failure, index) => shown(`failure ${index}`, failure)),
      { name: 'story', text: story.join('\n') },
    ];
  };

  for (const { name } of scenarios) {
    it(`is sent, and stays nowhere, in ${name}`, async () => {
      scenario = name;
      const before = front.requests.length;
      const stop = new AbortController();
      const runs = [
        draft('searchJobsPost', { body: '{"page_size": 3}' }),
        draft('getJob', { path: { id: zeroId } }),
      ].map(each => parts.explorer.run(each, { profile: 'own', signal: stop.signal }));
      if (name === 'no-answer') {
        // Ended by hand once both have been sent: no test waits for their time limit.
        await until(() => front.requests.length === before + runs.length);
        stop.abort();
      }
      for (const { outcome } of await Promise.all(runs)) assert.notEqual(outcome.kind, 'refused');
      const sent = front.requests.slice(before);
      assert.ok(sent.length >= 2);
      for (const { headers } of sent) assert.equal(headers['x-api-key'], canary);
    });
  }

  it('is in no file of history, no exchange, no row, no failure, no story', async () => {
    const all = await places();
    assert.ok(all.length > scenarios.length * 4, 'there is something to search');
    assert.deepEqual(hits(all), []);
  });

  it('was echoed by the server, and is hidden in what was kept of that', async () => {
    const echoed = parts.history
      .rows()
      .filter(({ exchange }) => 'x-received-key' in (exchange.attempts[0]?.headers ?? {}));
    assert.equal(echoed.length, 2);
    for (const { exchange } of echoed) {
      assert.match(exchange.attempts[0]?.headers['x-received-key'] ?? '', /^\*+$/);
      const content = await parts.bodies.content(exchange.id);
      assert.match(Buffer.from(content?.bytes ?? []).toString(), /\*{74}/);
    }
  });

  it('would be found in each of these places, in each form', async () => {
    for (const form of formsOf(canary)) {
      const marker = path.join(parts.folder, 'marker.body');
      await fs.writeFile(marker, `{"x":"${form}"}`, 'latin1');
      assert.deepEqual(hits(await filesOf(parts.folder)), ['marker.body']);
      await fs.rm(marker);
    }
    const sample = parts.published[0];
    assert.ok(sample);
    for (const planted of [
      { ...sample, url: `${sample.url}?key=${canary}` },
      { ...sample, diagnosis: { code: 'badRequest', facts: {}, message: canary, fixes: [] } },
      {
        ...sample,
        attempts: [{ headers: { 'x-echo': Buffer.from(`a${canary}`).toString('base64') } }],
      },
    ]) {
      assert.equal(hits(shown('planted', planted)).length, 2);
    }
    assert.equal(hits([{ name: 'story', text: storyOf({ ...sample, url: canary }) }]).length, 1);
    assert.equal(hits(shown('failure', new Error(`no: ${canary}`))).length, 1);
  });
});
