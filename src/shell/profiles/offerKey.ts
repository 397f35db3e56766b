import { l10n } from 'vscode';
import type { Profile } from '../../core/profiles';
import { confirm } from '../common/command';
import { keepKey, keyProblem, type KeepKeyParts } from './keepKey';
import type { ProfileStore } from './profileStore';
import type { SandboxHost } from './sandboxHost';

export interface OfferKeyParts extends KeepKeyParts {
  readonly profiles: ProfileStore;
  readonly sandbox: SandboxHost;
}

/**
 * Offers to store a pasted key for the profile with the pasted address: the active one, else another. A profile with
 * another address never gets it.
 * @returns what happened to the key, as a sentence without it
 */
export async function offerKey(
  parts: OfferKeyParts,
  origin: string | undefined,
  key: string,
): Promise<string> {
  const { profiles, keys, sandbox } = parts;
  if (origin === undefined)
    return l10n.t(
      'The key was left out: the line does not say which address it is for. Write the address, then paste it again.',
    );
  if (sandbox.running && new URL(sandbox.running.url).origin === origin)
    return l10n.t('The key was left out: the sandbox makes its own.');
  const profile = profileFor(origin, [profiles.active, ...profiles.all()]);
  if (!profile)
    return l10n.t(
      'The key was left out: no profile has the address {0}. Add one to use it.',
      origin,
    );
  const problem = keyProblem(key);
  if (problem !== undefined) return problem;
  const stored = await keys.get(profile);
  if (stored === key) return l10n.t('The key is already that of {0}.', profile.name);
  const question =
    stored === undefined
      ? l10n.t('Store the key of this curl line for {0} ({1})?', profile.name, profile.origin)
      : l10n.t(
          'Replace the key of {0} ({1}) by that of this curl line?',
          profile.name,
          profile.origin,
        );
  if (!(await confirm(question, l10n.t('Leave it out'), l10n.t('Store it'))))
    return l10n.t('The key was left out.');
  await keepKey(parts, profile, key);
  return l10n.t('The key is stored for {0}.', profile.name);
}

const profileFor = (origin: string, from: readonly Profile[]): Profile | undefined =>
  from.find(profile => profile.kind !== 'sandbox' && profile.origin === origin);
