import assert from 'node:assert/strict';
import { routeTo, unusedNames, type NetworkSettings } from '../../../src/core/transport/proxy';
import { answer, startFaultServer, type FaultServer } from '../../support/faultServer';
import { failingLookup } from '../../support/matrix/lookups';
import { startProxy } from '../../support/proxyServer';
import { makeTransport, network, run, spendingOperation, timeline } from '../../support/runs';

const target = new URL('https://api.test');
const routeBy = (changes: Partial<NetworkSettings>, origin = target) =>
  routeTo(origin, { ...network, ...changes });
const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;

/** Where it leads, and with which login; or why it cannot be used. */
function read(proxy: string): string {
  const route = routeBy({ proxy });
  if (route.kind === 'unusable') return `${route.reason} ${route.code} by ${route.source}`;
  assert.ok(route.kind === 'proxy');
  const { url, authorization = '' } = route.proxy;
  assert.equal(url.username + url.password, '');
  const login = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
  return `${login === '' ? '' : `${login} at `}${url.origin}`;
}

const written: readonly (readonly [written: string, meant: string])[] = [
  ['http://proxy.test:3128', 'http://proxy.test:3128'],
  ['http://proxy.test:3128/', 'http://proxy.test:3128'],
  ['  http://proxy.test:3128\n', 'http://proxy.test:3128'],
  ['"http://proxy.test:3128"', 'http://proxy.test:3128'],
  ["' http://proxy.test:3128/ '", 'http://proxy.test:3128'],
  ['HTTP://PROXY.test:3128', 'http://proxy.test:3128'],
  ['HTTPS://proxy.test', 'https://proxy.test'],
  ['proxy.test:8080', 'http://proxy.test:8080'],
  ['proxy.test', 'http://proxy.test'],
  ['//proxy.test:8080', 'http://proxy.test:8080'],
  ['localhost:8080', 'http://localhost:8080'],
  ['http://[::1]:3128', 'http://[::1]:3128'],
  ['[fd00::1]:3128', 'http://[fd00::1]:3128'],
  ['::1', 'http://[::1]'],
  ['10.0.0.1:8080', 'http://10.0.0.1:8080'],
  ['me:pw@proxy.test:8080', 'me:pw at http://proxy.test:8080'],
  ['http://me@proxy.test', 'me: at http://proxy.test'],
  ['http://:pw@proxy.test', ':pw at http://proxy.test'],
  ['http://@proxy.test', 'http://proxy.test'],
  ['http://user:100%@proxy.test:9', 'user:100% at http://proxy.test:9'],
  ['http://me:p@ss@proxy.test', 'me:p@ss at http://proxy.test'],
  ['http://me@corp.test:p@proxy.test', 'me@corp.test:p at http://proxy.test'],
  ['http://me:a:b:c@proxy.test', 'me:a:b:c at http://proxy.test'],
  ['http://me:p#s@proxy.test:81', 'me:p#s at http://proxy.test:81'],
  ['http://me:1#2@proxy.test', 'me:1#2 at http://proxy.test'],
  ['http://me:p/s@proxy.test:81/', 'me:p/s at http://proxy.test:81'],
  ['http://me:p?s@proxy.test', 'me:p?s at http://proxy.test'],
  ['http://me:p//s@proxy.test', 'me:p//s at http://proxy.test'],
  ['me:p//s@proxy.test', 'me:p//s at http://proxy.test'],
  ['http://me:p s@proxy.test', 'me:p s at http://proxy.test'],
  ['http://jürgen:grün€@proxy.test', 'jürgen:grün€ at http://proxy.test'],
  ['http://CORP\\me:pw@proxy.test', 'CORP\\me:pw at http://proxy.test'],
  ['http://CORP%5Cme:p%40ss%3A%2F%23@proxy.test', 'CORP\\me:p@ss:/# at http://proxy.test'],
  ['http://me:[x]{y}|^`<>"@proxy.test', 'me:[x]{y}|^`<>" at http://proxy.test'],
  ['http://me:100%25@proxy.test', 'me:100% at http://proxy.test'],
  ['http://me:%0d%0aX@proxy.test', 'me:\r\nX at http://proxy.test'],
  ['socks5://me:pw@proxy.test:1080', 'proxyUnsupported socks5: by http.proxy'],
  ['SOCKS5H://proxy.test', 'proxyUnsupported socks5h: by http.proxy'],
  ['socks://proxy.test', 'proxyUnsupported socks: by http.proxy'],
  ['pac+http://proxy.test/x', 'proxyUnsupported PAC by http.proxy'],
  ['pac+file:///etc/x.pac', 'proxyUnsupported PAC by http.proxy'],
  ['file:///etc/proxy.pac', 'proxyUnsupported PAC by http.proxy'],
  ['http://proxy.test/proxy.pac', 'proxyUnsupported PAC by http.proxy'],
  ['http://wpad/wpad.dat?x', 'proxyUnsupported PAC by http.proxy'],
  ['http://', 'proxyUnreadable address by http.proxy'],
  ['http://me:pw@', 'proxyUnreadable address by http.proxy'],
  ['http://proxy.test:port', 'proxyUnreadable address by http.proxy'],
  ['http://proxy.test:99999', 'proxyUnreadable address by http.proxy'],
  ['proxy.test:0', 'proxyUnreadable address by http.proxy'],
  ['http:proxy.test:80', 'proxyUnreadable address by http.proxy'],
  ['http:\\\\proxy.test:80', 'proxyUnreadable address by http.proxy'],
  ['PROXY proxy.test:80; DIRECT', 'proxyUnreadable address by http.proxy'],
  ['http://proxy.test:80, http://other.test', 'proxyUnreadable address by http.proxy'],
  ['http://proxy .test', 'proxyUnreadable address by http.proxy'],
  ['secret://x', 'proxyUnreadable address by http.proxy'],
  ['http://me:secret', 'proxyUnreadable address by http.proxy'],
];

