import assert from 'node:assert/strict';
import type { Transport } from '../../../src/core/transport/transport';
import { UnsentError } from '../../../src/core/transport/failure';
import { canaryKey, makeTransport } from '../../support/runs';
import { draft, zeroId } from '../request/drafts';
import { harness, recordingServer, type Harness, type HarnessOptions } from './harness';

const spending = draft('searchJobsPost', { body: '{"page_size": 2}' });
const read = draft('getJob', { path: { id: zeroId } });
const fault = () => {
  throw new Error('a fault of ours');
};

describe('explorer and a fault of our own', () => {
  let server: Awaited<ReturnType<typeof recordingServer>>;
  let real: Transport;
  let parts: Harness;
  /** What the server answers, one after the other. */
  let statuses: number[];
  beforeEach(async () => {
    statuses = [];
    real = makeTransport();
    server = await recordingServer((_, response, nth) => {
      response
        .writeHead(statuses[nth - 1] ?? 200, { 'content-type': 'application/json' })
        .end('{}');
    });
  });
  afterEach(async () => {
    await parts.close();
    await real.close();
    await server.close();
  });
  const start = async (options: HarnessOptions) => {
    parts = await harness(() => ({ origin: server.origin, key: canaryKey }), options);
  };
  const run = (of = spending) => parts.explorer.run(of, { profile: 'own' });

  const before: Readonly<Record<string, HarnessOptions>> = {
    'an engine that does not load': { transport: fault },
    'a price that cannot be read': { priceOf: fault, transport: fault },
    'a guard that falls': { guard: { decide: fault } },
    'an attempt that cannot be made ready': {
      transport: () => ({
        send: () => Promise.reject(new UnsentError(new Error('a fault of ours'))),
        close: () => Promise.resolve(),
      }),
    },
  };
  for (const [what, options] of Object.entries(before)) {
    it(`${what}: not sent, and said so`, async () => {
      await start(options);
      const exchange = await run();
      assert.deepEqual(exchange.outcome, { kind: 'refused', reason: 'ourFault' });
      assert.equal(exchange.diagnosis?.code, 'ourFault');
      assert.deepEqual(
        exchange.diagnosis.fixes.map(({ kind }) => kind),
        ['sendAgain', 'copyReport'],
      );
      assert.equal(server.requests.length, 0);
      assert.match(String(parts.failures[0]), /fault of ours|could not be made ready/);
      assert.deepEqual(parts.history.get(exchange.id)?.exchange, exchange);
      assert.deepEqual(parts.explorer.running(), []);
    });
  }

  it('leaves open what an attempt did that had left', async () => {
    const transport = (): Transport => ({
      send: async (...attempt) => {
        await real.send(...attempt);
        return fault();
      },
      close: () => Promise.resolve(),
    });
    await start({ transport });
    const { outcome, diagnosis } = await run();
    assert.deepEqual(outcome, { kind: 'interrupted', sent: true, fault: true });
    assert.equal(diagnosis?.code, 'interrupted');
    assert.equal(diagnosis.facts['fault'], true);
    assert.equal(server.requests.length, 1);
  });

  it('knows of an earlier attempt that it did nothing', async () => {
    statuses = [429];
    let count = 0;
    const transport = (): Transport => ({
      send: (...attempt) =>
        count++ === 0 ? real.send(...attempt) : Promise.reject(new UnsentError(undefined)),
      close: () => Promise.resolve(),
    });
    await start({ transport });
    const { outcome, attempts } = await run();
    assert.deepEqual(outcome, { kind: 'interrupted', sent: false, fault: true });
    assert.equal(attempts.length, 1);
  });

  it('answers a run that cannot be explained', async () => {
    statuses = [400];
    await start({ priceOf: fault });
    const exchange = await run(draft('searchJobsPost', { body: '{"page_size": 900}' }));
    assert.deepEqual(exchange.outcome, { kind: 'answered', status: 400 });
    assert.equal(exchange.diagnosis, undefined);
    assert.equal(parts.failures.length, 1);
  });

  for (const [what, of] of [
    ['a free', read],
    ['a metered', spending],
  ] as const)
    it(`answers ${what} run whose body cannot be kept`, async () => {
      await start({});
      parts.history.recordBody = fault;
      parts.history.recordBodyLater = fault;
      const exchange = await run(of);
      assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
      assert.deepEqual(parts.history.get(exchange.id)?.exchange, exchange);
      assert.equal(parts.failures.length, 1);
    });

  it('answers a run whose charge cannot be read', async () => {
    const transport = (): Transport => ({
      send: async (...attempt) => {
        const answer = await real.send(...attempt);
        if (answer.kind === 'failed') return answer;
        const headers = new Proxy(answer.headers, {
          get: (given, name) => (name === 'x-credits-deducted' ? fault() : given[String(name)]),
        });
        return { ...answer, headers };
      },
      close: () => Promise.resolve(),
    });
    await start({ transport });
    const { outcome, credits } = await run();
    assert.deepEqual([outcome, credits], [{ kind: 'answered', status: 200 }, {}]);
    assert.equal(parts.failures.length, 1);
  });

  it('is not stopped by whoever wants to be told of the start', async () => {
    await start({});
    const options = { profile: 'own', onStart: fault };
    const { outcome } = await parts.explorer.run(read, options);
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
  });

  it('takes a wait that throws for one that was cancelled', async () => {
    statuses = [429];
    await start({});
    const { outcome, attempts } = await parts.explorer.run(read, { profile: 'own', wait: fault });
    assert.deepEqual(outcome, { kind: 'cancelled', sent: false });
    assert.equal(attempts.length, 1);
  });
});
