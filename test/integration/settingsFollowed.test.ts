import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { followSettings, limitSettings, warnBelow } from '../../src/shell/common/settings';
import { activate, until } from './support';

const set = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration('jobo').update(name, value, vscode.ConfigurationTarget.Global);

describe('settings', () => {
  before(() => activate());
  afterEach(() => set('credits.warnBelow', undefined));

  it('are asked of the editor once, until one of them changes', () => {
    const original = vscode.workspace.getConfiguration;
    let asked = 0;
    const counting = (...given: Parameters<typeof original>) => {
      asked += 1;
      return original(...given);
    };
    const following = followSettings();
    try {
      following.dispose();
      Object.defineProperty(vscode.workspace, 'getConfiguration', {
        value: counting,
        configurable: true,
      });
      for (let time = 0; time < 5; time += 1) limitSettings();
      assert.equal(asked, 3);
    } finally {
      Object.defineProperty(vscode.workspace, 'getConfiguration', {
        value: original,
        configurable: true,
      });
    }
  });

  it('are the new ones for whoever hears that they changed', async () => {
    const following = followSettings();
    const before = warnBelow();
    let heard: number | undefined;
    const listening = vscode.workspace.onDidChangeConfiguration(() => (heard = warnBelow()));
    await set('credits.warnBelow', before + 7);
    await until('the change', () => heard !== undefined);
    assert.equal(heard, before + 7);
    listening.dispose();
    following.dispose();
  });
});
