import assert from 'node:assert/strict';
import type { EngineOptions } from '../../../src/core/transport/engineOptions';
import {
  readSystemCertificates,
  type SystemCertificates,
} from '../../../src/core/transport/systemCertificates';
import type { Transport } from '../../../src/core/transport/transport';
import { createAuthority, selfSigned } from '../../support/certificates';
import type { FaultServer } from '../../support/faultServer';
import { answer, startFaultServer } from '../../support/faultServer';
import { holding } from '../../support/handshakes';
import { turns, until, within } from '../../support/inTime';
import { here } from '../../support/probing';
import { startProxy } from '../../support/proxyServer';
import { limitsWith, makeTransport, network, run, timeline } from '../../support/runs';

const office = createAuthority('Office Authority');
/** What is promised of a cancel, in milliseconds. */
const promised = 50;

/** Stands still in the thread that reads, as a call to the system does that takes its time, and burns nothing. */
const standsStill = `
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
`;

/** A system that is asked again and again, and tells when it is told to. */
function systemWith(...answers: readonly (() => Promise<SystemCertificates>)[]) {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    read: () => {
      const tell = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return tell?.() ?? Promise.resolve(undefined);
    },
  };
}
const knowsOffice = () => Promise.resolve([office.cert]);

describe('the certificates of the system', () => {
  let server: FaultServer;
  const closing: { close(): Promise<unknown> }[] = [];
  beforeEach(async () => {
    const { cert, key } = office.issue(here);
    server = await startFaultServer({ tls: { cert, key } });
    server.on('/thing', answer(200));
    closing.push(server);
  });
  afterEach(() => Promise.all(closing.splice(0).map(each => each.close())));

  const transportOf = (
    read: EngineOptions['readSystemCertificates'],
    changes: Partial<EngineOptions['network']> = {},
    options: Partial<EngineOptions> = {},
  ): Transport => {
    const transport = makeTransport({
      network: { ...network, systemCertificates: true, ...changes },
      ...(read && { readSystemCertificates: read }),
      ...options,
    });
    closing.push(transport);
    return transport;
  };
  const go = (transport: Transport, options: Partial<Parameters<typeof run>[0]> = {}) =>
    run({ transport, origin: server.origin, ...options });

  it('are read for a certificate that is not accepted without them, once', async () => {
    const system = systemWith(knowsOffice);
    const { connect, begun } = holding([]);
    const transport = transportOf(system.read, {}, { connect });
    assert.equal(timeline(await go(transport)), '1 200\nanswered');
    assert.equal(begun.length, 2);
    assert.equal(server.seen.length, 1);
    const other = await startFaultServer({ tls: office.issue(here) });
    closing.push(other);
    other.on('/thing', answer(200));
    assert.equal(timeline(await go(transport, { origin: other.origin })), '1 200\nanswered');
    assert.deepEqual([begun.length, system.asked], [3, 1]);
  });

  it('are read once for several connections at a time', async () => {
    const system = systemWith(knowsOffice);
    const transport = transportOf(system.read);
    const results = await Promise.all([go(transport), go(transport), go(transport)]);
    assert.deepEqual(results.map(timeline), Array(3).fill('1 200\nanswered'));
    assert.equal(system.asked, 1);
  });

  it('are read anew by a new transport', async () => {
    const system = systemWith(() => Promise.resolve([]), knowsOffice);
    assert.equal(timeline(await go(transportOf(system.read))), '1 certificateIssuer\nunreachable');
    assert.equal(timeline(await go(transportOf(system.read))), '1 200\nanswered');
    assert.equal(system.asked, 2);
  });

  it('stand beside those of the runtime and of the settings', async () => {
    const known = await startFaultServer({ tls: selfSigned(here) });
    closing.push(known);
    const stranger = createAuthority('Stranger');
    const strange = await startFaultServer({ tls: stranger.issue(here) });
    closing.push(strange);
    strange.on('/thing', answer(200));
    const system = systemWith(knowsOffice);
    const transport = transportOf(system.read, { certificates: [stranger.cert] });
    assert.equal(timeline(await go(transport, { origin: strange.origin })), '1 200\nanswered');
    assert.equal(system.asked, 0);
    assert.equal(timeline(await go(transport)), '1 200\nanswered');
    assert.equal(timeline(await go(transport, { origin: strange.origin })), '1 200\nanswered');
    const still = await go(transport, { origin: known.origin });
    assert.equal(timeline(still), '1 certificateSelfSigned\nunreachable');
    assert.equal(system.asked, 1);
  });

  it('are not read where they cannot help: plain http, another name, switched off, not verified', async () => {
    const system = systemWith(knowsOffice);
    const plain = await startFaultServer();
    closing.push(plain);
    plain.on('/thing', answer(200));
    await go(transportOf(system.read), { origin: plain.origin });
    const named = await startFaultServer({ tls: office.issue({ name: 'x', hosts: ['x.test'] }) });
    closing.push(named);
    const trusting = { certificates: [office.cert] };
    const other = await go(transportOf(system.read, trusting), { origin: named.origin });
    assert.equal(timeline(other), '1 certificateHost\nunreachable');
    const off = await go(transportOf(system.read, { systemCertificates: false }));
    assert.equal(timeline(off), '1 certificateIssuer\nunreachable');
    const environment = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    assert.equal(timeline(await go(transportOf(system.read, { environment }))), '1 200\nanswered');
    assert.equal(system.asked, 0);
  });

  it('a system that does not know it either, and one that cannot tell: not accepted', async () => {
    for (const known of [[createAuthority('Other').cert], [], undefined]) {
      const before = server.seen.length;
      const result = await go(transportOf(() => Promise.resolve(known)));
      assert.equal(timeline(result), '1 certificateIssuer\nunreachable');
      assert.equal(server.seen.length, before);
    }
  });

  it('count for a proxy over TLS as well', async () => {
    const proxy = await startProxy({
      ports: { 'api.test': server.port },
      tls: office.issue({ name: 'proxy', addresses: ['127.0.0.1'] }),
    });
    closing.push(proxy);
    const system = systemWith(knowsOffice);
    const result = await go(transportOf(system.read, { proxy: proxy.url }), {
      origin: 'https://api.test',
    });
    assert.equal(timeline(result), '1 200\nanswered');
    assert.deepEqual([proxy.seen.length, system.asked], [1, 1]);
  });

  describe('while they are read', () => {
    it('a cancel holds at once, and nothing is sent', async () => {
      let tell: (found: SystemCertificates) => void = () => undefined;
      let read = false;
      const { connect, begun } = holding([]);
      const reading = () => {
        read = true;
        return new Promise<SystemCertificates>(resolve => (tell = resolve));
      };
      const transport = transportOf(reading, {}, { connect });
      const abort = new AbortController();
      const running = go(transport, { signal: abort.signal });
      await until(() => read);
      abort.abort();
      const result = await within(promised, running);
      assert.deepEqual(result?.outcome, { kind: 'cancelled', sent: false });
      tell([office.cert]);
      await turns(100);
      assert.deepEqual([begun.length, server.seen.length], [1, 0]);
    });

    it('in a thread that stands still, everything else goes on', async () => {
      let read = false;
      const transport = transportOf(() => {
        read = true;
        return readSystemCertificates(standsStill);
      });
      const abort = new AbortController();
      const running = go(transport, { signal: abort.signal });
      await until(() => read);
      await turns(1_000);
      abort.abort();
      const result = await within(promised, running);
      assert.deepEqual(result?.outcome, { kind: 'cancelled', sent: false });
    });

    it('the limit of a connection ends an attempt with a reason of its own; the reading goes on', async () => {
      let tell: (found: SystemCertificates) => void = () => undefined;
      const system = systemWith(() => new Promise(resolve => (tell = resolve)));
      const transport = transportOf(system.read);
      const limits = limitsWith({ connect: 1_000 });
      const result = await go(transport, {
        limits,
        onWait: () => {
          tell([office.cert]);
        },
      });
      assert.deepEqual(
        result.attempts.map(({ error, status, sent }) => `${error ?? status} ${sent}`),
        ['certificatesUnread false', '200 true'],
      );
      assert.equal(system.asked, 1);
    });

    it('in vain: never sent, tries again, and says so', async () => {
      const transport = transportOf(() => new Promise(() => undefined));
      const result = await go(transport, { limits: limitsWith({ connect: 800 }) });
      assert.deepEqual(result.outcome, {
        kind: 'unreachable',
        reason: 'certificatesUnread',
        sent: false,
        stopped: 'spent',
      });
      assert.equal(server.seen.length, 0);
    });

    it('close() ends what waits for them', async () => {
      let read = false;
      const transport = transportOf(() => {
        read = true;
        return new Promise(() => undefined);
      });
      const running = go(transport);
      await until(() => read);
      await transport.close();
      assert.equal((await running).outcome.kind, 'cancelled');
    });
  });

  it('a thread that fails: said as that, and tried again', async () => {
    const system = systemWith(() => readSystemCertificates('throw new Error("no")'), knowsOffice);
    const result = await go(transportOf(system.read));
    assert.deepEqual(
      result.attempts.map(({ error, status }) => error ?? status),
      ['certificatesFailed', 200],
    );
    assert.equal(system.asked, 2);
  });

  it('a reading that throws at once: said as that too', async () => {
    const throws = () => {
      throw new Error('no');
    };
    const result = await go(transportOf(systemWith(throws, knowsOffice).read));
    assert.deepEqual(
      result.attempts.map(({ error, status }) => error ?? status),
      ['certificatesFailed', 200],
    );
  });

  it('a way of the editor is tried where they cannot be read', async () => {
    const other = await startFaultServer();
    closing.push(other);
    other.on('/thing', answer(200));
    const transport = transportOf(
      () => Promise.reject(new Error('no')),
      {},
      {
        mode: 'auto',
        lookup: (_host, _options, callback) => {
          callback(null, [{ address: '127.0.0.1', family: 4 }]);
        },
        editorFetch: (_input, init) => fetch(`${other.origin}/thing`, init),
      },
    );
    const result = await go(transport, { origin: `https://api.test:${server.port}` });
    assert.equal(timeline(result), '1 certificatesFailed\n2 200\nanswered');
  });
});
