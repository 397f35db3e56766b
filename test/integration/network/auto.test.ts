import assert from 'node:assert/strict';
import type { Exchange, JoboExplorerApi } from '../../../src/api';
import { createAuthority } from '../../support/certificates';
import { answer, startFaultServer, type FaultServer } from '../../support/faultServer';
import type { ProxyOptions, ProxyServer } from '../../support/proxyServer';
import { assertDocumented } from '../documented';
import { activate, cleanUp, freeRequest, makeKey, setSetting, useProfile } from '../support';
import { setTransport, startEditorProxy, startSecureServer } from './surroundings';

const target = `/api/jobs/${freeRequest.path.id}`;
/** This machine, although no loopback address: what goes there does not leave it. */
const here = '0.0.0.0';

const story = ({ attempts }: Exchange) =>
  attempts.map(({ via, status, error, sent }) => `${via} ${status ?? error} ${sent}`);
const wait = () => Promise.resolve();

/**
 * The editor was started with a proxy in its environment, which is gone before the extension reads that: so only the
 * editor knows the way, as with a proxy of the system.
 */
describe('the editor as another way, in the editor', () => {
  let api: JoboExplorerApi;
  let secure: FaultServer;
  let proxy: ProxyServer | undefined;
  const servers: FaultServer[] = [];
  const known = process.env['https_proxy'];

  before(async () => {
    delete process.env['https_proxy'];
    api = await activate();
    secure = await startSecureServer();
    secure.on(target, answer(200, {}, '{"by": "the proxy"}'));
    servers.push(secure);
    await setSetting('jobo', 'network.connectTimeoutSeconds', 1);
  });
  afterEach(async () => {
    await proxy?.close();
    proxy = undefined;
    await setTransport(undefined);
    await cleanUp();
  });
  after(async () => {
    process.env['https_proxy'] = known;
    await setSetting('jobo', 'network.connectTimeoutSeconds', undefined);
    await Promise.all(servers.map(server => server.close()));
  });

  const start = async (options?: Parameters<typeof startFaultServer>[0]): Promise<FaultServer> => {
    const server = await startFaultServer(options);
    servers.push(server);
    return server;
  };
  const openProxy = async (options: Partial<ProxyOptions> = {}) =>
    (proxy = await startEditorProxy({
      ports: { 'api.invalid': secure.port, [here]: secure.port },
      ...options,
    }));

  const closedPort = async () => {
    const gone = await startFaultServer();
    await gone.close();
    return gone.port;
  };
  const stranger = createAuthority('Stranger').issue({ name: 'x', addresses: [here] });
  const cases: readonly (readonly [error: string, origin: () => Promise<string>])[] = [
    ['dns', () => Promise.resolve('https://api.invalid')],
    ['connectRefused', async () => `https://${here}:${await closedPort()}`],
    [
      'connectTimeout',
      async () => `https://${here}:${(await start({ onConnection: s => s.resume() })).port}`,
    ],
    ['certificateIssuer', async () => `https://${here}:${(await start({ tls: stranger })).port}`],
  ];
  for (const [error, origin] of cases) {
    it(`${error}: once through the editor, as an attempt of its own, and then always`, async () => {
      const { seen } = await openProxy();
      const key = makeKey();
      const place = await origin();
      await useProfile(`Auto ${error}`, place, key);
      const before = secure.seen.length;
      const first = await api.send(freeRequest, { wait });
      assertDocumented(first);
      assert.deepEqual(story(first), [`undici ${error} false`, 'editor 200 true']);
      assert.deepEqual(first.outcome, { kind: 'answered', status: 200 });
      assert.equal(first.body.text, '{"by": "the proxy"}');
      const second = await api.send(freeRequest, { wait });
      assert.deepEqual(story(second), ['editor 200 true']);
      const { hostname, port } = new URL(place);
      assert.deepEqual([...new Set(seen.map(each => each.target))], [`${hostname}:${port || 443}`]);
      assert.deepEqual(
        secure.seen.slice(before).map(({ headers }) => headers['x-api-key']),
        [key, key],
      );
    });
  }

  it('an editor that finds no way either is asked once; the table goes on with ours', async () => {
    await openProxy({ refuseWith: 502 });
    await useProfile('Auto neither', 'https://api.invalid', makeKey());
    const exchange = await api.send(freeRequest, { wait });
    assertDocumented(exchange);
    assert.deepEqual(story(exchange), [
      'undici dns false',
      'editor proxyRefused false',
      'undici dns false',
      'undici dns false',
      'undici dns false',
    ]);
  });

  it('a proxy that is neither http nor https is refused at once, with the setting to change', async () => {
    const { seen } = await openProxy();
    await setSetting('http', 'proxy', 'socks5://127.0.0.1:1');
    try {
      await useProfile('Auto SOCKS', 'https://api.invalid', makeKey());
      const exchange = await api.send(freeRequest, { wait });
      assertDocumented(exchange);
      assert.deepEqual(story(exchange), ['undici proxyUnsupported false']);
      assert.equal(exchange.diagnosis?.code, 'proxy');
      const [first] = exchange.diagnosis.fixes;
      assert.ok(first?.kind === 'openSetting' && first.setting === 'http.proxy');
      assert.deepEqual(seen, []);
    } finally {
      await setSetting('http', 'proxy', undefined);
    }
  });

  it('loopback never goes through the editor', async () => {
    const { seen } = await openProxy();
    const port = await closedPort();
    for (const host of ['127.0.0.1', '127.9.9.9', 'localhost', '[::1]', '[::ffff:127.0.0.1]']) {
      await useProfile(`Auto ${host}`, `https://${host}:${port}`, makeKey());
      const { attempts } = await api.send(freeRequest, { wait });
      assert.deepEqual(
        attempts.map(({ via }) => via),
        Array(4).fill('undici'),
        host,
      );
    }
    const silent = await start({ tls: stranger });
    await useProfile('Auto stranger', `https://127.0.0.1:${silent.port}`, makeKey());
    const { attempts } = await api.send(freeRequest, { wait });
    assert.equal(attempts.length, 1);
    assert.deepEqual(seen, []);
  });

  describe('with the editor alone', () => {
    beforeEach(() => setTransport('editor'));
    const rows = [
      ['a proxy that wants a login', { login: 'Basic eA==' }, 'proxyLogin', 1],
      ['a proxy that refuses', { refuseWith: 403 }, 'proxyRefused', 4],
    ] as const;
    for (const [name, options, reason, attempts] of rows) {
      it(`${name}: said as that, and nothing was sent`, async () => {
        await openProxy(options);
        await useProfile('Editor proxy', 'https://api.invalid', makeKey());
        const before = secure.seen.length;
        const exchange = await api.send(freeRequest, { wait });
        assert.deepEqual(story(exchange), Array(attempts).fill(`editor ${reason} false`));
        assert.equal(secure.seen.length, before);
      });
    }

    it('a proxy that is not there: never sent', async () => {
      await useProfile('Editor proxy', 'https://api.invalid', makeKey());
      const { outcome } = await api.send(freeRequest, { wait });
      assert.ok(outcome.kind === 'unreachable' && !outcome.sent);
    });

    for (const [reason, made] of [
      ['certificateIssuer', stranger],
      [
        'certificateExpired',
        createAuthority('Old').issue({ name: 'x', addresses: [here], validDays: [-9, -2] }),
      ],
    ] as const) {
      it(`${reason}: refused by the editor too, and nothing was sent`, async () => {
        const server = await start({ tls: made });
        await useProfile('Editor TLS', `https://127.0.0.1:${server.port}`, makeKey());
        const { outcome, attempts } = await api.send(freeRequest, { wait });
        assert.equal(attempts.length, 1);
        assert.ok(outcome.kind === 'unreachable' && /^certificate/.test(outcome.reason));
        assert.equal(outcome.sent, false);
        assert.equal(server.seen.length, 0);
      });
    }
  });
});
