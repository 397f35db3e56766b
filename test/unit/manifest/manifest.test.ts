import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { commands, draftScheme, items, panelType, settings, views } from '../../../src/names';
import { defaultRetrySettings } from '../../../src/core/retry/retryPolicy';
import { defaultLimitSettings } from '../../../src/core/transport/limits';

interface Setting {
  readonly default: unknown;
  readonly scope: string;
  readonly type: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}
interface MenuEntry {
  readonly command: string;
  readonly when?: string;
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: unknown;
  readonly extensionKind: readonly string[];
  readonly engines: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly keybindings: readonly (MenuEntry & { readonly key: string; readonly mac: string })[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
  };
}

const root = path.resolve(__dirname, '../../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const text = read('package.json');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;
const menuEntries = Object.values(contributes.menus).flat();
const clauses = [...menuEntries, ...contributes.keybindings].map(({ when }) => when ?? '');
const properties = Object.assign(
  {},
  ...contributes.configuration.map(each => each.properties),
) as Record<string, Setting>;
const sorted = (list: Iterable<string>) => [...new Set(list)].sort();

describe('manifest and names', () => {
  it('have the same commands', () => {
    const declared = contributes.commands.map(({ command }) => command);
    assert.deepEqual([...declared].sort(), sorted(Object.values(commands)));
    for (const { category } of contributes.commands) assert.equal(category, 'Jobo');
  });

  it('have the same views and container', () => {
    const { container, ...own } = views;
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [container],
    );
    assert.deepEqual(Object.keys(contributes.views), [container]);
    const declared = (contributes.views[container] ?? []).map(({ id }) => id);
    assert.deepEqual(sorted(declared), sorted(Object.values(own)));
    for (const { view } of contributes.viewsWelcome) assert.ok(declared.includes(view));
  });

  it('have the same settings with the same defaults', () => {
    const expected = Object.entries(settings).map(([name, value]) => [`jobo.${name}`, value]);
    const declared = Object.entries(properties).map(([name, value]) => [name, value.default]);
    assert.deepEqual(declared.sort(), expected.sort());
  });

  it('name only commands, views and items that exist, in menus and keys', () => {
    const known = new Set<string>(Object.values(commands));
    for (const { command } of [...menuEntries, ...contributes.keybindings]) {
      assert.ok(known.has(command), command);
    }
    const { container, ...own } = views;
    for (const clause of clauses) {
      for (const [, view = ''] of clause.matchAll(/(?:view|focusedView) == (\S+)/g)) {
        assert.ok((Object.values(own) as string[]).includes(view), `${view} of ${container}`);
      }
    }
    const welcome = contributes.viewsWelcome.map(({ contents }) => resolveWords(contents)).join();
    for (const [, command = ''] of welcome.matchAll(/command:([\w.]+)/g))
      assert.ok(known.has(command));
  });

  it('use every viewItem value in a menu, and no other', () => {
    const known = Object.values(items) as string[];
    const used = new Set<string>();
    for (const clause of clauses) {
      for (const [, value = ''] of clause.matchAll(/viewItem == (\S+)/g)) {
        assert.ok(known.includes(value), value);
        used.add(value);
      }
      for (const [, pattern = ''] of clause.matchAll(/viewItem =~ \/(.+?)\/(?= |$)/g)) {
        const matching = known.filter(item => new RegExp(pattern).test(item));
        assert.ok(matching.length > 0, pattern);
        for (const item of matching) used.add(item);
      }
    }
    assert.deepEqual([...used].sort(), [...known].sort());
  });

  it('offer on a run that has remedies all that other settled runs offer', () => {
    const offeredOn = (item: string) =>
      (contributes.menus['view/item/context'] ?? [])
        .filter(({ when = '' }) => {
          const value = /viewItem == (\S+)/.exec(when)?.[1];
          const pattern = /viewItem =~ \/(.+?)\/(?= |$)/.exec(when)?.[1];
          return pattern === undefined ? value === item : new RegExp(pattern).test(item);
        })
        .map(({ command }) => command);
    assert.deepEqual(
      offeredOn(items.fixableRun).filter(command => command !== commands.fixRun),
      offeredOn(items.settledRun),
    );
  });

  it('send the focused row by Ctrl+Enter or Cmd+Enter, in the operations view only', () => {
    const [binding, ...more] = contributes.keybindings;
    assert.deepEqual(more, []);
    assert.equal(binding?.command, commands.sendFocused);
    assert.deepEqual([binding.key, binding.mac], ['ctrl+enter', 'cmd+enter']);
    assert.match(binding.when ?? '', new RegExp(`focusedView == ${views.operations} `));
    assert.match(binding.when ?? '', /listFocus/);
  });

  it('hide from the palette what needs a row', () => {
    const hidden = (contributes.menus['commandPalette'] ?? [])
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    const { sendFocused, openOperation, showExchange, openBeside, sendAgain } = commands;
    for (const command of [sendFocused, openOperation, showExchange, openBeside, sendAgain]) {
      assert.ok(hidden.includes(command), command);
    }
    for (const command of [commands.sendRequest, commands.setApiKey, commands.addProfile]) {
      assert.ok(!hidden.includes(command), command);
    }
  });
});

