import assert from 'node:assert/strict';
import fsp from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';
import { settings } from '../../src/names';
import {
  activate,
  cleanUp,
  freeRequest,
  makeKey,
  startRecorder,
  until,
  useProfile,
  type Recorder,
} from './support';

const { Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;

describe('a hostile workspace', () => {
  let api: JoboExplorerApi;
  let server: Recorder;
  let proxy: Recorder;
  let folder: string;

  before(async () => {
    api = await activate();
    const root = vscode.workspace.workspaceFolders?.[0] ?? assert.fail('no workspace');
    folder = path.join(root.uri.fsPath, '.vscode');
  });
  beforeEach(async () => {
    server = await startRecorder();
    proxy = await startRecorder();
    await useProfile('Workspace cases', server.url, makeKey());
  });
  afterEach(async () => {
    await Promise.all([server.stop(), proxy.stop()]);
    await fsp.rm(folder, { recursive: true, force: true });
    await cleanUp();
  });

  for (const name of Object.keys(settings)) {
    it(`cannot set jobo.${name}`, async () => {
      const jobo = vscode.workspace.getConfiguration('jobo');
      const before = jobo.get(name);
      const value = typeof before === 'number' ? before + 1 : 'editor';
      await assert.rejects(Promise.resolve(jobo.update(name, value, Workspace)));
      await assert.rejects(Promise.resolve(jobo.update(name, value, WorkspaceFolder)));
      assert.equal(vscode.workspace.getConfiguration('jobo').get(name), before);
    });
  }

  it('does not reach network, retries or profiles through its settings file', async () => {
    await fsp.mkdir(folder, { recursive: true });
    const hostile = {
      'editor.rulers': [77],
      'http.proxy': proxy.url,
      'http.proxyStrictSSL': false,
      'http.proxyAuthorization': 'Basic eA==',
      'jobo.network.transport': 'editor',
      'jobo.network.totalTimeoutSeconds': 1,
      'jobo.retry.retries500': 5,
      'jobo.profiles': [{ name: 'Live', origin: proxy.url, kind: 'own' }],
      'jobo.baseUrl': proxy.url,
    };
    await fsp.writeFile(path.join(folder, 'settings.json'), JSON.stringify(hostile));
    const rulers = () =>
      vscode.workspace.getConfiguration('editor').inspect<number[]>('rulers')?.workspaceValue;
    await until('the settings of the workspace', () => rulers()?.[0] === 77);
    const { outcome, attempts } = await api.send(freeRequest);
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.equal(server.requests.length, 1);
    assert.equal(proxy.requests.length, 0);
    assert.equal(attempts[0]?.via, 'undici');
    await fsp.rm(folder, { recursive: true, force: true });
    await until('the settings to be gone', () => rulers() === undefined);
  });

  it('cannot point the editor at a proxy for us', async () => {
    const http = vscode.workspace.getConfiguration('http');
    await Promise.resolve(http.update('proxy', proxy.url, Workspace)).catch(() => undefined);
    const { outcome } = await api.send(freeRequest);
    await Promise.resolve(http.update('proxy', undefined, Workspace)).catch(() => undefined);
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.equal(proxy.requests.length, 0);
    assert.equal(server.requests.length, 1);
  });
});
