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

/** Makes the profile of a run the active one. Rejects where there is none of that name any more. */
export async function withProfile(
  { profile: name }: Exchange,
  profiles: ProfileStore,
): Promise<Profile> {
  const profile = profiles.find(name);
  // The key of whichever profile is active now is not the one that the run was about.
  if (!profile)
    throw new Error(
      l10n.t('There is no profile "{0}" any more. Add it again, or send with another one.', name),
    );
  if (profiles.active.name !== name) await profiles.activate(name);
  return profile;
}

/** Asks for the key of a run's profile. The profile that has another key now; undefined where none has. */
export async function enterKey(
  exchange: Exchange,
  { profiles, keys }: FixProfileParts,
): Promise<string | undefined> {
  await withProfile(exchange, profiles);
  const before = new Map(
    await Promise.all(profiles.all().map(async each => [each.name, await keys.get(each)] as const)),
  );
  await editor.executeCommand(commands.setApiKey);
  // From the sandbox, which makes its own keys, a key means another profile.
  const now = profiles.active;
  const key = now.kind === 'sandbox' ? undefined : await keys.get(now);
  return key === undefined || key === before.get(now.name) ? undefined : now.name;
}

/** Lets the person choose a profile; undefined where none was chosen. */
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
