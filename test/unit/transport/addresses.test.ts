import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as net from 'node:net';
import type { FaultServer } from '../../support/faultServer';
import { answer, head, startFaultServer } from '../../support/faultServer';
import { holding, type Handshakes } from '../../support/handshakes';
import { until } from '../../support/inTime';
import { hole } from '../../support/matrix/lookups';
import { probe, resolvesTo, steps } from '../../support/probing';
import { startProxy } from '../../support/proxyServer';
import { limitsWith, makeTransport, network, run, timeline } from '../../support/runs';

/** The server listens on the first address only; all are of this machine. */
const [open, shut, other] = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];

describe('a name with several addresses', () => {
  let server: FaultServer;
  before(async () => {
    server = await startFaultServer();
    server.on('/thing', answer(200));
  });
  after(() => server.close());

  const go = async (
    handshakes: Handshakes,
    addresses: readonly string[],
    options: Partial<Parameters<typeof run>[0]> = {},
  ) => {
    const transport = makeTransport({
      lookup: resolvesTo(...addresses),
      connect: handshakes.connect,
    });
    const result = await run({ transport, origin: `http://api.test:${server.port}`, ...options });
    await transport.close();
    return result;
  };

  it('one that takes its time, and another that refuses: the first is waited for', async () => {
    const handshakes = holding([open]);
    const running = go(handshakes, [open, shut]);
    await until(() => handshakes.sockets.get(shut)?.destroyed === true);
    handshakes.release(open);
    assert.equal(timeline(await running), '1 200\nanswered');
    assert.deepEqual(handshakes.begun, [open, shut]);
  });

  it('one that refuses: the next is begun at once', async () => {
    const handshakes = holding([]);
    assert.equal(timeline(await go(handshakes, [shut, other, open])), '1 200\nanswered');
    assert.deepEqual(handshakes.begun, [shut, other, open]);
  });

  it('one of which nothing is heard: the next is begun meanwhile, and the first given up', async () => {
    const handshakes = holding([shut]);
    assert.equal(timeline(await go(handshakes, [shut, open])), '1 200\nanswered');
    assert.equal(handshakes.sockets.get(shut)?.destroyed, true);
  });

  it('of two that answer the first is taken, and the other one closed', async () => {
    const handshakes = holding([open, shut]);
    const closed: Promise<unknown>[] = [];
    const second = net.createServer(socket => {
      closed.push(once(socket, 'close'));
      socket.on('data', () => socket.write(head(200, { 'Content-Length': '0' })));
    });
    await new Promise<void>(resolve => second.listen(server.port, shut, resolve));
    const running = go(handshakes, [open, shut]);
    await until(() => handshakes.begun.length === 2);
    handshakes.release(open);
    handshakes.release(shut);
    assert.equal(timeline(await running), '1 200\nanswered');
    assert.ok([...handshakes.sockets.values()].every(({ destroyed }) => destroyed));
    await Promise.all(closed);
    second.close();
    await once(second, 'close');
  });

  it('families take turns, beginning with that of the first', async () => {
    const handshakes = holding([], { '::1': 'ENETUNREACH', '::2': 'ENETUNREACH' });
    await go(handshakes, ['::1', '::2', shut, other, open]);
    assert.deepEqual(handshakes.begun, ['::1', shut, '::2', other, open]);
  });

  it('all fail: told is what says most', async () => {
    const none = { '::1': 'ENETUNREACH', '127.0.0.9': 'EHOSTUNREACH' };
    const mixed = await go(holding([], none), ['::1', shut, '127.0.0.9']);
    assert.equal(mixed.attempts[0]?.error, 'connectRefused');
    const noWay = await go(holding([], none), ['::1', '127.0.0.9']);
    assert.equal(noWay.attempts[0]?.error, 'networkUnreachable');
    const late = await go(holding([], { ...none, [other]: 'ETIMEDOUT' }), ['::1', other]);
    assert.equal(late.attempts[0]?.error, 'connectTimeout');
    for (const { attempts } of [mixed, noWay, late]) {
      assert.ok(attempts.every(({ sent }) => !sent));
    }
  });

  it('none answers: it ends at the limit of the whole, and nothing stays open', async () => {
    const handshakes = holding([open, shut, other]);
    const limits = limitsWith({ connect: 700 });
    const { attempts } = await go(handshakes, [open, shut, other], { limits });
    assert.ok(attempts.every(({ error, sent }) => error === 'connectTimeout' && !sent));
    assert.deepEqual(handshakes.begun.slice(0, 2), [open, shut]);
    assert.ok([...handshakes.sockets.values()].every(({ destroyed }) => destroyed));
  });

  it('cancelled: every connection that is on its way is given up', async () => {
    const handshakes = holding([open, shut]);
    const abort = new AbortController();
    const running = go(handshakes, [open, shut], { signal: abort.signal });
    await until(() => handshakes.begun.length === 2);
    abort.abort();
    await until(() => [...handshakes.sockets.values()].every(({ destroyed }) => destroyed));
    assert.deepEqual((await running).outcome, { kind: 'cancelled', sent: false });
  });

  it('cancelled while another request waits for it: the connection is gone on with', async () => {
    const handshakes = holding([open]);
    const transport = makeTransport({
      lookup: resolvesTo(open),
      connect: handshakes.connect,
    });
    const origin = `http://api.test:${server.port}`;
    const abort = new AbortController();
    const cancelled = run({ transport, origin, signal: abort.signal });
    await until(() => handshakes.begun.length === 1);
    const other = run({ transport, origin });
    await until(() => handshakes.begun.length === 2);
    abort.abort();
    assert.equal((await cancelled).outcome.kind, 'cancelled');
    handshakes.release(open);
    assert.equal(timeline(await other), '1 200\nanswered');
    await transport.close();
  });

  it('a resolver that says nothing ends at the limit; what it says that is no address is none', async () => {
    const limits = limitsWith({ connect: 50 });
    const silent = makeTransport({ lookup: hole });
    const late = await run({ transport: silent, origin: 'http://api.test', limits });
    assert.equal(late.attempts[0]?.error, 'connectTimeout');
    await silent.close();
    const odd = await go(holding([]), ['', 'nowhere']);
    assert.equal(odd.attempts[0]?.error, 'dns');
    const empty = await go(holding([]), []);
    assert.equal(empty.attempts[0]?.error, 'dns');
  });

  it('of a proxy: the same', async () => {
    const handshakes = holding([open]);
    const proxy = await startProxy({ ports: { 'api.test': server.port } });
    const transport = makeTransport({
      network: { ...network, proxy: `http://proxy.test:${proxy.port}` },
      lookup: resolvesTo(open, shut),
      connect: handshakes.connect,
    });
    const running = run({ transport, origin: 'http://api.test' });
    await until(() => handshakes.sockets.get(shut)?.destroyed === true);
    handshakes.release(open);
    assert.equal(timeline(await running), '1 200\nanswered');
    await transport.close();
    await proxy.close();
  });

  describe('in a diagnosed connection', () => {
    const told = async (handshakes: Handshakes, addresses: readonly string[], connect = 40_000) => {
      const report = await probe(
        `http://api.test:${server.port}`,
        {},
        {
          lookup: resolvesTo(...addresses),
          connect: handshakes.connect,
          limits: { connect },
        },
      );
      const stage = report.stages.connect;
      assert.ok(stage && stage.kind !== 'notTried');
      return { report, tried: stage.facts?.tried.map(each => `${each.address} ${each.outcome}`) };
    };

    it('which were tried, and which one answered', async () => {
      const handshakes = holding([other]);
      const { report, tried } = await told(handshakes, [shut, other, open]);
      assert.equal(steps(report), 'lookup done, connect done, request done 200');
      assert.deepEqual(tried, [`${shut} connectRefused`, `${other} pending`, `${open} connected`]);
      assert.equal(handshakes.sockets.get(other)?.destroyed, true);
    });

    it('which were tried, where none answered', async () => {
      const { report, tried } = await told(holding([other]), [shut, other], 1_000);
      assert.equal(steps(report), 'lookup done, connect connectTimeout, request notTried');
      assert.deepEqual(tried, [`${shut} connectRefused`, `${other} pending`]);
      const refused = await told(holding([]), [shut, other]);
      assert.equal(steps(refused.report), 'lookup done, connect connectRefused, request notTried');
      assert.deepEqual(refused.tried, [`${shut} connectRefused`, `${other} connectRefused`]);
    });
  });
});
