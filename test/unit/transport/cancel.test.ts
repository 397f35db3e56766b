import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Transport } from '../../../src/core/transport/transport';
import { realWorld } from '../../../src/core/transport/world';
import type { FaultServer } from '../../support/faultServer';
import { answer, drip, head, raw, silence, startFaultServer } from '../../support/faultServer';
import { destinationAt, makeTransport, run, spendingOperation, textOf } from '../../support/runs';

/** Far above the 50 ms that are promised, for a machine under load; far below every limit of these runs. */
const generous = 1_000;
const limits = { connect: 20_000, firstByte: 20_000, idleBody: 20_000, whole: 30_000 };

describe('cancel', () => {
  let server: FaultServer;
  let transport: Transport;
  beforeEach(async () => {
    server = await startFaultServer();
    transport = makeTransport();
  });
  afterEach(async () => {
    await transport.close();
    await server.close();
  });

  /** Cancels as soon as `when` is true, and proves that nothing follows. */
  async function cancelled(
    when: () => boolean,
    options: Partial<Parameters<typeof run>[0]> = {},
  ): Promise<Awaited<ReturnType<typeof run>>> {
    const abort = new AbortController();
    const running = run({
      transport,
      origin: server.origin,
      signal: abort.signal,
      limits,
      world: realWorld,
      operation: spendingOperation,
      ...options,
    });
    while (!when()) await sleep(2);
    await sleep(20);
    const seen = server.seen.length;
    const at = performance.now();
    abort.abort();
    const result = await running;
    assert.ok(performance.now() - at < generous);
    assert.equal(result.outcome.kind, 'cancelled');
    await sleep(60);
    assert.equal(server.seen.length, seen);
    assert.equal(result.reports.filter(({ outcome }) => outcome.kind === 'cancelled').length, 1);
    return result;
  }

  it('before anything happens: nothing is sent, not even connected', async () => {
    const result = await run({ transport, origin: server.origin, signal: AbortSignal.abort() });
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: false });
    assert.equal(result.attempts.length, 0);
    assert.equal(server.connections, 0);
  });

  it('while the key is read', async () => {
    let asked = false;
    const destination = {
      ...destinationAt(server.origin),
      credential: () => {
        asked = true;
        return new Promise<undefined>(() => undefined);
      },
    };
    const result = await cancelled(() => asked, { destination });
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: false });
    assert.equal(server.connections, 0);
  });

  it('while the name is looked up', async () => {
    let asked = false;
    const own = makeTransport({
      lookup: () => {
        asked = true;
      },
    });
    const destination = destinationAt('http://api.test');
    const result = await cancelled(() => asked, { destination, transport: own });
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: false });
    await own.close();
  });

  it('while the name is looked up: the connection that comes later carries nothing', async () => {
    let found: (() => void) | undefined;
    const own = makeTransport({
      lookup: (_host, options, callback) => {
        found = () => {
          if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
          else callback(null, '127.0.0.1', 4);
        };
      },
    });
    const destination = destinationAt(`http://api.test:${server.port}`);
    await cancelled(() => found !== undefined, { destination, transport: own });
    found?.();
    await sleep(60);
    assert.equal(server.seen.length, 0);
    await own.close();
  });

  it('while the answer is awaited', async () => {
    server.on('/thing', silence);
    const result = await cancelled(() => server.seen.length === 1);
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: true });
    assert.equal(result.attempts[0]?.error, 'cancelled');
    assert.equal(server.open.size, 0);
  });

  it('while the body comes: what has come is kept', async () => {
    server.on('/thing', drip(head(200, { 'Content-Length': '1000000' }), 'x', 5));
    const result = await cancelled(() => server.seen.length === 1);
    assert.match(textOf(result), /^x+$/);
    assert.equal(result.attempts[0]?.error, 'cancelled');
    assert.equal(server.open.size, 0);
  });

  it('while a packed body comes', async () => {
    const packed = gzipSync(Buffer.alloc(5_000_000, 'abc'));
    server.on('/thing', raw(head(200, { 'Content-Encoding': 'gzip' }), packed.subarray(0, -20)));
    await cancelled(() => server.seen.length === 1);
  });

  it('while it waits between attempts', async () => {
    server.on('/thing', answer(429, { 'Retry-After': '30' }, 'limited'));
    const result = await cancelled(() => server.seen.length === 1);
    assert.equal(textOf(result), 'limited');
    assert.equal(result.attempts.length, 1);
    assert.equal(result.attempts[0]?.waitMs, 30_000);
  });

  it('while it waits in a world whose wait does not listen', async () => {
    server.on('/thing', answer(500));
    const world = { ...realWorld, wait: () => new Promise<void>(() => undefined) };
    await cancelled(() => server.seen.length === 1, { world });
  });

  it('a wait that rejects ends the run', async () => {
    server.on('/thing', answer(500));
    const world = { ...realWorld, wait: () => Promise.reject(new Error('dropped')) };
    const result = await run({ transport, origin: server.origin, world });
    // A 500 says that nothing was done, so nothing is uncertain.
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: false });
    assert.equal(server.seen.length, 1);
  });

  it('close() ends what runs and what waits for a connection', async () => {
    server.on('/thing', silence);
    const own = makeTransport({ lookup: () => undefined });
    const runs = [
      run({ transport, origin: server.origin, limits }),
      run({ transport: own, origin: 'http://api.test', limits }),
    ];
    while (server.seen.length === 0) await sleep(2);
    const at = performance.now();
    await Promise.all([transport.close(), own.close()]);
    for (const { outcome } of await Promise.all(runs)) assert.equal(outcome.kind, 'cancelled');
    assert.ok(performance.now() - at < 2_000);
  });
});
