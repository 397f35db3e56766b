import { l10n } from 'vscode';
import type { Operation } from '../../core/catalog/operation';
import type { Profile } from '../../core/profiles';
import { keyErrors } from '../../core/request/keyErrors';
import { takeKeyOut, withoutKey } from '../../core/request/takeKeyOut';
import { storeKey } from '../commands/apiKey';
import { confirm, Refusal } from '../common/command';
import { pickProfile } from '../commands/profiles';
import type { Parts } from '../parts';
import type { ProfileStore } from './profileStore';

/** The profile that a key found in a request is stored for; undefined where the person has to say. */
export function profileForKey(profiles: ProfileStore): Profile | undefined {
  const { active } = profiles;
  if (active.kind !== 'sandbox') return active;
  const others = profiles.all().filter(({ kind }) => kind !== 'sandbox');
  return others.length === 1 ? others[0] : undefined;
}

/** Moves the first key of an operation's draft to secret storage. Nothing is sent. */
export async function storeKeyOfDraft(parts: Parts, operation: Operation): Promise<void> {
  const { drafts, keys } = parts;
  await keys.ready();
  const draft = drafts.get(operation);
  const taken = keyErrors(draft, keys.known)
    .map(finding => takeKeyOut(draft, finding, keys.known))
    .find(({ key }) => key !== undefined);
  if (taken?.key === undefined)
    throw new Refusal(
      l10n.t('No whole API key stands in this request any more. Set API Key asks for one.'),
    );
  if (!(await storeFoundKey(parts, taken.key))) return;
  // While a question stood it may have been written on.
  await drafts.put(withoutKey(drafts.get(operation), taken.key, keys.known));
}

/** @returns false where the person leaves: the request then stays as it is */
export async function storeFoundKey(parts: Parts, key: string): Promise<boolean> {
  const { profiles, keys, tell } = parts;
  const profile = profileForKey(profiles) ?? (await askProfile(parts));
  if (!profile) return false;
  const stored = await keys.get(profile);
  const replaces = stored !== undefined && stored !== key;
  if (replaces && !(await mayReplace(profile))) return false;
  if (stored !== key) await storeKey(parts, profile, key);
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

const askProfile = (parts: Parts): Promise<Profile | undefined> =>
  pickProfile(
    parts,
    l10n.t('Store the key for which profile?'),
    parts.profiles.all().filter(({ kind }) => kind !== 'sandbox'),
  );
