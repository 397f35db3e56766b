import assert from 'node:assert/strict';
import type { Exchange } from '../../../src/core/exchange';
import type { ExplorerParts } from '../../../src/core/run/explorerParts';
import { turns, until } from '../../support/inTime';
import { draft, zeroId } from '../request/drafts';
import { harness, realTime } from './harness';
import { ok, ownServer, search } from './ownServer';

describe('explorer and what is asked twice', () => {
  const house = ownServer();
  const { run } = house;
  /** Answers nobody before that many have come or joined: they are side by side, however slow the machine. */
  const afterStarts = (count: number) => {
    let open = (): void => undefined;
    const gate = new Promise<void>(resolve => (open = resolve));
    house.answer = (request, response, nth) => void gate.then(() => ok(request, response, nth));
    return () => {
      count -= 1;
      if (count === 0) open();
    };
  };

  it('joins the same spending request while it runs: one POST', async () => {
    const begun = afterStarts(2);
    const started: Exchange[] = [];
    const onStart = (exchange: Exchange) => {
      started.push(exchange);
      begun();
    };
    const [a, b] = await Promise.all([run(search, { onStart }), run({ ...search }, { onStart })]);
    assert.equal(a.id, b.id);
    assert.deepEqual(
      started.map(({ id }) => id),
      [a.id, a.id],
    );
    assert.equal(house.server.requests.length, 1);
    await run();
    assert.equal(house.server.requests.length, 2);
  });

  it('joins what is the same once it is built, however it was written', async () => {
    const onStart = afterStarts(4);
    const [a, b, c] = await Promise.all([
      run(draft('searchJobs', { query: { page_size: '10', location: 'Porto' } }), { onStart }),
      run(draft('searchJobs', { query: { location: 'Porto', page_size: 10 } }), { onStart }),
      run(draft('searchJobsPost', { body: '{ "page_size":\n 2 }' }), { onStart }),
      run(search, { onStart }),
    ]);
    assert.equal(a.id, b.id);
    assert.notEqual(a.id, c.id);
    assert.equal(house.server.requests.length, 2);
  });

  it('leaves it where who joined gives up: the run goes on for the others', async () => {
    let finish = (): void => undefined;
    house.answer = (request, response, nth) => {
      finish = () => void ok(request, response, nth);
    };
    const running = run();
    await until(() => house.server.requests.length === 1);
    const stop = new AbortController();
    const joined = run(search, {
      signal: stop.signal,
      onStart: () => setTimeout(() => stop.abort()),
    });
    const left = await joined;
    assert.deepEqual(left.outcome, { kind: 'cancelled', sent: true });
    const late = await run(search, { signal: AbortSignal.abort() });
    assert.deepEqual(late.outcome, { kind: 'cancelled', sent: false });
    finish();
    const { id, outcome } = await running;
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.equal(left.id, id);
    assert.equal(house.server.requests.length, 1);
  });

  it('tells who leaves in the wait after a 500 that one that creates may have done its work', async () => {
    house.answer = (_, response) => void response.writeHead(500).end();
    const own = await harness(house.place, {
      world: { ...realTime, wait: () => new Promise(() => undefined) },
      retry: { creatingOperations: 'table' },
    });
    const creating = draft('createProfile', { body: '{"name": "One"}' });
    for (const [of, sent] of [
      [creating, true],
      [search, false],
    ] as const) {
      const from = own.published.length;
      const waits = () => own.published.slice(from).some(each => each.outcome.kind === 'waiting');
      const [stop, leave] = [new AbortController(), new AbortController()];
      const running = own.explorer.run(of, { profile: 'own', signal: stop.signal });
      await until(waits);
      const joined = own.explorer.run(of, {
        profile: 'own',
        signal: leave.signal,
        onStart: () => setTimeout(() => leave.abort()),
      });
      assert.deepEqual((await joined).outcome, { kind: 'cancelled', sent });
      stop.abort();
      const { outcome, diagnosis } = await running;
      assert.deepEqual(outcome, { kind: 'cancelled', sent });
      assert.deepEqual(diagnosis?.fixes, [{ kind: 'sendAgain', mayRepeatCharge: sent }]);
    }
    await own.close();
  });

  it('shows who joins the run as it stands by now: waiting, not being sent', async () => {
    house.answer = (_, response) => void response.writeHead(503).end();
    const own = await harness(house.place, {
      world: { ...realTime, wait: () => new Promise(() => undefined) },
    });
    const stop = new AbortController();
    const running = own.explorer.run(search, { profile: 'own', signal: stop.signal });
    await until(() => own.published.some(each => each.outcome.kind === 'waiting'));
    const started: Exchange[] = [];
    const onStart = (exchange: Exchange) => started.push(exchange);
    const joined = own.explorer.run(search, { profile: 'own', onStart });
    await until(() => started.length > 0);
    stop.abort();
    await Promise.all([running, joined]);
    await own.close();
    assert.deepEqual(
      started.map(({ outcome }) => outcome.kind),
      ['waiting'],
    );
  });

  it('joins no run of another account of the same profile', async () => {
    const onStart = afterStarts(2);
    let account = 'one key';
    const own = await harness(house.place, {
      accountOf: () => account,
    });
    const first = own.explorer.run(search, { profile: 'own', onStart });
    account = 'another key';
    await Promise.all([first, own.explorer.run(search, { profile: 'own', onStart })]);
    await own.close();
    assert.equal(house.server.requests.length, 2);
  });

  describe('and a kept answer that is offered', () => {
    const withDesk = (decide: ExplorerParts['guard']['decide']) =>
      harness(house.place, { guard: { decide } });

    it('takes it in place of a run: no row, no event, no request', async () => {
      const kept = await run();
      const own = await withDesk(() => Promise.resolve({ kind: 'kept', exchange: kept }));
      const started: Exchange[] = [];
      const onStart = (exchange: Exchange) => started.push(exchange);
      const asked = [{ onStart }, { onStart }].map(options =>
        own.explorer.run(search, { profile: 'own', ...options }),
      );
      assert.deepEqual(await Promise.all(asked), [kept, kept]);
      assert.deepEqual(started, [kept, kept]);
      assert.deepEqual(own.history.rows(), []);
      assert.deepEqual(own.published, []);
      assert.deepEqual(own.explorer.running(), []);
      await own.close();
      assert.equal(house.server.requests.length, 1);
    });

    it('is asked once for presses side by side, and nobody is asked again about limits', async () => {
      let questions = 0;
      const own = await withDesk(async () => {
        questions += 1;
        await turns(20);
        return { kind: 'send', isCounted: true };
      });
      const [a, b] = await Promise.all(
        [1, 2].map(() => own.explorer.run(search, { profile: 'o' })),
      );
      assert.equal(a?.id, b?.id);
      assert.deepEqual(a?.outcome, { kind: 'answered', status: 200 });
      assert.equal(questions, 1);
      await own.close();
      assert.equal(house.server.requests.length, 1);
    });

    it('sends nothing where the person wants neither, and says so in a row', async () => {
      const own = await withDesk(() => Promise.resolve({ kind: 'refused' }));
      const { id, outcome } = await own.explorer.run(search, { profile: 'own' });
      assert.deepEqual(outcome, { kind: 'refused', reason: 'notConfirmed' });
      assert.ok(own.history.get(id));
      await own.close();
      assert.equal(house.server.requests.length, 0);
    });

    it('can be cancelled at the question', async () => {
      const stop = new AbortController();
      const own = await withDesk(({ signal }) => {
        queueMicrotask(() => stop.abort());
        return new Promise(resolve =>
          signal.addEventListener('abort', () => resolve({ kind: 'refused' })),
        );
      });
      const { outcome } = await own.explorer.run(search, { profile: 'o', signal: stop.signal });
      assert.deepEqual(outcome, { kind: 'cancelled', sent: false });
      await own.close();
      assert.equal(house.server.requests.length, 0);
    });

    it('asks nobody for a free operation, and says where the caller wants a new run', async () => {
      const asked: unknown[] = [];
      const own = await withDesk(({ repeating }) => {
        asked.push(repeating);
        return Promise.resolve({ kind: 'send', isCounted: true });
      });
      await own.explorer.run(draft('getJob', { path: { id: zeroId } }), { profile: 'own' });
      await own.explorer.run(search, { profile: 'own', repeating: 'send' });
      await own.close();
      assert.deepEqual(asked, ['send']);
      assert.equal(house.server.requests.length, 2);
    });
  });

  it('joins neither another request, nor another profile, nor a free one', async () => {
    const onStart = afterStarts(5);
    const getJob = draft('getJob', { path: { id: zeroId } });
    await Promise.all([
      run(search, { onStart }),
      run(draft('searchJobsPost', { body: '{"page_size": 3}' }), { onStart }),
      run(search, { profile: 'second', onStart }),
      run(getJob, { onStart }),
      run(getJob, { onStart }),
    ]);
    assert.equal(house.server.requests.length, 5);
  });
});
