import { InputBoxValidationSeverity, l10n, window, type Disposable } from 'vscode';
import { liveProfile, type Profile } from '../../core/profiles';
import { hasKeyForm } from '../../core/keys/apiKey';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { checkKey } from '../runs/checkKey';
import { Refusal, confirm, register } from '../common/command';
import { keepKey, keyProblem } from '../profiles/keepKey';
import { pickProfile } from '../profiles/pickProfile';

/** Set, check and remove the key of the active profile. */
export function registerApiKey(parts: Parts): Disposable[] {
  return [
    register(parts, commands.setApiKey, key =>
      typeof key === 'string' ? storeGiven(parts, key) : ask(parts),
    ),
    register(parts, commands.checkApiKey, () => checkKey(parts, parts.profiles.active)),
    register(parts, commands.removeApiKey, () => remove(parts)),
  ];
}

async function storeGiven(parts: Parts, given: string): Promise<void> {
  const profile = parts.profiles.active;
  if (profile.kind === 'sandbox') {
    throw new Refusal(
      l10n.t('The sandbox makes its own keys. Switch to another profile, then set the key.'),
    );
  }
  await keepKey(parts, profile, given);
}

async function ask(parts: Parts): Promise<void> {
  const { profiles, keys, balances } = parts;
  const profile = profiles.active.kind === 'sandbox' ? await leaveSandbox(parts) : profiles.active;
  if (!profile) return;
  const typed = await window.showInputBox({
    password: true,
    ignoreFocusOut: true,
    title: l10n.t('API key for {0} ({1})', profile.name, profile.origin),
    prompt: l10n.t(
      "Keys are made under Developers → API Keys in Jobo's dashboard. This one is kept in the editor's secret storage and sent to this address only.",
    ),
    placeHolder: 'jbe_live_… / jbe_test_…',
    validateInput: text => validate(text.trim()),
  });
  const key = typed?.trim();
  if (key === undefined || key === '') return;
  if (!(await keys.store(profile, key))) {
    const question = l10n.t(
      'The secret storage did not keep the key. Use it for this window only?',
    );
    if (!(await confirm(question, l10n.t('Do not use it'), l10n.t('Use it for this window only'))))
      return;
    keys.keepForWindow(profile, key);
  }
  await balances.forget(profile.name);
  // Only now: a person who leaves the input keeps the active profile.
  if (profiles.active.name !== profile.name) await profiles.activate(profile.name);
  await checkKey(parts, profile);
}

/** The sandbox makes its own keys, so a key is for another profile: the only other one, else the one that is picked. */
async function leaveSandbox(parts: Parts): Promise<Profile | undefined> {
  const { profiles } = parts;
  const others = profiles.all().filter(({ kind }) => kind !== 'sandbox');
  return others.length === 1
    ? liveProfile
    : pickProfile(
        parts,
        l10n.t('The sandbox makes its own keys. Set the key of which profile?'),
        others,
      );
}

function validate(key: string) {
  if (key === '') return undefined;
  const problem = keyProblem(key);
  if (problem !== undefined)
    return { message: problem, severity: InputBoxValidationSeverity.Error };
  if (hasKeyForm(key)) return undefined;
  return {
    message: l10n.t(
      'This does not look like a Jobo key (jbe_live_… or jbe_test_…, 74 characters). It can be used all the same.',
    ),
    severity: InputBoxValidationSeverity.Warning,
  };
}

async function remove({ profiles, keys, balances, tell }: Parts): Promise<void> {
  const profile = profiles.active;
  await keys.remove(profile);
  await balances.forget(profile.name);
  tell.shortly(l10n.t('The key of {0} is removed.', profile.name));
}
