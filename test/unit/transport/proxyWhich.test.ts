import assert from 'node:assert/strict';
import { routeTo, unusedNames, type NetworkSettings } from '../../../src/core/transport/proxy';
import { failingLookup } from '../../support/matrix/lookups';
import { startProxy } from '../../support/proxyServer';
import { makeTransport, network, run, timeline } from '../../support/runs';

const target = new URL('https://api.test');
const routeBy = (changes: Partial<NetworkSettings>, origin = target) =>
  routeTo(origin, { ...network, ...changes });

describe('which proxy', () => {
  const cases: readonly (readonly [name: string, Partial<NetworkSettings>, string, string[]])[] = [
    ['ALL_PROXY', { environment: { ALL_PROXY: 'http://p.test' } }, 'ALL_PROXY', []],
    ['all_proxy', { environment: { all_proxy: 'http://p.test' } }, 'all_proxy', []],
    [
      'the variable of the scheme before that of all',
      { environment: { ALL_PROXY: 'socks5://p.test', HTTPS_PROXY: 'http://p.test' } },
      'HTTPS_PROXY',
      ['ALL_PROXY'],
    ],
    [
      'small letters before capital ones',
      { environment: { HTTPS_PROXY: 'http://b.test', https_proxy: 'http://a.test' } },
      'https_proxy',
      ['HTTPS_PROXY'],
    ],
    [
      'the setting before every variable',
      {
        proxy: 'p.test',
        environment: { https_proxy: 'a', all_proxy: 'b', http_proxy: 'c', NO_PROXY: 'd' },
        noProxy: ['e'],
      },
      'http.proxy',
      ['https_proxy', 'http_proxy', 'all_proxy', 'NO_PROXY'],
    ],
    [
      'the variable of http for https too, as in the editor',
      { environment: { http_proxy: 'http://p.test', ALL_PROXY: 'http://q.test' } },
      'http_proxy',
      ['ALL_PROXY'],
    ],
    ['in capital letters', { environment: { HTTP_PROXY: 'http://p.test' } }, 'HTTP_PROXY', []],
    [
      'the one of https before it',
      { environment: { http_proxy: 'http://p.test', HTTPS_PROXY: 'http://q.test' } },
      'HTTPS_PROXY',
      ['http_proxy'],
    ],
    [
      'not where the host is excluded',
      { environment: { HTTP_PROXY: 'http://p.test', NO_PROXY: 'api.test' } },
      'excluded',
      [],
    ],
    ['off', { proxy: 'p.test', proxySupport: 'off' }, 'off', ['http.proxy']],
    [
      'off, with variables',
      { environment: { HTTPS_PROXY: 'p.test', ALL_PROXY: 'q.test' }, proxySupport: 'off' },
      'off',
      ['HTTPS_PROXY', 'ALL_PROXY'],
    ],
    [
      'off, with one that cannot be used',
      { proxy: 'socks5://x', proxySupport: 'off' },
      'off',
      ['http.proxy'],
    ],
    ...(['on', 'fallback', 'override'] as const).map(
      proxySupport =>
        [proxySupport, { proxy: 'p.test', proxySupport }, 'http.proxy', []] as [
          string,
          Partial<NetworkSettings>,
          string,
          string[],
        ],
    ),
    [
      'http.noProxy before NO_PROXY, as in the editor',
      { proxy: 'p.test', noProxy: ['other.test'], environment: { NO_PROXY: 'api.test' } },
      'http.proxy',
      ['NO_PROXY'],
    ],
  ];
  for (const [name, changes, decides, unused] of cases) {
    it(`${name}: ${decides}`, () => {
      const route = routeBy(changes);
      const by = route.kind === 'direct' ? route.because : route.source;
      assert.equal(by, decides);
      assert.deepEqual(unusedNames(target, { ...network, ...changes }), unused);
    });
  }

  it('no variable of https for http', () => {
    const environment = { HTTPS_PROXY: 'http://p.test', https_proxy: 'http://p.test' };
    const origin = new URL('http://api.test');
    assert.deepEqual(routeBy({ environment }, origin), { kind: 'direct', because: 'none' });
  });

  it('goes through the proxy of HTTP_PROXY', async () => {
    const proxy = await startProxy({ ports: {} });
    const environment = { HTTP_PROXY: proxy.url };
    const transport = makeTransport({
      network: { ...network, environment },
      lookup: failingLookup('ENOTFOUND'),
    });
    await run({ transport, origin: 'https://api.test' });
    await transport.close();
    await proxy.close();
    assert.equal(proxy.seen[0]?.target, 'api.test:443');
  });

  it('goes straight with http.proxySupport off, whatever is set', async () => {
    const proxy = await startProxy({ ports: {} });
    const transport = makeTransport({
      network: {
        ...network,
        proxy: proxy.url,
        proxySupport: 'off',
        environment: { HTTPS_PROXY: proxy.url },
      },
      lookup: failingLookup('ENOTFOUND'),
    });
    const result = await run({ transport, origin: 'https://api.test' });
    await transport.close();
    await proxy.close();
    assert.match(timeline(result), /^1 dns/);
    assert.deepEqual(proxy.seen, []);
  });
});
