import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Transport } from '../../../src/core/transport/transport';
import type { FaultServer } from '../../support/faultServer';
import { badLocations, redirectStatuses } from '../../support/matrix/locations';
import { answer, head, silence, startFaultServer } from '../../support/faultServer';
import { turns, until } from '../../support/inTime';
import {
  instantWorld,
  limitsWith,
  makeTransport,
  run,
  spendingOperation,
  textOf,
  timeline,
} from '../../support/runs';

describe('redirects', () => {
  let server: FaultServer;
  let other: FaultServer;
  let transport: Transport;
  before(async () => {
    server = await startFaultServer();
    other = await startFaultServer();
    transport = makeTransport();
    server.on('/end', answer(200, {}, 'arrived'));
    other.on('/end', answer(200, {}, 'elsewhere'));
  });
  after(async () => {
    await transport.close();
    await server.close();
    await other.close();
  });
  let path = 0;
  const go = async (
    status: number,
    location: string,
    operation = undefined as typeof spendingOperation | undefined,
  ) => {
    const target = `/from${(path += 1)}`;
    server.on(target, answer(status, { Location: location }, 'moved'));
    const before = server.seen.length;
    const result = await run({
      transport,
      origin: server.origin,
      target,
      ...(operation && { operation }),
    });
    return { result, requests: server.seen.slice(before) };
  };

  for (const status of redirectStatuses) {
    it(`${status} to the same origin is followed for GET, with the key, and shown`, async () => {
      const { result, requests } = await go(status, '/end?x=1');
      assert.equal(textOf(result), 'arrived');
      assert.deepEqual(result.attempts[0]?.redirects, ['/end?x=1']);
      assert.equal(result.attempts.length, 1);
      assert.deepEqual(
        requests.map(({ method }) => method),
        ['GET', 'GET'],
      );
      assert.equal(requests[1]?.headers['x-api-key'], requests[0]?.headers['x-api-key']);
      assert.equal(
        result.attempts[0].bytesOut,
        requests.reduce((sum, { bytes }) => sum + bytes, 0),
      );
    });

    it(`${status} after a POST is an answer`, async () => {
      const { result, requests } = await go(status, '/end', spendingOperation);
      assert.deepEqual(result.outcome, { kind: 'answered', status });
      assert.equal(requests.length, 1);
      assert.deepEqual(result.attempts[0]?.redirects, []);
    });

    it(`${status} to another origin is an answer; the other host sees nothing`, async () => {
      const { result, requests } = await go(status, `${other.origin}/end`);
      assert.deepEqual(result.outcome, { kind: 'answered', status });
      assert.equal(textOf(result), 'moved');
      assert.equal(requests.length, 1);
      assert.equal(other.connections, 0);
    });
  }

  for (const location of badLocations) {
    it(`to "${location}" is an answer`, async () => {
      const { result, requests } = await go(302, location);
      assert.equal(result.outcome.kind, 'answered');
      assert.ok(requests.length === 1 || location === '');
      assert.equal(other.connections, 0);
    });
  }

  it('to the same origin with a login in it is an answer', async () => {
    const { requests } = await go(302, server.origin.replace('http://', 'http://me:pw@') + '/end');
    assert.equal(requests.length, 1);
  });

  it('a loop ends after three hops, as an answer', async () => {
    server.on('/loop', answer(302, { Location: '/loop' }));
    const result = await run({ transport, origin: server.origin, target: '/loop' });
    assert.deepEqual(result.outcome, { kind: 'answered', status: 302 });
    assert.equal(server.seen.filter(({ target }) => target === '/loop').length, 4);
    assert.equal(result.attempts.length, 1);
    assert.equal(result.attempts[0]?.redirects.length, 3);
  });

  it('without Location is an answer', async () => {
    server.on('/bare', answer(302));
    const result = await run({ transport, origin: server.origin, target: '/bare' });
    assert.deepEqual(result.outcome, { kind: 'answered', status: 302 });
  });

  it('the limit of a whole attempt holds over all hops', async () => {
    const [whole, firstHop] = [1_000, 100];
    let end = Promise.resolve();
    server.on('/hop1', (...asked) => {
      // When the limit has passed, if it has begun before this; half a hop more, where it begins anew with the next one.
      end = sleep(whole + firstHop / 2);
      setTimeout(() => answer(302, { Location: '/hop2' })(...asked), firstHop);
    });
    server.on('/hop2', silence);
    const limits = limitsWith({ whole });
    const running = run({ transport, origin: server.origin, target: '/hop1', limits });
    let result: Awaited<typeof running> | undefined;
    void running.then(ended => (result = ended));
    await until(() => server.seen.at(-1)?.target === '/hop2');
    await end;
    await turns(100);
    assert.ok(result, 'the limit began anew');
    assert.equal(timeline(result), '1 totalTimeout\ntimedOut');
    assert.deepEqual(result.attempts[0]?.redirects, ['/hop2']);
  });

  it('what came before a redirect has been sent, wherever it ends', async () => {
    const leaving = await startFaultServer();
    leaving.on('/from', socket => {
      socket.end(head(302, { Location: '/to', 'Content-Length': '0', Connection: 'close' }));
      void leaving.close();
    });
    const abort = new AbortController();
    const result = await run({
      transport,
      origin: leaving.origin,
      target: '/from',
      signal: abort.signal,
      onWait: () => abort.abort(),
      world: { ...instantWorld(), wait: () => new Promise(() => undefined) },
    });
    assert.equal(result.attempts[0]?.error, 'connectRefused');
    assert.equal(result.attempts[0].sent, true);
    assert.deepEqual(result.attempts[0].redirects, ['/to']);
  });
});
