import assert from 'node:assert/strict';
import { routeTo, type NetworkSettings } from '../../../src/core/transport/proxy';
import { answer, startFaultServer, type FaultServer } from '../../support/faultServer';
import { startProxy } from '../../support/proxyServer';
import { makeTransport, network, run, spendingOperation } from '../../support/runs';

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
  ['“http://proxy.test:8080”', 'http://proxy.test:8080'],
  ['„http://me:pw@proxy.test:8080“', 'me:pw at http://proxy.test:8080'],
  ['‘proxy.test:8080’', 'http://proxy.test:8080'],
  ['http://grün.test:81', 'http://xn--grn-ioa.test:81'],
  ['http://my_proxy:81', 'http://my_proxy:81'],
  ['http://me:pw@proxy.test:81/path?x#y', 'me:pw at http://proxy.test:81'],
  ['http://me:@/x@proxy.test', 'me:@/x at http://proxy.test'],
  ['http://me:/x@proxy.test', 'me:/x at http://proxy.test'],
  ['http://proxy.test//', 'http://proxy.test'],
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
  ...[
    // The host of a URL, and the last `@`, lead to two places: no login goes to either.
    'http://u:p@proxy.test:1/?a=b@c',
    'http://u:p@proxy.test/@c',
    'http://u:p@proxy.test#x@c',
    'http://u:p@ss/word@proxy.test:1',
    'http://proxy.test:1/?a=b@c',
    'proxy.test/x@c',
    'u:p@proxy.test?x@c',
    // A scheme that stands where a host or a user is to be.
    ...[
      'http://http://',
      'http:/',
      'http//',
      'http:',
      'https://https//',
      'http=',
      'https=',
      'socks=',
    ]
      .concat('HTTPS_PROXY=http://', 'set HTTPS_PROXY=https://', 'http;//', 'http:///')
      .flatMap(before => [`${before}proxy.test:80`, `${before}me:pw@proxy.test:80`]),
    '“http://proxy.test:80',
    // What was to be put in is still to be put in.
    '${HTTP_PROXY}',
    '$HTTP_PROXY',
    '%HTTP_PROXY%',
    '{{proxy}}:80',
    '<proxy>:80',
    'http://$PROXY_HOST:80',
    'http://me:pw@${HOST}:80',
    'undefined:$',
    'http://proxy.test:80;',
    'http://proxy*.test',
    'http://proxy%2etest',
    // Numbers that a URL takes for another address.
    'http://8080',
    'http://10.1:80',
    'http://010.0.0.1:80',
    'http://0x7f000001',
    'http://[fd00::1%25eth0]:80',
  ].map(text => [text, 'proxyUnreadable address by http.proxy'] as const),
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
