import { l10n, window, type Disposable, type QuickPickItem } from 'vscode';
import { sandboxProfile } from '../../core/profiles';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { register } from './command';

/** Start, stop, and choose how the embedded sandbox answers. */
export function registerSandbox(parts: Parts): Disposable[] {
  const { log, sandbox } = parts;
  return [
    register(log, commands.startSandbox, async () => (await sandbox.start()).url),
    register(log, commands.stopSandbox, () => sandbox.stop()),
    register(log, commands.chooseSandboxKey, () => choose(parts)),
  ];
}

/** Every key and scenario by name; the profile becomes the sandbox, which is the point of choosing one. */
async function choose({ sandbox, profiles }: Parts): Promise<void> {
  const { keys, scenarios } = await sandbox.start();
  const described = new Map(
    scenarios.map(({ name, description }) => [`scenario:${name}`, description]),
  );
  const choices: QuickPickItem[] = Object.keys(keys).map(name => ({
    label: name,
    detail: described.get(name) ?? keyMeaning(name),
    ...(name === sandbox.keyName && { description: l10n.t('in use') }),
  }));
  const picked = await window.showQuickPick(choices, {
    title: l10n.t('How should the sandbox answer?'),
    placeHolder: l10n.t('A key, or a scenario that every request then meets'),
    matchOnDetail: true,
  });
  if (!picked) return;
  await sandbox.choose(picked.label);
  await profiles.activate(sandboxProfile.name);
}

function keyMeaning(name: string): string {
  switch (name) {
    case 'good':
      return l10n.t('A live key with credits');
    case 'test':
      return l10n.t('A test key: nothing is billed');
    case 'empty':
      return l10n.t('A key whose wallet is nearly empty: 402');
    case 'revoked':
      return l10n.t('A revoked key: 401');
    case 'noFeed':
      return l10n.t('A key without feed access: 403');
    case 'tiny':
      return l10n.t('A key with tiny limits: 429 soon');
    default:
      return '';
  }
}
