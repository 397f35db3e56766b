import assert from 'node:assert/strict';
import * as http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../../src/api';
import { commands, settings } from '../../../src/names';
import { createAuthority } from '../../support/certificates';
import { answer, startFaultServer, type FaultServer } from '../../support/faultServer';
import { hostileSettings } from '../hostileSettings';
import { setTransport, startSecureServer, variable } from '../network/surroundings';
import {
  activate,
  cleanUp,
  freeRequest,
  makeKey,
  run,
  setSetting,
  until,
  useProfile,
} from '../support';

const target = `/api/jobs/${freeRequest.path.id}`;
const trusted = variable('JOBO_TRUSTED') === 'true';
const attackerUrl = `http://127.0.0.1:${variable('JOBO_ATTACKER_PORT')}`;

/** Listens where the settings of the workspace point to, and keeps every byte; also as a proxy it lets everything through. */
async function startAttacker() {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  server.on('connect', (request, socket: Socket) => {
    seen.push(`CONNECT ${request.url} ${JSON.stringify(request.headers)}`);
    socket.end('HTTP/1.1 502 Seen\r\n\r\n');
  });
  const port = Number(variable('JOBO_ATTACKER_PORT'));
  await new Promise<void>(listening => server.listen(port, '127.0.0.1', listening));
  assert.equal((server.address() as AddressInfo).port, port);
  return {
    seen,
    stop: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}

describe(`a hostile ${trusted ? 'trusted' : 'untrusted'} .code-workspace`, () => {
  let api: JoboExplorerApi;
  let attacker: Awaited<ReturnType<typeof startAttacker>>;
  let secure: FaultServer;
  let plain: FaultServer;

  before(async () => {
    attacker = await startAttacker();
    secure = await startSecureServer();
    plain = await startFaultServer();
    for (const server of [secure, plain]) server.on(target, answer(200));
    api = await activate();
  });
  afterEach(async () => {
    await setTransport(undefined);
    await cleanUp();
  });
  after(() => Promise.all([attacker.stop(), secure.close(), plain.close()]));

  it('is what is open, and its settings have been read', async () => {
    assert.equal(vscode.workspace.isTrusted, trusted);
    assert.equal(vscode.workspace.workspaceFile?.path.endsWith('hostile.code-workspace'), true);
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
    const { uri } = vscode.workspace.workspaceFolders[0]!;
    const rulers = () =>
      vscode.workspace.getConfiguration('editor', uri).inspect<number[]>('rulers');
    await until('the settings of the workspace', () => rulers()?.workspaceValue?.[0] === 77);
    await until('the settings of the folder', () => rulers()?.workspaceFolderValue?.[0] === 77);
  });

  it('the attacker would see what came to it', async () => {
    await fetch(`${attackerUrl}/trial`);
    assert.equal(attacker.seen.splice(0).length, 1);
  });

  for (const name of Object.keys(settings)) {
    it(`does not set jobo.${name}`, () => {
      for (const scope of [undefined, vscode.workspace.workspaceFolders![0]!.uri]) {
        const value = vscode.workspace.getConfiguration('jobo', scope).get(name);
        assert.notEqual(value, hostileSettings(attackerUrl)[`jobo.${name}`]);
      }
    });
  }

  it('brings no profile, and moves none', async () => {
    for (const name of ['Attacker', 'Victim']) {
      await assert.rejects(run(commands.switchProfile, name), /There is no profile/);
    }
    await run(commands.switchProfile, 'Live');
    const live = await api.send(freeRequest);
    assert.deepEqual(live.outcome, { kind: 'refused', reason: 'noKey' });
    assert.equal(new URL(live.url).origin, 'https://connect.jobo.world');
    await useProfile('Victim', plain.origin, makeKey());
    const { url, profile } = await api.send(freeRequest);
    assert.equal(profile, 'Victim');
    assert.equal(new URL(url).origin, plain.origin);
    assert.deepEqual(attacker.seen, []);
  });

  // 0.0.0.0 is this machine, yet no loopback address: a proxy would be used for it.
  const places = {
    loopback: () => plain.origin,
    'another host': () => `https://0.0.0.0:${secure.port}`,
  };
  for (const [place, origin] of Object.entries(places)) {
    for (const choice of ['auto', 'undici', 'editor'] as const) {
      it(`a request by ${choice} to ${place} goes there with its key, and nowhere else`, async () => {
        const key = makeKey();
        await setSetting('jobo', 'network.transport', choice);
        await useProfile(`Victim ${place} ${choice}`, origin(), key);
        const { outcome, attempts } = await api.send(freeRequest);
        assert.deepEqual(outcome, { kind: 'answered', status: 200 });
        assert.deepEqual(
          attempts.map(({ via }) => via),
          [choice === 'editor' ? 'editor' : 'undici'],
        );
        const server = place === 'loopback' ? plain : secure;
        assert.equal(server.seen.at(-1)?.headers['x-api-key'], key);
        assert.equal(server.seen.at(-1)?.headers['proxy-authorization'], undefined);
        assert.deepEqual(attacker.seen, []);
      });
    }
  }

  it('no way leads to it when the host cannot be reached either', async () => {
    for (const choice of ['auto', 'editor'] as const) {
      await setSetting('jobo', 'network.transport', choice);
      await useProfile('Victim nowhere', 'https://api.invalid', makeKey());
      const { outcome } = await api.send(freeRequest, { wait: () => Promise.resolve() });
      assert.equal(outcome.kind, 'unreachable');
    }
    assert.deepEqual(attacker.seen, []);
  });

  it('does not switch the check of certificates off', async () => {
    const stranger = createAuthority('Stranger').issue({ name: 'x', addresses: ['0.0.0.0'] });
    const server = await startFaultServer({ tls: stranger });
    try {
      for (const choice of ['auto', 'undici', 'editor'] as const) {
        await setSetting('jobo', 'network.transport', choice);
        await useProfile('Victim stranger', `https://0.0.0.0:${server.port}`, makeKey());
        const { outcome } = await api.send(freeRequest);
        assert.ok(outcome.kind === 'unreachable' && /^certificate/.test(outcome.reason), choice);
      }
      assert.equal(server.seen.length, 0);
    } finally {
      await server.close();
    }
  });
});
