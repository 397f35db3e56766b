import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import type { EngineOptions } from '../../../src/core/transport/engineOptions';
import { answer, startFaultServer, type FaultServer } from '../../support/faultServer';
import { probe, steps } from '../../support/probing';
import { startProxy, type ProxyServer } from '../../support/proxyServer';
import { makeTransport, network, run, spendingOperation, timeline } from '../../support/runs';

const toLoopback: LookupFunction = (_host, _options, callback) => {
  callback(null, [{ address: '127.0.0.1', family: 4 }]);
};

const kinds: readonly (readonly [challenges: readonly string[], reason: string])[] = [
  [[], 'proxyLogin'],
  [['Proxy-Authenticate: Basic realm="x"'], 'proxyLogin'],
  [['Proxy-Authenticate: Negotiate'], 'proxyKerberos'],
  [['proxy-authenticate:negotiate'], 'proxyKerberos'],
  [['Proxy-Authenticate: Kerberos'], 'proxyKerberos'],
  [['Proxy-Authenticate: NTLM'], 'proxyNtlm'],
  [['Proxy-Authenticate: Digest realm="Basic, x", nonce="a,b", qop="auth"'], 'proxyDigest'],
  [['Proxy-Authenticate: NTLM', 'Proxy-Authenticate: Negotiate'], 'proxyKerberos'],
  [['Proxy-Authenticate: Digest nonce="x", NTLM'], 'proxyNtlm'],
  [['Proxy-Authenticate: Negotiate, NTLM, Basic realm="x"'], 'proxyLogin'],
  [['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: Basic realm="x"'], 'proxyLogin'],
  [['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: Bearer'], 'proxyLogin'],
  [['Proxy-Authenticate: constructor'], 'proxyLogin'],
  [['X-Other: Negotiate'], 'proxyLogin'],
];

describe('a proxy that wants a login', () => {
  let proxy: ProxyServer | undefined;
  let server: FaultServer;
  before(async () => {
    server = await startFaultServer();
    server.on('/thing', answer(200));
  });
  after(() => server.close());
  afterEach(() => proxy?.close());

  const through = async (
    challenges: readonly string[],
    changes: (url: string) => Partial<EngineOptions> = () => ({}),
  ) => {
    await proxy?.close();
    proxy = await startProxy({ ports: {}, refuseWith: 407, challenges });
    const transport = makeTransport({
      network: { ...network, proxy: proxy.url },
      ...changes(proxy.url),
    });
    const result = await run({
      transport,
      origin: 'https://api.test',
      operation: spendingOperation,
    });
    await transport.close();
    return result;
  };

  for (const [challenges, reason] of kinds) {
    it(`${challenges.join(' | ') || 'without a word'}: ${reason}, never retried, nothing sent`, async () => {
      const { outcome, attempts } = await through(challenges);
      assert.deepEqual(outcome, {
        kind: 'unreachable',
        reason,
        sent: false,
        proxy: { by: 'http.proxy' },
      });
      assert.equal(attempts.length, 1);
      const report = await probe('https://api.test', { proxy: proxy!.url });
      assert.match(steps(report), new RegExp(`tunnel ${reason}, tls notTried, request notTried$`));
    });
  }

  it('says where the login came from that it did not accept', async () => {
    const [by, inUrl, set] = [
      await through([]),
      await through([], url => ({
        network: { ...network, environment: { HTTPS_PROXY: url.replace('//', '//me:pw@') } },
      })),
      await through([], url => ({
        network: { ...network, proxy: url, proxyAuthorization: 'Basic eA==' },
      })),
    ].map(({ outcome }) => outcome.kind === 'unreachable' && outcome.proxy);
    assert.deepEqual(by, { by: 'http.proxy' });
    assert.deepEqual(inUrl, { by: 'HTTPS_PROXY', loginBy: 'HTTPS_PROXY' });
    assert.deepEqual(set, { by: 'http.proxy', loginBy: 'http.proxyAuthorization' });
  });

  describe('of a kind that only the editor may have', () => {
    const negotiate = ['Proxy-Authenticate: Negotiate'];
    const auto = (editorFetch: typeof fetch) => (url: string) =>
      ({
        mode: 'auto',
        editorFetch,
        lookup: toLoopback,
        network: { ...network, proxy: url },
      }) as const;

    it('is tried once through the editor, in its place', async () => {
      const result = await through(
        negotiate,
        auto((_input, init) => fetch(`${server.origin}/thing`, init)),
      );
      assert.equal(timeline(result), '1 proxyKerberos\n2 200\nanswered');
      assert.deepEqual(
        result.attempts.map(({ via, sent }) => `${via} ${sent}`),
        ['undici false', 'editor true'],
      );
    });

    it('and that the editor has not either: told as what it was, once', async () => {
      const cause = new Error('Proxy response (407) !== 200 when HTTP Tunneling');
      const result = await through(
        negotiate,
        auto(() => Promise.reject(new TypeError('fetch failed', { cause }))),
      );
      assert.equal(timeline(result), '1 proxyKerberos\n2 proxyKerberos\nunreachable');
      assert.deepEqual(result.outcome, {
        kind: 'unreachable',
        reason: 'proxyKerberos',
        sent: false,
        proxy: { by: 'http.proxy' },
      });
    });

    it('asks nobody else for a login that a setting could give', async () => {
      const fails = () => assert.fail('the editor was asked');
      for (const scheme of ['Basic realm="x"', 'NTLM', 'Digest nonce="x"']) {
        const result = await through([`Proxy-Authenticate: ${scheme}`], auto(fails));
        assert.equal(result.attempts.length, 1);
      }
    });
  });
});
