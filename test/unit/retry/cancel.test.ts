import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { defaultRetrySettings } from '../../../src/core/retry/retryPolicy';
import { createSharedLimits } from '../../../src/core/retry/sharedLimits';
import type { Transport } from '../../../src/core/transport/transport';
import { realWorld } from '../../../src/core/common/world';
import type { FaultServer } from '../../support/faultServer';
import {
  answer,
  drip,
  head,
  raw,
  rawThenEnd,
  silence,
  startFaultServer,
} from '../../support/faultServer';
import { turns, until, within } from '../../support/inTime';
import {
  creatingOperation,
  destinationAt,
  freeOperation,
  keyedOperation,
  makeTransport,
  run,
  spendingOperation,
  textOf,
} from '../../support/runs';

/** What is promised, in milliseconds: a timer of this length, started with the abort, must not be first. */
const promised = 50;
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

  /** What was on its way to the server would have come before what is sent to it now. */
  async function nothingMoreThan(seen: number): Promise<void> {
    server.on('/last', rawThenEnd(head(204, { Connection: 'close' })));
    await fetch(`${server.origin}/last`);
    assert.equal(server.seen.length, seen + 1);
  }

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
      world: realWorld,
      operation: spendingOperation,
      ...options,
    });
    await until(when);
    await turns(20);
    const seen = server.seen.length;
    abort.abort();
    const result = await within(promised, running);
    assert.ok(result, 'a cancel takes too long');
    assert.equal(result.outcome.kind, 'cancelled');
    await nothingMoreThan(seen);
    assert.equal(result.reports.filter(({ outcome }) => outcome.kind === 'cancelled').length, 1);
    return result;
  }

  it('before anything happens: nothing is sent, not even connected', async () => {
    const result = await run({ transport, origin: server.origin, signal: AbortSignal.abort() });
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: false });
    assert.equal(result.attempts.length, 0);
    assert.equal(server.connections, 0);
  });

  it('before anything happens, while others are held back and the key store hangs', async () => {
    const shared = createSharedLimits();
    shared.hold('another scope', 60_000, realWorld);
    const destination = {
      ...destinationAt(server.origin),
      credential: () => new Promise<undefined>(() => undefined),
    };
    const signal = AbortSignal.abort();
    const result = await run({ transport, destination, shared, signal });
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: false });
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
    // That of what was sent last.
    assert.equal(server.connections, 1);
  });

  it('after its time has come, while the key store hangs', async () => {
    const reads: number[] = [];
    const notBefore = Date.now() + 30;
    const destination = {
      ...destinationAt(server.origin),
      credential: () => {
        reads.push(Date.now());
        return new Promise<undefined>(() => undefined);
      },
    };
    const due = () => reads.length > 0 && Date.now() > notBefore + 20;
    const result = await cancelled(due, { destination, notBefore });
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: false });
    assert.equal(server.connections, 1);
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

  it('while the name is looked up: what is found later is not connected to', async () => {
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
    const { length } = server.seen;
    const { connections } = server;
    found?.();
    await nothingMoreThan(length);
    // That of what was sent last.
    assert.equal(server.connections, connections + 1);
    await own.close();
  });

  it('while the answer is awaited', async () => {
    server.on('/thing', silence);
    const result = await cancelled(() => server.seen.length === 1);
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: true });
    assert.equal(result.attempts[0]?.error, 'cancelled');
    await until(() => server.open.size === 0);
  });

  it('while the body comes: what has come is kept', async () => {
    server.on('/thing', drip(head(200, { 'Content-Length': '1000000' }), 'x', 5));
    let bytes = 0;
    const onProgress = (all: number) => (bytes = all);
    const result = await cancelled(() => bytes > 0, { onProgress });
    assert.match(textOf(result), /^x+$/);
    assert.equal(result.attempts[0]?.error, 'cancelled');
    await until(() => server.open.size === 0);
  });

  it('while a packed body comes', async () => {
    const packed = gzipSync(Buffer.alloc(5_000_000, 'abc'));
    server.on('/thing', raw(head(200, { 'Content-Encoding': 'gzip' }), packed.subarray(0, -20)));
    let bytes = 0;
    const result = await cancelled(() => bytes > 0, { onProgress: all => (bytes = all) });
    assert.equal(result.attempts[0]?.error, 'cancelled');
  });

  it('while it waits between attempts', async () => {
    server.on('/thing', answer(429, { 'Retry-After': '30' }, 'limited'));
    let waits = false;
    const result = await cancelled(() => waits, { onWait: () => (waits = true) });
    assert.equal(textOf(result), 'limited');
    assert.equal(result.attempts.length, 1);
    assert.equal(result.attempts[0]?.waitMs, 30_000);
  });

  it('while it waits in a world whose wait does not listen', async () => {
    server.on('/thing', answer(500));
    const world = { ...realWorld, wait: () => new Promise<void>(() => undefined) };
    let waits = false;
    await cancelled(() => waits, { world, onWait: () => (waits = true) });
  });

  it('a wait that rejects ends the run', async () => {
    server.on('/thing', answer(500));
    const world = { ...realWorld, wait: () => Promise.reject(new Error('dropped')) };
    const result = await run({ transport, origin: server.origin, world });
    // A 500 says that nothing was done, so nothing is uncertain.
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: false });
    assert.equal(server.seen.length, 1);
  });

  for (const [what, operation, sent] of [
    ['creates', creatingOperation, true],
    ['creates under an idempotency key', keyedOperation, true],
    ['spends', spendingOperation, false],
    ['reads', freeOperation, false],
  ] as const) {
    it(`while it waits after a 500, one that ${what}: ${sent ? 'may have been carried out' : 'nothing was done'}`, async () => {
      server.on('/thing', answer(500));
      const settings = { ...defaultRetrySettings, creatingOperations: 'table' } as const;
      let waits = false;
      const onWait = () => (waits = true);
      const { outcome } = await cancelled(() => waits, { operation, settings, onWait });
      assert.deepEqual(outcome, { kind: 'cancelled', sent });
    });
  }

  it('close() ends what runs and what waits for a connection', async () => {
    server.on('/thing', silence);
    const own = makeTransport({ lookup: () => undefined });
    const runs = [
      run({ transport, origin: server.origin }),
      run({ transport: own, origin: 'http://api.test' }),
    ];
    await until(() => server.seen.length > 0);
    // Nothing else could end them before their limits do.
    await Promise.all([transport.close(), own.close()]);
    for (const { outcome } of await Promise.all(runs)) assert.equal(outcome.kind, 'cancelled');
  });
});
