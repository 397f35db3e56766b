import { l10n, type Disposable } from 'vscode';
import { commands } from '../../names';
import { Refusal, confirm, register } from '../common/command';
import type { Parts } from '../parts';
import { askNewProfile, newProfile } from '../profiles/newProfile';
import { pickProfile } from '../profiles/pickProfile';

/** Adds, removes and switches profiles. First reads what other windows have changed. */
export function registerProfiles(parts: Parts): Disposable[] {
  return [
    register(parts, commands.addProfile, async given => {
      await parts.state.refresh();
      return given === undefined ? askNewProfile(parts) : add(parts, given);
    }),
    register(parts, commands.removeProfile, async () => {
      await parts.state.refresh();
      return remove(parts);
    }),
    register(parts, commands.switchProfile, async given => {
      await parts.state.refresh();
      return typeof given === 'string' ? switchTo(parts, given) : askSwitch(parts);
    }),
  ];
}

/** Takes `{ name, baseUrl, key? }` from another extension. Asks nothing; rejects with a {@link Refusal}. */
async function add(parts: Parts, given: unknown): Promise<void> {
  const { name, baseUrl, key } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (
    typeof name !== 'string' ||
    typeof baseUrl !== 'string' ||
    (key !== undefined && typeof key !== 'string')
  ) {
    throw new Refusal(l10n.t('A profile is { name, baseUrl, key? }, all texts.'));
  }
  await newProfile(parts, name.trim(), baseUrl, key);
}

async function remove(parts: Parts): Promise<void> {
  const { profiles, keys, balances } = parts;
  const own = profiles.all().filter(({ kind }) => kind === 'own');
  if (own.length === 0)
    throw new Refusal(l10n.t('There is no profile of your own to remove. Live and Sandbox stay.'));
  const profile = await pickProfile(parts, l10n.t('Remove which profile?'), own);
  if (!profile) return;
  const question = l10n.t('Remove {0} and its key?', profile.name);
  if (!(await confirm(question, l10n.t('Keep it'), l10n.t('Remove it')))) return;
  await keys.remove(profile);
  await balances.forget(profile.name);
  await profiles.remove(profile.name);
}

async function switchTo({ profiles }: Parts, name: string): Promise<void> {
  if (!profiles.find(name)) {
    throw new Refusal(
      l10n.t('There is no profile "{0}". Add it first, or switch to another one.', name),
    );
  }
  await profiles.activate(name);
}

async function askSwitch(parts: Parts): Promise<void> {
  const { profiles } = parts;
  const title = l10n.t('Send with which profile?');
  const profile = await pickProfile(parts, title, profiles.all(), () => askNewProfile(parts));
  if (profile) await profiles.activate(profile.name);
}
