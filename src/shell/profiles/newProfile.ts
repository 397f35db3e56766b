import { InputBoxValidationSeverity, l10n, window } from 'vscode';
import { parseOrigin, type Profile } from '../../core/profiles';
import { Refusal } from '../common/command';
import type { Tell } from '../common/tell';
import { keepKey, keyProblem, type KeepKeyParts } from './keepKey';
import { addressProblem, nameProblem, originWords } from './profileProblem';
import type { ProfileStore } from './profileStore';

export interface NewProfileParts extends KeepKeyParts {
  readonly profiles: ProfileStore;
  readonly tell: Tell;
}

/** Adds or replaces a profile without asking. Rejects with a {@link Refusal} for a bad name, address or key. */
export async function newProfile(
  parts: NewProfileParts,
  name: string,
  baseUrl: string,
  key?: string,
): Promise<Profile> {
  const { profiles, keys, balances } = parts;
  await keys.ready();
  const problem = nameProblem(name, keys.known) ?? addressProblem(baseUrl, keys.known);
  if (problem !== undefined) throw new Refusal(problem);
  const parsed = parseOrigin(baseUrl);
  if (!parsed.ok) throw new Refusal(originWords(parsed.problem));
  // Before anything is removed: if the new profile is refused, the present one stays as it was.
  const unusable = key === undefined ? undefined : keyProblem(key.trim());
  if (unusable !== undefined) throw new Refusal(unusable);
  const before = profiles.find(name);
  // The new address is another place: it gets neither the old key nor the old balance.
  if (before) await keys.remove(before);
  await balances.forget(name);
  const profile: Profile = { name, origin: parsed.origin, kind: 'own' };
  await profiles.put(profile);
  if (key !== undefined) await keepKey(parts, profile, key);
  return profile;
}

/** Asks for the name and address of a new profile, and makes it the active one. */
export async function askNewProfile(parts: NewProfileParts): Promise<void> {
  const name = await window.showInputBox({
    title: l10n.t('New profile (1 of 2)'),
    prompt: l10n.t('A name for it, such as Staging'),
    ignoreFocusOut: true,
    validateInput: text => nameFinding(text.trim(), parts),
  });
  if (name === undefined || name.trim() === '') return;
  const baseUrl = await window.showInputBox({
    title: l10n.t('New profile (2 of 2)'),
    prompt: l10n.t('Its base URL. The key is bound to it.'),
    value: 'https://',
    ignoreFocusOut: true,
    validateInput: text => {
      if (text === 'https://') return undefined;
      return addressProblem(text, parts.keys.known);
    },
  });
  if (baseUrl === undefined) return;
  const profile = await newProfile(parts, name.trim(), baseUrl);
  await parts.profiles.activate(profile.name);
  void parts.tell.info(
    l10n.t('{0} is the active profile now. Set its API key to send with it.', profile.name),
  );
}

function nameFinding(name: string, { profiles, keys }: NewProfileParts) {
  const problem = name === '' ? undefined : nameProblem(name, keys.known);
  if (problem !== undefined)
    return { message: problem, severity: InputBoxValidationSeverity.Error };
  if (!profiles.find(name)) return undefined;
  return {
    message: l10n.t(
      'There is a profile "{0}" already. It is replaced, and its key is removed.',
      name,
    ),
    severity: InputBoxValidationSeverity.Warning,
  };
}
