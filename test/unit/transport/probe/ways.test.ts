import assert from 'node:assert/strict';
import type { LookupFunction, Socket } from 'node:net';
import type { EngineOptions } from '../../../../src/core/transport/engineOptions';
import type { FaultServer } from '../../../support/faultServer';
import type { ProxyOptions } from '../../../support/proxyServer';
import { json, noSuchName, probe, resolvesTo, servers, steps } from '../../../support/probing';

describe('the steps of a connection', () => {
  const { start, startSecure, proxy, close } = servers();
  after(close);

  describe('through a proxy', () => {
    const login = `Basic ${Buffer.from('me:pass word').toString('base64')}`;
    const rest = 'tls notTried, request notTried';
    const through = async (options: Partial<ProxyOptions>, of = (url: string) => url) => {
      const secure = await startSecure();
      const server = await proxy({ ports: { 'api.test': secure.port }, ...options });
      return { server, report: await probe('https://api.test', { proxy: of(server.url) }) };
    };

    it('that lets it pass', async () => {
      const { report, server } = await through({});
      assert.equal(
        steps(report),
        'lookup done, connect done, tunnel done 200, tls done, request done 401',
      );
      assert.deepEqual(report.route, {
        kind: 'proxy',
        address: server.url,
        source: 'http.proxy',
        loginBy: undefined,
      });
      assert.deepEqual(server.seen, [{ target: 'api.test:443', login: undefined }]);
    });

    it('that wants a login', async () => {
      const { report } = await through({ login });
      assert.equal(steps(report), `lookup done, connect done, tunnel proxyLogin, ${rest}`);
      assert.ok(report.stages.tunnel?.kind === 'failed');
      assert.equal(report.stages.tunnel.code, '407');
    });

    it('with a login, which is told nowhere', async () => {
      const { report } = await through({ login }, url => url.replace('//', '//me:pass%20word@'));
      assert.match(steps(report), /request done 401$/);
      assert.ok(report.route.kind === 'proxy' && report.route.loginBy === 'http.proxy');
      assert.doesNotMatch(JSON.stringify(report), /pass|me:|Basic|bWU6/);
    });

    it('that refuses, that hangs up, and that is not there', async () => {
      const refused = await through({ refuseWith: 403 });
      assert.equal(
        steps(refused.report),
        `lookup done, connect done, tunnel proxyRefused, ${rest}`,
      );
      assert.ok(refused.report.stages.tunnel?.kind === 'failed');
      assert.equal(refused.report.stages.tunnel.code, '403');
      const hungUp = await through({ hangUp: true });
      assert.equal(steps(hungUp.report), `lookup done, connect done, tunnel proxyRefused, ${rest}`);
      const gone = await probe('https://api.test', { proxy: 'http://127.0.0.1:1' });
      assert.equal(steps(gone), `lookup done, connect connectRefused, tunnel notTried, ${rest}`);
    });

    it('of a kind that it cannot use', async () => {
      const { port } = await start();
      const report = await probe('https://api.test', { proxy: `socks5://127.0.0.1:${port}` });
      assert.equal(
        steps(report),
        `lookup notTried, connect notTried, tunnel proxyUnsupported, ${rest}`,
      );
    });

    const decided: readonly (readonly [string, Partial<EngineOptions['network']>, object])[] = [
      ['nothing', {}, { kind: 'direct', because: 'none' }],
      [
        'http.noProxy',
        { proxy: 'http://p.test', noProxy: ['api.test'] },
        { kind: 'direct', because: 'excluded', source: 'http.noProxy', entry: 'api.test' },
      ],
      [
        'NO_PROXY',
        { proxy: 'http://p.test', environment: { NO_PROXY: '*' } },
        { kind: 'direct', because: 'excluded', source: 'NO_PROXY', entry: '*' },
      ],
      [
        'an address that is none',
        { proxy: 'http://' },
        { kind: 'unusable', reason: 'proxyUnreadable', code: 'address', source: 'http.proxy' },
      ],
      [
        'a variable',
        { environment: { HTTPS_PROXY: 'http://me:secret@p.test:81' } },
        {
          kind: 'proxy',
          address: 'http://p.test:81',
          source: 'HTTPS_PROXY',
          loginBy: 'HTTPS_PROXY',
        },
      ],
      [
        'the setting before the variable',
        { proxy: 'p.test', environment: { https_proxy: 'http://other.test' } },
        { kind: 'proxy', address: 'http://p.test', source: 'http.proxy', loginBy: undefined },
      ],
    ];
    for (const [name, settings, expected] of decided) {
      it(`${name} decides the way, and is named`, async () => {
        const report = await probe('https://api.test', settings, { lookup: noSuchName });
        assert.deepEqual(report.route, expected);
      });
    }
  });

  describe('with the editor', () => {
    const fake =
      (calls: string[]): typeof fetch =>
      (input, init) => {
        assert.ok(typeof input === 'string');
        calls.push(`${input} ${new Headers(init?.headers).has('x-api-key')}`);
        return Promise.resolve(new Response('{}', { status: 401, headers: json }));
      };

    it('as the chosen transport: only its answer is known', async () => {
      const calls: string[] = [];
      const options = { mode: 'editor', editorFetch: fake(calls) } as const;
      const report = await probe('https://api.test', {}, options);
      assert.equal(steps(report), 'lookup done, editor done 401');
      assert.deepEqual(calls, ['https://api.test/thing false']);
    });

    it('in place of ours where it may know a way, and only there', async () => {
      const calls: string[] = [];
      const options = { mode: 'auto', editorFetch: fake(calls), lookup: noSuchName } as const;
      const report = await probe('https://api.test', {}, options);
      assert.match(steps(report), /^lookup dns, .*, editor done 401$/);
      await probe('https://api.test', { proxy: 'http://127.0.0.1:1' }, options);
      await probe('http://127.0.0.1:1', {}, options);
      assert.equal(calls.length, 1);
    });
  });

  describe('given up', () => {
    it('while the name is looked up', async () => {
      const controller = new AbortController();
      const lookup: LookupFunction = () => controller.abort();
      const report = await probe('http://api.test', {}, { lookup, signal: controller.signal });
      assert.equal(steps(report), 'lookup cancelled, connect notTried, request notTried');
    });

    it('before it connects', async () => {
      const controller = new AbortController();
      const server = await start();
      const lookup: LookupFunction = (...args) => {
        resolvesTo('127.0.0.1')(...args);
        controller.abort();
      };
      const origin = `http://api.test:${server.port}`;
      const report = await probe(origin, {}, { lookup, signal: controller.signal });
      assert.equal(steps(report), 'lookup done, connect cancelled, request notTried');
      assert.equal(server.connections, 0);
    });

    const whenHeard = async (): Promise<[FaultServer, AbortSignal]> => {
      const controller = new AbortController();
      const onConnection = (socket: Socket) => socket.once('data', () => controller.abort());
      return [await start({ onConnection }), controller.signal];
    };

    it('while the proxy is asked', async () => {
      const [server, signal] = await whenHeard();
      const report = await probe('https://api.test', { proxy: server.origin }, { signal });
      assert.equal(
        steps(report),
        'lookup done, connect done, tunnel cancelled, tls notTried, request notTried',
      );
    });

    it('during the handshake', async () => {
      const [server, signal] = await whenHeard();
      const report = await probe(server.origin.replace('http:', 'https:'), {}, { signal });
      assert.equal(steps(report), 'lookup done, connect done, tls cancelled, request notTried');
    });

    it('while it waits for the answer', async () => {
      const [server, signal] = await whenHeard();
      const report = await probe(server.origin, {}, { signal });
      assert.equal(steps(report), 'lookup done, connect done, request cancelled');
    });

    it('while the editor is asked', async () => {
      const [server, signal] = await whenHeard();
      const report = await probe(server.origin, {}, { signal, mode: 'editor' });
      assert.equal(steps(report), 'lookup done, editor cancelled');
    });
  });
});
