import assert from 'node:assert/strict';
import { isSettled, type Exchange, type RefusalReason } from '../../../src/core/exchange';
import { folderStore } from '../../../src/core/disk/folderStore';
import type { HistoryRow } from '../../../src/core/history/row';
import { until, within } from '../../support/inTime';
import { canaryKey } from '../../support/runs';
import { draft, zeroId } from '../request/drafts';
import { filesOf, harness } from './harness';
import { ok, ownServer, search } from './ownServer';

describe('explorer and what leaves', () => {
  const house = ownServer();
  const { run } = house;
  /** What is promised of a cancel: that a timer of 50 ms, started with it, is not first. */
  const first = (running: Promise<Exchange>) => within(50, running);
  const refused = async (of: typeof search, reason: RefusalReason) => {
    const exchange = await run(of);
    assert.deepEqual(exchange.outcome, { kind: 'refused', reason });
    assert.deepEqual(exchange.attempts, []);
    assert.equal(exchange.diagnosis?.code, reason);
    assert.equal(house.server.requests.length, 0);
  };

  for (const name of ['X-Api-Key', 'Host', 'content-length', 'Cookie', 'Idempotency-Key']) {
    it(`sends nothing with the foreign header ${name}`, () =>
      refused(draft('searchJobs', { headers: { [name]: 'x' } }), 'foreignHeader'));
  }

  for (const [what, of] of [
    ['a way up the path', draft('getJob', { path: { id: '..' } })],
    ['no path value', draft('getJob')],
    ['half a character', draft('getJob', { path: { id: '\ud800\n' } })],
    ['broken JSON', draft('searchJobsPost', { body: '{"a":' })],
    ['no file', draft('importProfile')],
  ] as const) {
    it(`sends nothing for ${what}`, () => refused(of, 'cannotBuild'));
  }

  it('sends what the schema only warns of', async () => {
    const odd = draft('searchJobsPost', { body: '{"page_size": 640, "zzz": 1}' });
    assert.deepEqual((await run(odd)).outcome, { kind: 'answered', status: 200 });
    assert.equal(house.server.requests.length, 1);
  });

  it('ends in an outcome for a header that cannot be written', async () => {
    const headers = { 'Idempotency-Key': 'naïve → ключ' };
    const of = draft('createApplication', { headers, body: JSON.stringify({ job_id: zeroId }) });
    const exchange = await run(of);
    assert.ok(isSettled(exchange));
  });

  it('sends the key as a header to the profile’s own origin, and in no exchange', async () => {
    const exchange = await run();
    assert.equal(house.server.requests[0]?.headers['x-api-key'], canaryKey);
    assert.ok(!JSON.stringify(house.parts.published).includes(canaryKey));
    assert.ok(exchange.url.startsWith(house.server.origin));
  });

  it('sends nothing where it was cancelled before it began', async () => {
    const exchange = await run(search, { signal: AbortSignal.abort() });
    assert.deepEqual(exchange.outcome, { kind: 'cancelled', sent: false });
    assert.equal(house.server.requests.length, 0);
  });

  it('is cancelled at once while it is sent', async () => {
    house.answer = () => undefined;
    const running = run();
    await until(() => house.server.requests.length === 1);
    assert.ok(house.parts.explorer.cancel(house.parts.explorer.running()[0] ?? ''));
    const exchange = await first(running);
    assert.deepEqual(exchange?.outcome, { kind: 'cancelled', sent: true });
    assert.deepEqual(house.parts.explorer.running(), []);
  });

  it('is cancelled at once while it waits, and sends nothing afterwards', async () => {
    house.answer = (_, response) => void response.writeHead(429, { 'retry-after': '1' }).end();
    let timeHasCome = (): void => undefined;
    const wait = () => new Promise<void>(resolve => (timeHasCome = resolve));
    const running = run(search, { wait });
    await until(() => house.parts.published.at(-1)?.outcome.kind === 'waiting');
    house.parts.explorer.cancel(house.parts.explorer.running()[0] ?? '');
    const exchange = await first(running);
    assert.equal(exchange?.outcome.kind, 'cancelled');
    timeHasCome();
    house.answer = ok;
    // What that would have sent would have come before this.
    await run(draft('getConnectorFilters'), { wait: () => Promise.resolve() });
    assert.equal(house.server.requests.length, 2);
  });

  it('is sent now where somebody does not want to wait', async () => {
    house.answer = (request, response, nth) =>
      nth > 1
        ? ok(request, response, nth)
        : void response.writeHead(503, { 'retry-after': '60' }).end();
    const running = run();
    await until(() => house.parts.published.at(-1)?.outcome.kind === 'waiting');
    house.parts.explorer.sendNow(house.parts.explorer.running()[0] ?? '');
    assert.deepEqual((await running).outcome, { kind: 'answered', status: 200 });
    assert.equal(house.server.requests.length, 2);
  });

  it('goes on where the caller’s own wait is over at once, and asks for it once', async () => {
    house.answer = (request, response, nth) =>
      nth > 1
        ? ok(request, response, nth)
        : void response.writeHead(429, { 'retry-after': '3600' }).end();
    const waits: number[] = [];
    const wait = (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    };
    assert.deepEqual((await run(search, { wait })).outcome, { kind: 'answered', status: 200 });
    assert.deepEqual(waits, [3_600_000]);
  });

  it('knows nothing of a run that is over', async () => {
    const { id } = await run();
    assert.equal(house.parts.explorer.cancel(id), false);
  });

  it('has a spending run on disk before the server sees each attempt', async () => {
    const onDisk: (HistoryRow | undefined)[] = [];
    house.answer = async (request, response, nth) => {
      const [only] = await folderStore(house.parts.folder).readAll();
      onDisk.push(only);
      if (nth < 3) response.writeHead(429, { 'retry-after': '0' }).end();
      else await ok(request, response, nth);
    };
    const { id } = await run();
    assert.deepEqual(
      onDisk.map(each => each?.exchange.id),
      [id, id, id],
    );
    assert.deepEqual(
      onDisk.map(each => each?.exchange.attempts.length),
      [0, 1, 2],
    );
    assert.equal(onDisk[0]?.draft.body, search.body);
  });

  it('sends the same idempotency key with every attempt, a new one with every action', async () => {
    house.answer = (request, response, nth) =>
      nth === 2 ? ok(request, response, nth) : void response.writeHead(500).end();
    const of = draft('createApplication', { body: JSON.stringify({ job_id: zeroId }) });
    const wait = () => Promise.resolve();
    const first = await run(of, { wait });
    house.answer = ok;
    await run(of);
    const idempotencyKey = house.parts.history.get(first.id)?.idempotencyKey;
    await run(of, { idempotencyKey });
    const [a, b, c, d] = house.server.requests.map(({ headers }) => headers['idempotency-key']);
    assert.ok(a && a === b && a === d && a === idempotencyKey && a !== c);
  });

  it('keeps no file in history', async () => {
    const base64 = Buffer.from('a very private resume').toString('base64');
    const files = { file: { name: 'cv.txt', type: 'text/plain', base64 } };
    const { id } = await run(draft('importProfile', { files }));
    await house.parts.history.flush();
    const rows = await folderStore(house.parts.folder).readAll();
    assert.deepEqual(
      rows.map(row => [row.exchange.id, row.hadFiles]),
      [[id, true]],
    );
    for (const { text } of await filesOf(house.parts.folder)) {
      assert.ok(!text.includes(base64) && !text.includes('private resume'));
    }
  });

  it('ends every run when it is disposed', async () => {
    house.answer = () => undefined;
    const running = [run(), run(draft('getConnectorFilters'))];
    await until(() => house.server.requests.length === 2);
    await house.parts.explorer.dispose();
    for (const exchange of await Promise.all(running))
      assert.match(exchange.outcome.kind, /^(cancelled|interrupted)$/);
    assert.deepEqual(house.parts.explorer.running(), []);
  });

  it('goes on where a listener throws, and tells of it', async () => {
    const bug = new Error('a listener’s bug');
    house.parts.explorer.onDidChange(() => {
      throw bug;
    });
    assert.deepEqual((await run()).outcome, { kind: 'answered', status: 200 });
    assert.ok(house.parts.failures.includes(bug));
  });

  it('that is closed before a run was let through leaves one that was not sent', async () => {
    let asked: () => void = () => undefined;
    const asking = new Promise<void>(resolve => (asked = resolve));
    const decide = () => new Promise<never>(() => asked());
    const other = await harness(house.place, { guard: { decide } });
    const running = other.explorer.run(search, { profile: 'own' });
    await asking;
    await other.explorer.dispose();
    await running;
    const [row] = other.history.rows();
    assert.deepEqual(row?.exchange.outcome, { kind: 'interrupted', sent: false });
    assert.equal(house.server.requests.length, 0);
    await other.close();
  });
});
