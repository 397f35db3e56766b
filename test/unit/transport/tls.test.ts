import assert from 'node:assert/strict';
import type { NetworkSettings } from '../../../src/core/transport/proxy';
import type { Certificate } from '../../support/certificates';
import { selfSigned } from '../../support/certificates';
import type { FaultServer } from '../../support/faultServer';
import { answer, startFaultServer } from '../../support/faultServer';
import { until } from '../../support/inTime';
import { authority, badCertificates, here, lookup } from '../../support/matrix/badCertificates';
import { brokenTls } from '../../support/matrix/brokenTls';
import {
  creatingOperation,
  limitsWith,
  makeTransport,
  network,
  run,
  timeline,
} from '../../support/runs';

describe('TLS', () => {
  const servers: FaultServer[] = [];
  const start = async (certificate: Certificate): Promise<FaultServer> => {
    const server = await startFaultServer({
      tls: { cert: certificate.cert, key: certificate.key },
    });
    server.on('/thing', answer(200, {}, 'secret'));
    servers.push(server);
    return server;
  };
  after(() => Promise.all(servers.map(server => server.close())));

  const attempt = async (
    origin: string,
    changes: Partial<NetworkSettings> = {},
    options: Partial<Parameters<typeof run>[0]> = {},
  ) => {
    const certificates = [authority.cert];
    const transport = makeTransport({ network: { ...network, certificates, ...changes }, lookup });
    const result = await run({ transport, origin, ...options });
    await transport.close();
    return result;
  };

  it('a private authority that is trusted by setting', async () => {
    const server = await start(authority.issue(here));
    const result = await attempt(server.origin);
    assert.equal(timeline(result), '1 200\nanswered');
    const { timing, durationMs } = result.attempts[0]!;
    const { queueMs = 0, connectMs = 0, tlsMs = 0, firstByteMs = 0, downloadMs = 0 } = timing;
    assert.ok(tlsMs > 0);
    const sum = queueMs + connectMs + tlsMs + firstByteMs + downloadMs;
    assert.ok(sum <= durationMs, `${sum} of ${durationMs}`);
    assert.equal(server.seen[0]?.headers['host'], `127.0.0.1:${server.port}`);
  });

  it('by name, with SNI', async () => {
    const server = await start(authority.issue(here));
    const result = await attempt(`https://api.test:${server.port}`);
    assert.equal(timeline(result), '1 200\nanswered');
  });

  it('with the certificates of the system where the runtime has them', async () => {
    const server = await start(authority.issue(here));
    const result = await attempt(server.origin, { systemCertificates: true });
    assert.equal(timeline(result), '1 200\nanswered');
  });

  for (const [name, certificate, reason, trusted] of badCertificates) {
    it(`${name}: never retried, and no byte of the request goes out`, async () => {
      const server = await start(certificate);
      const result = await attempt(server.origin, trusted ? {} : { certificates: [] });
      assert.equal(timeline(result), `1 ${reason}\nunreachable`);
      assert.equal(result.attempts[0]?.sent, false);
      assert.equal(server.seen.length, 0);
    });
  }

  it('a server that does not speak TLS: never retried', async () => {
    const server = await startFaultServer({ onConnection: brokenTls.banner });
    servers.push(server);
    const result = await attempt(server.origin.replace('http:', 'https:'));
    assert.equal(timeline(result), '1 protocol\nunreachable');
  });

  it('a handshake that is cut: never sent, tries again', async () => {
    for (const onConnection of [brokenTls.closed, brokenTls.reset]) {
      const server = await startFaultServer({ onConnection });
      servers.push(server);
      const result = await attempt(
        server.origin.replace('http:', 'https:'),
        {},
        { operation: creatingOperation },
      );
      assert.deepEqual(
        result.attempts.map(({ error }) => error),
        Array(4).fill('tlsHandshake'),
      );
      assert.deepEqual(result.outcome, {
        kind: 'unreachable',
        reason: 'tlsHandshake',
        sent: false,
        stopped: 'spent',
      });
      assert.equal(server.connections, 4);
    }
  });

  it('a handshake that never goes on ends at the connect limit', async () => {
    const server = await startFaultServer({ onConnection: brokenTls.silent });
    servers.push(server);
    const limits = limitsWith({ connect: 100 });
    const result = await attempt(server.origin.replace('http:', 'https:'), {}, { limits });
    assert.deepEqual(
      result.attempts.map(({ error }) => error),
      Array(4).fill('connectTimeout'),
    );
    assert.ok(result.attempts.every(({ sent }) => !sent));
    await until(() => server.open.size === 0);
  });

  describe('with verification switched off', () => {
    const off = { environment: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } };

    it('the key is not sent to a host that is not loopback', async () => {
      const server = await start(selfSigned(here));
      const result = await attempt(`https://api.test:${server.port}`, off);
      assert.deepEqual(result.outcome, { kind: 'refused', reason: 'unverifiedTls' });
      assert.equal(result.attempts.length, 0);
      assert.equal(server.connections, 0);
    });

    it('a request without a key may go', async () => {
      const server = await start(selfSigned(here));
      const origin = `https://api.test:${server.port}`;
      const destination = { profile: 'p', origin, credential: () => Promise.resolve(undefined) };
      const result = await attempt(origin, off, { destination });
      assert.equal(timeline(result), '1 200\nanswered');
    });

    it('loopback may be asked', async () => {
      const server = await start(selfSigned(here));
      const result = await attempt(server.origin, off);
      assert.equal(timeline(result), '1 200\nanswered');
    });

    it('http.proxyStrictSSL: false counts only with a proxy', async () => {
      const server = await start(authority.issue(here));
      const origin = `https://api.test:${server.port}`;
      const without = await attempt(origin, { proxyStrictSSL: false });
      assert.equal(timeline(without), '1 200\nanswered');
      const proxied = await attempt(origin, { proxyStrictSSL: false, proxy: 'http://127.0.0.1:9' });
      assert.deepEqual(proxied.outcome, { kind: 'refused', reason: 'unverifiedTls' });
    });
  });
});