function resolveWords(value: string): string {
  const key = /^%(.+)%$/.exec(value)?.[1];
  return key === undefined ? value : (words[key] ?? '');
}

describe('manifest', () => {
  it('has words for every key it uses, and no words that it does not use', () => {
    const used = sorted([...text.matchAll(/"%([^"%]+)%"/g)].map(([, key = '']) => key));
    assert.deepEqual(Object.keys(words).sort(), used);
    for (const [key, value] of Object.entries(words)) assert.ok(value.trim() !== '', key);
  });

  it('lets no workspace decide a setting', () => {
    for (const [name, { scope }] of Object.entries(properties)) {
      assert.ok(name.startsWith('jobo.'), name);
      assert.equal(scope, 'application', name);
    }
    assert.ok(!Object.keys(properties).some(name => /key|url|profile|secret/i.test(name)));
  });

  it('gives every setting a default inside its own range', () => {
    for (const [name, setting] of Object.entries(properties)) {
      const { default: value, enum: allowed, minimum, maximum } = setting;
      if (allowed) assert.ok(allowed.includes(value), name);
      if (allowed && setting.type === 'string') {
        assert.equal(setting.enumDescriptions?.length, allowed.length, name);
      }
      if (typeof value === 'number') {
        assert.ok(value >= (minimum ?? value) && value <= (maximum ?? value), name);
      }
    }
  });

  it('is woken by nothing but a panel, or the body of a draft, to restore', () => {
    assert.deepEqual(manifest.activationEvents, [
      `onWebviewPanel:${panelType}`,
      `onFileSystem:${draftScheme}`,
    ]);
  });

  it('works untrusted and virtual, on the person’s side first', () => {
    assert.deepEqual(manifest.capabilities, {
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: true,
    });
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace']);
  });

  it('ships no package at run time, and pins every other', () => {
    assert.ok(!('dependencies' in manifest));
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
    }
    assert.equal(`^${manifest.devDependencies['@types/vscode'] ?? ''}`, manifest.engines['vscode']);
  });

  it('says plainly that it is unofficial', () => {
    assert.match(words['displayName'] ?? '', /unofficial/i);
  });
});

describe('defaults', () => {
  it('are those of the retry table and the limits', () => {
    assert.equal(settings['retry.retries500'], defaultRetrySettings.retries500);
    assert.equal(settings['retry.creatingOperations'], defaultRetrySettings.creatingOperations);
    assert.equal(settings['retry.pausedOperations'], defaultRetrySettings.pausedOperations);
    assert.equal(
      settings['retry.scheduleAfterSeconds'] * 1_000,
      defaultRetrySettings.longestSilentWaitMs,
    );
    assert.equal(settings['network.connectTimeoutSeconds'] * 1_000, defaultLimitSettings.connect);
    assert.equal(settings['network.idleTimeoutSeconds'] * 1_000, defaultLimitSettings.idleBody);
    assert.equal(
      settings['network.totalTimeoutSeconds'] * 1_000,
      defaultLimitSettings.wholeAfterFirstByte,
    );
  });
});
