import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/names';
import {
  activate,
  cleanUp,
  freeRequest,
  makeKey,
  run,
  startRecorder,
  theExtension,
  useProfile,
} from './support';

const dispatchers = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'];
const slots = () =>
  dispatchers.map(name => (globalThis as Record<symbol, unknown>)[Symbol.for(name)]);

const dist = () => path.join(theExtension().extensionPath, 'dist');

/** Whether a bundle of the extension has been read in this process. */
const loaded = (bundle: string): boolean => Object.hasOwn(require.cache, path.join(dist(), bundle));

// First of all files: what is lazy can only be seen before something was sent.
describe('activation', () => {
  const before = slots();
  const globalFetch = globalThis.fetch;

  after(cleanUp);

  it('waits for somebody to ask for it', () => {
    assert.equal(theExtension().isActive, false);
    assert.equal(loaded('extension.js'), false);
  });

  it('reads no other bundle than its own', async () => {
    await activate();
    assert.equal(theExtension().isActive, true);
    const bundles = fs.readdirSync(dist()).filter(name => name.endsWith('.js'));
    assert.ok(bundles.length > 6, bundles.join());
    assert.deepEqual(bundles.filter(loaded), ['extension.js']);
  });

  it('leaves the process-wide dispatchers alone', () => {
    assert.deepEqual(
      slots().map((slot, index) => slot === before[index]),
      [true, true],
    );
  });

  it('reads the catalog, and nothing else, for asking about operations', async () => {
    const api = await activate();
    api.operations();
    assert.equal(loaded('catalog.js'), true);
    assert.equal(loaded('validators.js'), false);
    assert.equal(loaded('explain.js'), false);
  });

  it('reads no engine for switching profiles and opening an operation', async () => {
    await activate();
    await run(commands.switchProfile, 'Live');
    await run(commands.switchProfile, 'Sandbox');
    await run(commands.openOperation, 'searchJobs');
    assert.equal(loaded('engine.js'), false);
    assert.equal(loaded('sandbox.js'), false);
  });

  it('reads the engine, and no sandbox, for a profile of ones own', async () => {
    const api = await activate();
    const server = await startRecorder();
    try {
      await useProfile('Activation', server.url, makeKey());
      const { outcome } = await api.send(freeRequest);
      assert.equal(outcome.kind, 'answered');
      assert.equal(loaded('engine.js'), true);
      assert.equal(loaded('sandbox.js'), false);
    } finally {
      await server.stop();
    }
  });

  it('reads the sandbox with the first request of its profile', async () => {
    const api = await activate();
    await run(commands.switchProfile, 'Sandbox');
    const { outcome } = await api.send({ operationId: 'getConnectorFilters' });
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.equal(loaded('sandbox.js'), true);
  });

  it('reads the tools with the first command that needs them', async () => {
    assert.equal(loaded('tools.js'), false);
    await run(commands.copyRequest, 'getConnectorFilters', 'curlPosix');
    assert.equal(loaded('tools.js'), true);
  });

  it('leaves dispatchers and fetch alone after runs, too', () => {
    assert.deepEqual(
      slots().map((slot, index) => slot === before[index]),
      [true, true],
    );
    assert.equal(globalThis.fetch, globalFetch);
  });

  it('sends 200 requests one after the other over two connections at most', async () => {
    const api = await activate();
    const server = await startRecorder();
    try {
      await useProfile('Activation', server.url, makeKey());
      for (let n = 0; n < 200; n += 1) await api.send(freeRequest);
      assert.equal(server.requests.length, 200);
      assert.ok(server.connections() <= 2, `${server.connections()} connections`);
    } finally {
      await server.stop();
    }
  });

  it('registers every contributed command', async () => {
    const { contributes } = theExtension().packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
    assert.equal(contributes.commands.length, Object.keys(commands).length);
  });
});
