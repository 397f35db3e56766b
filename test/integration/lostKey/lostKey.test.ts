import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../../src/names';
import { replace, restoreAll } from '../pressing';
import { activate, cleanUp, makeKey, run, theExtension, until, useProfile } from '../support';

interface Bundle {
  activate(context: vscode.ExtensionContext): unknown;
}

/** The extension's own context: only through it can its secrets be lost, as to a keyring that cannot decrypt them. */
async function activateWithContext(): Promise<vscode.ExtensionContext> {
  const file = path.join(theExtension().extensionPath, 'dist/extension.js');
  const bundle = createRequire(file)(file) as Bundle;
  const module = require.cache[file] ?? assert.fail('the bundle has not been loaded');
  const given: vscode.ExtensionContext[] = [];
  module.exports = {
    ...bundle,
    activate(context: vscode.ExtensionContext) {
      given.push(context);
      return bundle.activate(context);
    },
  };
  await activate();
  return given[0] ?? assert.fail('the editor has loaded another bundle');
}

describe('a key that the secret storage has lost', () => {
  const origins = { 'Lost one': 'http://127.0.0.1:1', 'Lost two': 'http://127.0.0.1:2' };
  const names = ['Lost one', 'Lost two'] as const;
  let secrets: vscode.SecretStorage;
  const told: string[] = [];
  let press: ((button: string) => void) | undefined;

  before(async () => {
    ({ secrets } = await activateWithContext());
    const warn = (message: string, button: unknown) => {
      told.push(message);
      return new Promise<string | undefined>(resolve => {
        press = resolve;
        assert.equal(button, 'Set API Key');
      });
    };
    replace(vscode.window, 'showWarningMessage', warn as typeof vscode.window.showWarningMessage);
    for (const name of names) await useProfile(name, origins[name], makeKey());
    await run(commands.switchProfile, 'Sandbox');
  });
  after(async () => {
    restoreAll();
    await cleanUp();
  });

  const entryOf = (name: keyof typeof origins) => `jobo.key ${name} ${origins[name]}`;
  const lose = async (name: keyof typeof origins) => {
    assert.ok(await secrets.get(entryOf(name)), 'there is something to lose');
    await secrets.delete(entryOf(name));
  };
  /** Switches, and lets everything be read that is read because of it. */
  const switchTo = async (name: string) => {
    await run(commands.switchProfile, name);
    // Answers of the storage come in the order of the questions.
    await secrets.get('another');
    await new Promise(resolve => setImmediate(resolve));
  };

  it('says nothing as long as every key is there', async () => {
    for (const name of [...names, 'Live', 'Sandbox']) await switchTo(name);
    assert.deepEqual(told, []);
  });

  it('is told when its profile becomes active, not before', async () => {
    await lose('Lost one');
    for (const name of ['Lost two', 'Sandbox']) await switchTo(name);
    assert.deepEqual(told, []);
    await switchTo('Lost one');
    await until('the notice', () => told.length > 0);
    assert.deepEqual(told, [
      'The key of Lost one was stored, but the secret storage no longer has it. Set it again.',
    ]);
  });

  it('is told once in a window, and of each profile', async () => {
    for (const name of ['Lost two', 'Lost one', 'Sandbox', 'Lost one']) await switchTo(name);
    assert.equal(told.length, 1);
    await lose('Lost two');
    await switchTo('Lost two');
    await until('the notice', () => told.length > 1);
    assert.match(told[1] ?? '', /^The key of Lost two was/);
  });

  it('is asked for with the button, for the profile that is named, whichever is active by then', async () => {
    const titles: string[] = [];
    replace(vscode.window, 'showInputBox', options => {
      titles.push(options?.title ?? '');
      return Promise.resolve(undefined);
    });
    await switchTo('Lost one');
    press?.('Set API Key');
    await until('the question', () => titles.length > 0);
    assert.deepEqual(titles, ['API key for Lost two (http://127.0.0.1:2)']);
  });

  it('is not one that was removed', async () => {
    await useProfile('Removed', 'http://127.0.0.1:3', makeKey());
    await run(commands.removeApiKey);
    for (const name of ['Sandbox', 'Removed']) await switchTo(name);
    assert.equal(told.length, 2);
  });
});
