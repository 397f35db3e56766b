import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Transport } from '../../../src/core/transport/transport';
import type { Behaviour, FaultServer } from '../../support/faultServer';
import { arrived, drip, head, raw, startFaultServer } from '../../support/faultServer';
import {
  limitsWith,
  makeTransport,
  run,
  spendingOperation,
  textOf,
  timeline,
} from '../../support/runs';

const proceed = 'HTTP/1.1 100 Continue\r\n\r\n';
const hints = 'HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n';
const working = 'HTTP/1.1 102 Processing\r\nX-Step: 100\r\n\r\n';
const whole = head(200, { 'Content-Length': '4' }) + '"ok"';

/** Each part in a segment of its own. */
const inParts =
  (parts: readonly string[]): Behaviour =>
  socket => {
    void (async () => {
      for (const part of parts) {
        await new Promise<void>(written => socket.write(part, () => written()));
        await turn();
      }
    })();
  };

describe('interim answers', () => {
  let server: FaultServer;
  before(async () => {
    server = await startFaultServer();
  });
  after(() => server.close());
  let path = 0;
  const get = async (transport: Transport, behaviour: Behaviour) => {
    const target = `/interim${(path += 1)}`;
    server.on(target, behaviour);
    const result = await run({
      transport,
      origin: server.origin,
      target,
      operation: spendingOperation,
    });
    return { result, target };
  };

  describe('over connections of our own', () => {
    let transport: Transport;
    before(() => {
      transport = makeTransport();
    });
    after(() => transport.close());

    const series: readonly (readonly [name: string, bytes: string])[] = [
      ['one 100', proceed],
      ['1,000 of 100', proceed.repeat(1_000)],
      ['1,000 of 102', working.repeat(1_000)],
      ['1,000 of 103', hints.repeat(1_000)],
      ['100, 102 and 103 in turn', (proceed + working + hints).repeat(1_000)],
    ];
    for (const [name, bytes] of series) {
      it(`${name}: the answer behind them counts, after one request`, async () => {
        const { result, target } = await get(transport, raw(bytes + whole));
        assert.equal(timeline(result), '1 200\nanswered');
        assert.equal(textOf(result), '"ok"');
        assert.equal((await arrived(server, target, 1)).length, 1);
      });
    }

    it('are read through wherever a segment ends', async () => {
      const all = proceed + hints + proceed + whole;
      const cuts = all.split('');
      const { result } = await get(transport, inParts(cuts));
      assert.equal(textOf(result), '"ok"');
      for (const at of [1, 9, 12, 24, 25, proceed.length + 3]) {
        const parts = [all.slice(0, at), all.slice(at)];
        assert.equal(textOf((await get(transport, inParts(parts))).result), '"ok"', String(at));
      }
    });

    it('leave the connection to the next request, and the next answer whole', async () => {
      const before = server.connections;
      // A body that reads like an interim answer is none.
      const body = `${proceed}${hints}`;
      const text = head(200, { 'Content-Length': String(body.length) }) + body;
      for (const behaviour of [raw(proceed, whole), raw(text), raw(proceed, text)]) {
        const { result } = await get(transport, behaviour);
        assert.ok(textOf(result) === body || textOf(result) === '"ok"');
        assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
      }
      assert.ok(server.connections - before <= 1);
    });

    for (const [name, part] of [
      ['100', proceed],
      ['103', hints],
    ] as const) {
      it(`${name} without end is no answer in time`, async () => {
        server.on('/endless', drip(part, part, 5));
        const limits = limitsWith({ firstByte: 200 });
        const { outcome } = await run({
          transport,
          origin: server.origin,
          target: '/endless',
          operation: spendingOperation,
          limits,
        });
        assert.ok(outcome.kind === 'timedOut' && outcome.reason === 'headersTimeout');
      });
    }
  });

  describe("through the editor's network", () => {
    let transport: Transport;
    before(() => {
      transport = makeTransport({ mode: 'editor' });
    });
    after(() => transport.close());

    it('1,000 of 103: the answer behind them counts', async () => {
      const { result } = await get(transport, raw(hints.repeat(1_000) + whole));
      assert.equal(textOf(result), '"ok"');
    });

    // Its fetch gives the connection up on a 100; nobody has lost it.
    it('a 100 is told as no answer of HTTP, and not asked for again', async () => {
      const { result } = await get(transport, raw(proceed + whole));
      assert.equal(timeline(result), '1 protocol\nunreachable');
    });

    it('a 101 that nobody asked for is told as that', async () => {
      const upgrade = 'Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
      const { result } = await get(
        transport,
        raw(`HTTP/1.1 101 Switching Protocols\r\n${upgrade}`),
      );
      assert.equal(timeline(result), '1 switchedProtocol\nunreachable');
    });
  });
});
