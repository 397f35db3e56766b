import { l10n, window, type Disposable, type QuickPickItem } from 'vscode';
import { sandboxProfile } from '../../core/profiles';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { register } from '../common/command';

/** Starts and stops the embedded sandbox, and chooses how it answers. */
export function registerSandbox(parts: Parts): Disposable[] {
  const { sandbox } = parts;
  return [
    register(parts, commands.startSandbox, async () => (await sandbox.start()).url),
    register(parts, commands.stopSandbox, () => sandbox.stop()),
    register(parts, commands.chooseSandboxKey, () => choose(parts)),
  ];
}

/** Asks for one of the sandbox's keys or scenarios, and makes the sandbox the active profile. */
async function choose({ sandbox, profiles, balances }: Parts): Promise<void> {
  const { keys, kinds, scenarios } = await sandbox.start();
  const described = new Map([
    ...kinds.map(({ name, description }) => [name, description] as const),
    ...scenarios.map(({ name, description }) => [`scenario:${name}`, description] as const),
  ]);
  const choices: QuickPickItem[] = Object.keys(keys).map(name => ({
    label: name,
    detail: described.get(name) ?? '',
    ...(name === sandbox.keyName && { description: l10n.t('in use') }),
  }));
  const picked = await window.showQuickPick(choices, {
    title: l10n.t('How should the sandbox answer?'),
    placeHolder: l10n.t('A key, or a scenario that every request then meets'),
    matchOnDetail: true,
  });
  if (!picked) return;
  await sandbox.choose(picked.label);
  await balances.forget(sandboxProfile.name);
  await profiles.activate(sandboxProfile.name);
}
