import { l10n } from 'vscode';
import type { Profile } from '../../core/profiles';
import { confirm } from '../common/command';
import type { Tell } from '../common/tell';
import { keepKey, type KeepKeyParts } from './keepKey';
import { pickProfile } from './pickProfile';
import type { ProfileStore } from './profileStore';

export interface StoreKeyParts extends KeepKeyParts {
  readonly profiles: ProfileStore;
  readonly tell: Tell;
}

/** The profile for a key that was found in a request; undefined where the person has to choose. */
export function profileForKey(profiles: ProfileStore): Profile | undefined {
  const { active } = profiles;
  if (active.kind !== 'sandbox') return active;
  const others = profiles.all().filter(({ kind }) => kind !== 'sandbox');
  return others.length === 1 ? others[0] : undefined;
}

/**
 * Stores a key that was found in a request.
 * @returns false where the person declines: then the request must stay as it is
 */
export async function storeKey(parts: StoreKeyParts, key: string): Promise<boolean> {
  const { profiles, keys, tell } = parts;
  const profile = profileForKey(profiles) ?? (await askProfile(parts));
  if (!profile) return false;
  const stored = await keys.get(profile);
  const replaces = stored !== undefined && stored !== key;
  if (replaces && !(await mayReplace(profile))) return false;
  if (stored !== key) await keepKey(parts, profile, key);
  void tell.info(
    stored === key
      ? l10n.t('It is the key of {0} already. It no longer stands in the request.', profile.name)
      : l10n.t('The key is stored for {0}, and no longer stands in the request.', profile.name),
  );
  return true;
}

const mayReplace = ({ name, origin }: Profile): Promise<boolean> =>
  confirm(
    l10n.t('Replace the key of {0} ({1}) by the one in the request?', name, origin),
    l10n.t('Keep the stored one'),
    l10n.t('Replace it'),
  );

const askProfile = (parts: StoreKeyParts): Promise<Profile | undefined> =>
  pickProfile(
    parts,
    l10n.t('Store the key for which profile?'),
    parts.profiles.all().filter(({ kind }) => kind !== 'sandbox'),
  );
