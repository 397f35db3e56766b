import assert from 'node:assert/strict';
import type { EngineOptions } from '../../../../src/core/transport/engineOptions';
import type { ConnectionReport } from '../../../../src/core/transport/probe/connectionReport';
import { noSuchName, probe, servers, steps } from '../../../support/probing';

const nothing: ConnectionReport['looked'] = {
  notExcludedBy: undefined,
  unused: [],
  overruledLogin: undefined,
  kerberos: false,
  extraCertificates: false,
  strictSslIdle: false,
};

describe('what decides a connection', () => {
  const { start, close } = servers();
  after(close);

  const rows: readonly (readonly [
    name: string,
    Partial<EngineOptions['network']>,
    Partial<ConnectionReport['looked']>,
  ])[] = [
    ['nothing', {}, {}],
    [
      'a list that does not hold the host',
      { proxy: 'http://p.test', noProxy: ['other.test'] },
      { notExcludedBy: 'http.noProxy' },
    ],
    [
      'a list of the environment that does not hold the host',
      { environment: { HTTPS_PROXY: 'http://p.test', NO_PROXY: 'other.test' } },
      { notExcludedBy: 'NO_PROXY' },
    ],
    [
      'a list that is not looked at without a proxy',
      { noProxy: ['other.test'] },
      { unused: ['http.noProxy'] },
    ],
    [
      'what another one stands above',
      { proxy: 'http://p.test', environment: { HTTPS_PROXY: 'a', ALL_PROXY: 'b' } },
      { unused: ['HTTPS_PROXY', 'ALL_PROXY'] },
    ],
    [
      'everything, once proxies are off',
      { proxy: 'http://p.test', proxySupport: 'off', environment: { NO_PROXY: '*' } },
      { unused: ['http.proxy', 'NO_PROXY'] },
    ],
    [
      'a login of a setting without a proxy',
      { proxyAuthorization: 'Basic eA==' },
      { unused: ['http.proxyAuthorization'] },
    ],
    [
      'a login of a setting where the host is excluded',
      { proxy: 'http://p.test', proxyAuthorization: 'Basic eA==', noProxy: ['api.test'] },
      { unused: ['http.proxyAuthorization'] },
    ],
    [
      'a login in the address, above which a setting stands',
      { proxyAuthorization: 'Basic eA==', environment: { HTTPS_PROXY: 'http://me:pw@p.test' } },
      { overruledLogin: 'HTTPS_PROXY' },
    ],
    [
      'a login in the address that is sent',
      { proxyAuthorization: ' ', proxy: 'http://me:pw@p.test' },
      {},
    ],
    [
      'a login of a setting alone',
      { proxyAuthorization: 'Basic eA==', proxy: 'http://p.test' },
      {},
    ],
    ['a name for Kerberos', { kerberos: true }, { kerberos: true }],
    [
      'more certificates of the runtime',
      { environment: { NODE_EXTRA_CA_CERTS: '/somewhere' } },
      { extraCertificates: true },
    ],
    ['http.proxyStrictSSL without a proxy', { proxyStrictSSL: false }, { strictSslIdle: true }],
    ['http.proxyStrictSSL with one', { proxyStrictSSL: false, proxy: 'http://p.test' }, {}],
  ];
  for (const [name, changes, expected] of rows) {
    it(`${name} is told`, async () => {
      const report = await probe('https://api.test', changes, { lookup: noSuchName });
      assert.deepEqual(report.looked, { ...nothing, ...expected });
    });
  }

  it('proxies off: it goes straight, and says by what', async () => {
    const changes = { proxy: 'socks5://127.0.0.1:1', proxySupport: 'off' } as const;
    const report = await probe('https://api.test', changes, { lookup: noSuchName });
    assert.deepEqual(report.route, {
      kind: 'direct',
      because: 'off',
      source: 'http.proxySupport',
    });
    assert.match(steps(report), /^lookup dns/);
  });

  it('a proxy that cannot be used: no step goes another way', async () => {
    const server = await start();
    const secret = `hidden${'7'.repeat(3)}`;
    for (const [proxy, reason] of [
      [`socks5://me:${secret}@127.0.0.1`, 'proxyUnsupported'],
      [`http://me:${secret}@:x`, 'proxyUnreadable'],
    ] as const) {
      const report = await probe(`http://api.test:${server.port}`, { proxy });
      assert.equal(
        steps(report),
        `lookup notTried, connect notTried, tunnel ${reason}, request notTried`,
      );
      assert.ok(!JSON.stringify(report).includes(secret));
    }
    assert.equal(server.connections, 0);
  });
});