describe('a proxy as people write it', () => {
  for (const [text, meant] of written) {
    it(JSON.stringify(text), () => {
      assert.equal(read(text), meant);
    });
  }

  it('a setting or variable that is blank says nothing', () => {
    const environment = { https_proxy: ' ', HTTPS_PROXY: 'http://p.test' };
    const route = routeBy({ proxy: '  ', environment });
    assert.ok(route.kind === 'proxy' && route.source === 'HTTPS_PROXY');
  });

  describe('which cannot be used', () => {
    let server: FaultServer;
    before(async () => {
      server = await startFaultServer();
      server.on('/thing', answer(200));
    });
    after(() => server.close());

    const secret = `s${'3cret'.repeat(2)}`;
    const unusable: readonly (readonly [Partial<NetworkSettings>, reason: string, by: string])[] = [
      [{ proxy: `socks5://me:${secret}@127.0.0.1:1` }, 'proxyUnsupported', 'http.proxy'],
      [{ environment: { ALL_PROXY: 'socks5://127.0.0.1:1' } }, 'proxyUnsupported', 'ALL_PROXY'],
      [{ environment: { https_proxy: 'file:///x.pac' } }, 'proxyUnsupported', 'https_proxy'],
      [{ proxy: `http://me:${secret}` }, 'proxyUnreadable', 'http.proxy'],
      [{ environment: { HTTPS_PROXY: `me:${secret}@` } }, 'proxyUnreadable', 'HTTPS_PROXY'],
      ...[`Basic ${secret}\r\nX-Evil: 1`, `Basic ${secret}\0`, `Basic ${secret}€`].map(
        proxyAuthorization =>
          [
            { proxy: 'http://127.0.0.1:1', proxyAuthorization },
            'proxyUnreadable',
            'http.proxyAuthorization',
          ] as const,
      ),
    ];
    for (const [changes, reason, by] of unusable) {
      it(`${reason} by ${by}: refused before anything leaves, and told by its name`, async () => {
        const transport = makeTransport({
          network: { ...network, ...changes },
          connect: () => assert.fail('a connection was opened'),
        });
        const origin = `https://api.test:${server.port}`;
        const result = await run({ transport, origin, operation: spendingOperation });
        await transport.close();
        assert.deepEqual(result.outcome, {
          kind: 'unreachable',
          reason,
          sent: false,
          proxy: { by },
        });
        assert.equal(result.attempts.length, 1);
        assert.ok(!JSON.stringify(result).includes(secret));
      });
    }
  });

  describe('with the login of the setting', () => {
    for (const [value, sent] of [
      [basic('me:pw'), basic('me:pw')],
      [`  ${basic('me:pw')} `, basic('me:pw')],
      ['Bearer x.y-z', 'Bearer x.y-z'],
      ['Custom grün', 'Custom grün'],
      ['', basic('url:login')],
      [' ', basic('url:login')],
      [undefined, basic('url:login')],
    ] as const) {
      it(`${JSON.stringify(value)}: it stands above that of the address, and nothing else`, async () => {
        const proxy = await startProxy({ ports: {}, login: sent });
        const transport = makeTransport({
          network: {
            ...network,
            proxy: proxy.url.replace('//', '//url:login@'),
            ...(value !== undefined && { proxyAuthorization: value }),
          },
        });
        await run({ transport, origin: 'https://api.test' });
        await transport.close();
        await proxy.close();
        assert.equal(proxy.seen[0]?.login, sent);
      });
    }
  });
});

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
      ['https_proxy', 'all_proxy', 'NO_PROXY'],
    ],
    ['nothing of http for https', { environment: { http_proxy: 'http://p.test' } }, 'none', []],
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
