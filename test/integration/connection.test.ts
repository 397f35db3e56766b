import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';
import { commands } from '../../src/names';
import { startProxy, type ProxyServer } from '../support/proxyServer';
import { press, replace, restoreAll, watchPanels } from './pressing';
import {
  activate,
  cleanUp,
  freeRequest,
  makeKey,
  run,
  setSetting,
  startRecorder,
  until,
  useProfile,
} from './support';

/** The report on a place, once it is the one that is shown. */
async function reportOn(origin: string): Promise<string> {
  const shown = () => vscode.window.activeTextEditor?.document;
  await until(`the report on ${origin}`, () =>
    Boolean(shown()?.getText().startsWith(`# Connection to \`${origin}`)),
  );
  const document = shown()!;
  assert.deepEqual([document.languageId, document.isUntitled], ['markdown', true]);
  return document.getText();
}

describe('a diagnosed connection', () => {
  let api: JoboExplorerApi;

  before(async () => {
    api = await activate();
    await cleanUp();
  });
  afterEach(async () => {
    restoreAll();
    await run('workbench.action.revertAndCloseActiveEditor');
    await cleanUp();
  });

  it('of the sandbox: the facts, in an editor', async () => {
    await run(commands.diagnoseConnection);
    const text = await reportOn('http://127.0.0.1:');
    assert.match(text, /^# Connection to `http:\/\/127\.0\.0\.1:\d+`\n/);
    assert.match(text, /The connection works: 401 Unauthorized/);
    assert.match(text, /The sandbox is part of this window/);
    assert.match(text, /\| DNS \| `127\.0\.0\.1` \(IPv4\) is an address, no name \|/);
    assert.match(text, /\| TCP \| Connected to `127\.0\.0\.1` \(IPv4\), port \d+ \|/);
    assert.match(text, /\| HTTP \| 401 Unauthorized, first byte after .+ m?s \|/);
    assert.match(text, /\| Clock \| The clock of this machine agrees with the server's\. \|/);
    assert.doesNotMatch(text, /✗|\{\d\}|undefined/);
  });

  it('sends one request, without the key, and neither run nor key stands anywhere', async () => {
    const server = await startRecorder((_, response) => {
      response.writeHead(401, { date: new Date(Date.now() - 3_600_000).toUTCString() }).end();
    });
    const key = makeKey();
    await useProfile('Diagnosed', server.url, key);
    let runs = 0;
    const listening = api.onDidChangeExchange(() => (runs += 1));
    await run(commands.diagnoseConnection);
    listening.dispose();
    await server.stop();
    assert.deepEqual([server.requests.length, runs], [1, 0]);
    const [sent] = server.requests;
    assert.equal(sent?.headers['x-api-key'], undefined);
    assert.ok(!JSON.stringify(sent).includes(key));
    const text = await reportOn(server.url);
    assert.ok(!text.includes(key));
    assert.match(text, /1 h|60 min/);
    assert.match(text, /ahead of the server's: a likely problem/);
  });

  it('opens from a refused run, for the profile of that run', async () => {
    const page = watchPanels();
    await useProfile('Closed', 'http://127.0.0.1:9', makeKey());
    const wait = () => Promise.resolve();
    const refused = await api.send(freeRequest, { wait });
    assert.equal(refused.diagnosis?.code, 'unreachable');
    await run(commands.switchProfile, 'Sandbox');
    const { failure } = await press(page, refused, 'diagnoseConnection');
    assert.equal(failure, undefined);
    const text = await reportOn('http://127.0.0.1:9`');
    assert.match(text, /^# Connection to `http:\/\/127\.0\.0\.1:9`\n/);
    assert.match(
      text,
      /TCP: Nothing listens on this machine at `127\.0\.0\.1:9`\. Start the server/,
    );
    assert.match(text, /\| TCP \| ✗ .* \(`ECONNREFUSED`\) \|/);
    assert.match(text, /\| HTTP \| Not tried\. \|/);
    assert.match(text, /No request was sent/);
  });

  describe('through a proxy, by the settings of the editor', () => {
    const names = ['proxy', 'proxySupport', 'noProxy', 'proxyAuthorization'] as const;
    const kerberos = 'proxyKerberosServicePrincipal';
    let proxy: ProxyServer;
    before(async () => {
      proxy = await startProxy({
        ports: {},
        refuseWith: 407,
        challenges: ['Proxy-Authenticate: Basic realm="x"'],
      });
    });
    after(() => proxy.close());
    afterEach(async () => {
      for (const name of [...names, kerberos]) await setSetting('http', name, undefined);
    });

    /** The report, with these settings; where nothing is there, the host answers itself. */
    async function diagnosedWith(settings: Readonly<Record<string, unknown>>): Promise<string> {
      await setSetting('jobo', 'network.transport', 'undici');
      for (const [name, value] of Object.entries(settings)) await setSetting('http', name, value);
      // This machine, although no loopback address.
      await useProfile('Proxied', 'https://0.0.0.0:9', makeKey());
      try {
        await run(commands.diagnoseConnection);
        return await reportOn('https://0.0.0.0:9');
      } finally {
        await setSetting('jobo', 'network.transport', undefined);
      }
    }

    it('names the setting of the proxy and that of the login, and neither login', async () => {
      const { length } = proxy.seen;
      const text = await diagnosedWith({
        proxy: proxy.url.replace('//', '//someone:hidden%@'),
        proxyAuthorization: 'Custom unseen',
      });
      assert.equal(proxy.seen[length]?.login, 'Custom unseen');
      assert.match(text, /by `http\.proxy`, with the login of `http\.proxyAuthorization`/);
      assert.match(text, /did not accept the login of `http\.proxyAuthorization` \(407\)/);
      assert.doesNotMatch(text, /someone|hidden|unseen/);
    });

    it('takes the login of the address as it is written, where there is no other', async () => {
      const { length } = proxy.seen;
      await diagnosedWith({ proxy: proxy.url.replace('//', '//user:100%@') });
      assert.equal(
        proxy.seen[length]?.login,
        `Basic ${Buffer.from('user:100%').toString('base64')}`,
      );
    });

    it('goes straight where proxies are off, or the host is excluded, and says by what', async () => {
      const { length } = proxy.seen;
      const off = await diagnosedWith({ proxy: proxy.url, proxySupport: 'off' });
      assert.match(off, /Straight: `http\.proxySupport` is "off"/);
      assert.match(off, /without a say here: `http\.proxy`/);
      await run('workbench.action.revertAndCloseActiveEditor');
      const excluded = await diagnosedWith({
        proxy: proxy.url,
        proxySupport: 'override',
        noProxy: ['a.test', '0.0.0.0/32'],
        [kerberos]: 'HTTP/proxy',
      });
      assert.match(excluded, /`http\.noProxy` excludes this host.*entry `0\.0\.0\.0\/32`/);
      assert.match(excluded, /`http\.proxyKerberosServicePrincipal` is set/);
      assert.equal(proxy.seen.length, length);
    });

    it('is told what a setting has of another type, or cannot be', async () => {
      const text = await diagnosedWith({ proxy: 'socks5://me:hidden@127.0.0.1:1', noProxy: null });
      assert.match(text, /`http\.proxy` names a proxy of the kind `socks5:`/);
      assert.doesNotMatch(text, /hidden/);
    });
  });

  it('cancelled: shows what was reached', async () => {
    const source = new vscode.CancellationTokenSource();
    const server = await startRecorder(() => source.cancel());
    await useProfile('Mute', server.url);
    replace(vscode.window, 'withProgress', (_options, task) =>
      task({ report: () => undefined }, source.token),
    );
    await run(commands.diagnoseConnection);
    await server.stop();
    const text = await reportOn(server.url);
    assert.match(text, /HTTP: It was cancelled here\./);
    assert.match(text, /\| TCP \| Connected to/);
  });

  it('refuses a profile that there is not', async () => {
    await assert.rejects(run(commands.diagnoseConnection, 'Gone'), /no such profile/);
    await assert.rejects(run(commands.diagnoseConnection, null), /no such profile/);
  });
});
