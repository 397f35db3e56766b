import assert from 'node:assert/strict';
import type { NetworkSettings } from '../../../src/core/transport/proxy';
import { proxyFor } from '../../../src/core/transport/proxy';
import { createAuthority, selfSigned } from '../../support/certificates';
import type { FaultServer } from '../../support/faultServer';
import { answer, startFaultServer } from '../../support/faultServer';
import { failingLookup } from '../../support/matrix/lookups';
import { refusingProxies } from '../../support/matrix/refusingProxies';
import type { ProxyOptions, ProxyServer } from '../../support/proxyServer';
import { startProxy } from '../../support/proxyServer';
import { makeTransport, network, run, spendingOperation, timeline } from '../../support/runs';

const authority = createAuthority('Proxy Test Authority');
const login = `Basic ${Buffer.from('me:pass word').toString('base64')}`;

describe('proxies', () => {
  let secure: FaultServer;
  let plain: FaultServer;
  let proxy: ProxyServer | undefined;
  before(async () => {
    const { cert, key } = authority.issue({ name: 'api', hosts: ['api.test'] });
    secure = await startFaultServer({ tls: { cert, key } });
    plain = await startFaultServer();
    for (const server of [secure, plain]) server.on('/thing', answer(200));
  });
  after(async () => {
    await secure.close();
    await plain.close();
  });
  afterEach(() => proxy?.close());

  const through = async (
    options: Partial<ProxyOptions>,
    settings: (url: string) => Partial<NetworkSettings>,
    origin = 'https://api.test',
  ) => {
    proxy = await startProxy({
      ports: { 'api.test': secure.port, 'plain.test': plain.port },
      ...options,
    });
    const certificates = [authority.cert];
    const transport = makeTransport({
      network: { ...network, certificates, ...settings(proxy.url) },
      lookup: failingLookup('ENOTFOUND'),
    });
    const result = await run({ transport, origin, operation: spendingOperation });
    await transport.close();
    return { result, seen: proxy.seen };
  };

  it('https goes through a tunnel, and the proxy sees neither request nor key', async () => {
    const { result, seen } = await through({}, url => ({ proxy: url }));
    assert.equal(timeline(result), '1 200\nanswered');
    assert.deepEqual(seen, [{ target: 'api.test:443', login: undefined }]);
    assert.equal(secure.seen.at(-1)?.headers['host'], 'api.test');
    assert.equal(secure.seen.at(-1)?.headers['proxy-authorization'], undefined);
    const { timing } = result.attempts[0]!;
    assert.ok(timing.connectMs !== undefined && timing.tlsMs !== undefined);
  });

  it('http goes through a tunnel too', async () => {
    const { result, seen } = await through({}, url => ({ proxy: url }), 'http://plain.test');
    assert.equal(timeline(result), '1 200\nanswered');
    assert.deepEqual(seen, [{ target: 'plain.test:80', login: undefined }]);
  });

  it('from the environment', async () => {
    const { result } = await through({}, url => ({ environment: { https_proxy: url } }));
    assert.equal(timeline(result), '1 200\nanswered');
  });

  it('with the login of the setting', async () => {
    const { result } = await through({ login }, url => ({ proxy: url, proxyAuthorization: login }));
    assert.equal(timeline(result), '1 200\nanswered');
  });

  for (const [written, meant] of [
    ['me:50%off', 'me:50%off'],
    ['me:50%zzoff%20%', 'me:50%zzoff %'],
    ['me:%ff%fe', 'me:%ff%fe'],
    ['m%65:p%c3%a4ss', 'me:päss'],
    ['%:%', '%:%'],
  ] as const) {
    it(`with a login as people write it: ${written}`, async () => {
      const login = `Basic ${Buffer.from(meant).toString('base64')}`;
      const { result } = await through({ login }, url => ({
        proxy: url.replace('http://', `http://${written}@`),
      }));
      assert.equal(timeline(result), '1 200\nanswered');
    });
  }

  it('with the login of the address', async () => {
    const { result } = await through({ login }, url => ({
      proxy: url.replace('http://', 'http://me:pass%20word@'),
    }));
    assert.equal(timeline(result), '1 200\nanswered');
  });

  it('a login that is missing: never retried, nothing sent', async () => {
    const { result, seen } = await through({ login }, url => ({ proxy: url }));
    assert.equal(timeline(result), '1 proxyLogin\nunreachable');
    assert.equal(result.attempts[0]?.sent, false);
    assert.equal(seen.length, 1);
  });

  for (const [name, options] of refusingProxies) {
    it(`a proxy that refuses (${name}): never sent, tries again`, async () => {
      const { result, seen } = await through(options, url => ({ proxy: url }));
      assert.deepEqual(
        result.attempts.map(({ error }) => error),
        Array(4).fill('proxyRefused'),
      );
      assert.equal(seen.length, 4);
      assert.ok(result.attempts.every(({ sent }) => !sent));
    });
  }

  it('a proxy that is not there', async () => {
    const { result } = await through({}, () => ({ proxy: 'http://127.0.0.1:1' }));
    assert.equal(result.attempts[0]?.error, 'proxyRefused');
  });

  for (const kind of ['socks', 'socks4a', 'socks5', 'socks5h', 'ftp']) {
    it(`a proxy of the kind ${kind}: never retried, and nobody is connected to`, async () => {
      const { connections } = plain;
      for (const settings of [
        { proxy: `${kind}://127.0.0.1:${plain.port}` },
        { environment: { https_proxy: `${kind}://127.0.0.1:${plain.port}` } },
      ]) {
        const { result, seen } = await through({}, () => settings);
        assert.equal(timeline(result), '1 proxyUnsupported\nunreachable');
        assert.deepEqual(result.outcome, {
          kind: 'unreachable',
          reason: 'proxyUnsupported',
          sent: false,
          proxy: { by: 'proxy' in settings ? 'http.proxy' : 'https_proxy' },
        });
        assert.deepEqual(seen, []);
        await proxy?.close();
      }
      assert.equal(plain.connections, connections);
    });
  }

  describe('over TLS to the proxy itself', () => {
    const office = createAuthority('Office Authority');
    const own = { name: 'proxy', addresses: ['127.0.0.1'] };
    const trusting = { certificates: [authority.cert, office.cert] };

    it('goes through, with the login, which only the proxy sees', async () => {
      const { result, seen } = await through({ login, tls: office.issue(own) }, url => ({
        proxy: url,
        proxyAuthorization: login,
        ...trusting,
      }));
      assert.equal(timeline(result), '1 200\nanswered');
      assert.deepEqual(seen, [{ target: 'api.test:443', login }]);
      assert.equal(secure.seen.at(-1)?.headers['proxy-authorization'], undefined);
      const { timing } = result.attempts[0]!;
      assert.ok(timing.connectMs !== undefined && timing.tlsMs !== undefined);
    });

    it('goes through with the login of the address, and for http too', async () => {
      const { result, seen } = await through(
        { login, tls: office.issue(own) },
        url => ({ proxy: url.replace('https://', 'https://me:pass%20word@'), ...trusting }),
        'http://plain.test',
      );
      assert.equal(timeline(result), '1 200\nanswered');
      assert.deepEqual(seen, [{ target: 'plain.test:80', login }]);
    });

    it('a login that is wrong: never retried, nothing sent', async () => {
      const { result, seen } = await through({ login, tls: office.issue(own) }, url => ({
        proxy: url,
        proxyAuthorization: 'Basic eA==',
        ...trusting,
      }));
      assert.equal(timeline(result), '1 proxyLogin\nunreachable');
      assert.equal(seen.length, 1);
    });

    const strangers = {
      certificateIssuer: createAuthority('Stranger').issue(own),
      certificateHost: office.issue({ name: 'proxy', addresses: ['127.0.0.2'] }),
      certificateExpired: office.issue({ ...own, validDays: [-9, -2] }),
      certificateSelfSigned: selfSigned(own),
    };
    for (const [reason, tls] of Object.entries(strangers)) {
      for (const origin of ['https://api.test', 'http://plain.test']) {
        it(`${reason} of the proxy: never retried, and no login goes to it (${origin})`, async () => {
          const { result, seen } = await through(
            { login, tls },
            url => ({ proxy: url, proxyAuthorization: login, ...trusting }),
            origin,
          );
          assert.equal(timeline(result), `1 ${reason}\nunreachable`);
          assert.deepEqual(seen, []);
        });
      }
    }

    it('a proxy whose certificate is not checked gets no key through', async () => {
      const { result, seen } = await through(
        { tls: createAuthority('Stranger').issue(own) },
        url => ({ proxy: url, proxyStrictSSL: false }),
      );
      assert.deepEqual(result.outcome, { kind: 'refused', reason: 'unverifiedTls' });
      assert.deepEqual(seen, []);
    });

    it('a proxy that speaks no TLS after all', async () => {
      const { result, seen } = await through({}, url => ({
        proxy: url.replace('http://', 'https://'),
        ...trusting,
      }));
      assert.equal(result.attempts[0]?.error, 'proxyRefused');
      assert.ok(result.attempts.every(({ sent }) => !sent));
      assert.ok(seen.every(({ target }) => target === ''));
    });
  });

  it('noProxy goes straight', async () => {
    const { result, seen } = await through({}, url => ({ proxy: url, noProxy: ['.test'] }));
    assert.equal(result.attempts[0]?.error, 'dns');
    assert.equal(seen.length, 0);
  });

  it('loopback goes straight', async () => {
    const { result, seen } = await through({}, url => ({ proxy: url }), plain.origin);
    assert.equal(timeline(result), '1 200\nanswered');
    assert.equal(seen.length, 0);
  });

  it('a certificate is checked through the tunnel as well', async () => {
    const { result } = await through({}, url => ({ proxy: url, certificates: [] }));
    assert.equal(timeline(result), '1 certificateIssuer\nunreachable');
  });

  const direct: readonly (readonly [origin: string, noProxy: string, straight: boolean])[] = [
    ['https://api.test', '*', true],
    ['https://api.test', 'api.test', true],
    ['https://api.test', 'API.TEST', true],
    ['https://api.test', 'test', true],
    ['https://api.test', '*.test', true],
    ['https://api.test', 'api.test:443', true],
    ['https://api.test', 'api.test:8443', false],
    ['https://api.test:8443', 'api.test:8443', true],
    ['https://api.test', 'pi.test', false],
    ['https://api.test', 'other.test, api.test', true],
    ['https://10.1.2.3', '10.0.0.0/8', true],
    ['https://11.1.2.3', '10.0.0.0/8', false],
    ['https://10.1.2.3', '10.0.0.0/99', false],
    ['https://[fd00::1]', 'fd00::/8', true],
    ['https://[fd00::1]', 'fd00::1', true],
    ['https://api.test', '', false],
  ];
  for (const [origin, noProxy, straight] of direct) {
    it(`${origin} with noProxy "${noProxy}" goes ${straight ? 'straight' : 'through'}`, () => {
      const url = new URL(origin);
      const proxied = { ...network, proxy: 'http://proxy.test:3128' };
      assert.equal(
        proxyFor(url, { ...proxied, noProxy: noProxy.split(',') }) === undefined,
        straight,
      );
      const environment = { NO_PROXY: noProxy };
      assert.equal(proxyFor(url, { ...proxied, environment }) === undefined, straight);
    });
  }
});
