import { commands as editor, l10n } from 'vscode';
import type { Exchange } from '../../core/exchange';
import type { Profile } from '../../core/profiles';
import { commands } from '../../names';
import type { Keys } from '../profiles/keys';
import type { ProfileStore } from '../profiles/profileStore';

export interface FixProfileParts {
  readonly profiles: ProfileStore;
  readonly keys: Pick<Keys, 'get'>;
}

/** Makes the profile of a run the active one. Rejects where that profile was removed. */
export async function withProfile(
  { profile: name }: Exchange,
  profiles: ProfileStore,
): Promise<Profile> {
  const profile = profiles.find(name);
  // Never fall back to the active profile: its key is not the one that the run was sent with.
  if (!profile)
    throw new Error(
      l10n.t('There is no profile "{0}" any more. Add it again, or send with another one.', name),
    );
  if (profiles.active.name !== name) await profiles.activate(name);
  return profile;
}

/**
 * Asks for the key of a run's profile.
 * @returns the name of the profile that got a new key; undefined where none did
 */
export async function enterKey(
  exchange: Exchange,
  { profiles, keys }: FixProfileParts,
): Promise<string | undefined> {
  await withProfile(exchange, profiles);
  const before = new Map(
    await Promise.all(profiles.all().map(async each => [each.name, await keys.get(each)] as const)),
  );
  await editor.executeCommand(commands.setApiKey);
  // For a run of the sandbox, which makes its own keys, the command sets the key of another profile.
  const now = profiles.active;
  const key = now.kind === 'sandbox' ? undefined : await keys.get(now);
  return key === undefined || key === before.get(now.name) ? undefined : now.name;
}

/** Lets the person choose a profile. Resolves with its name; undefined where none was chosen. */
export async function switchProfile(profiles: ProfileStore): Promise<string | undefined> {
  const chosen: string[] = [];
  const listening = profiles.onDidChange(({ name }) => chosen.push(name));
  try {
    await editor.executeCommand(commands.switchProfile);
  } finally {
    listening.dispose();
  }
  return chosen.at(-1);
}
