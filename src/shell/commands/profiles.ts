import {
  InputBoxValidationSeverity,
  l10n,
  QuickPickItemKind,
  window,
  type Disposable,
  type QuickPickItem,
} from 'vscode';
import {
  liveProfile,
  parseOrigin,
  sandboxProfile,
  type OriginProblem,
  type Profile,
} from '../../core/profiles';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { keyProblem, storeKey } from './apiKey';
import { keyWords } from '../words/keyWords';
import { Refusal, confirm, register } from '../common/command';

/** Add, remove and switch profiles, also those of other windows. */
export function registerProfiles(parts: Parts): Disposable[] {
  return [
    register(parts, commands.addProfile, async given => {
      await parts.state.refresh();
      return given === undefined ? askNew(parts) : add(parts, given);
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

const reserved = [liveProfile.name, sandboxProfile.name];

/** A name and an address stand in messages, in the log and in History. */
const keyInItWords = (): string =>
  l10n.t('This looks like an API key. Enter something else here; the key is asked for separately.');

function nameProblem(name: string, { keys }: Pick<Parts, 'keys'>): string | undefined {
  if (name === '') return l10n.t('The name is empty. Enter one.');
  if (keys.known.holds(name)) return keyInItWords();
  if (name.length > 60)
    return l10n.t('The name is longer than 60 characters. Enter a shorter one.');
  return reserved.some(own => own.toLowerCase() === name.toLowerCase())
    ? l10n.t('"{0}" is a profile of the extension itself. Choose another name.', name)
    : undefined;
}

function originWords(problem: OriginProblem): string {
  switch (problem) {
    case 'notAUrl':
      return l10n.t('This is no https address. Enter one such as https://connect.example.com.');
    case 'notAnOrigin':
      return l10n.t(
        'Enter the address without path and query, such as https://connect.example.com.',
      );
    case 'hasLogin':
      return l10n.t(
        'The address holds a login. Enter it without one; the key is asked for separately.',
      );
    case 'insecure':
      return l10n.t(
        'A key is only sent over https, or to this machine itself. Enter an https address.',
      );
  }
}

function addressProblem(text: string, { keys }: Pick<Parts, 'keys'>): string | undefined {
  if (keys.known.holds(text)) return keyInItWords();
  const parsed = parseOrigin(text);
  return parsed.ok ? undefined : originWords(parsed.problem);
}

/** `{ name, baseUrl, key? }` from another extension. Asks nothing; rejects with a sentence. */
async function add(parts: Parts, given: unknown): Promise<void> {
  const { name, baseUrl, key } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (
    typeof name !== 'string' ||
    typeof baseUrl !== 'string' ||
    (key !== undefined && typeof key !== 'string')
  ) {
    throw new Refusal(l10n.t('A profile is { name, baseUrl, key? }, all texts.'));
  }
  await put(parts, name.trim(), baseUrl, key);
}

async function put(
  parts: Parts,
  name: string,
  baseUrl: string,
  key: string | undefined,
): Promise<Profile> {
  const { profiles, keys, balances } = parts;
  await keys.ready();
  const problem = nameProblem(name, parts) ?? addressProblem(baseUrl, parts);
  if (problem !== undefined) throw new Refusal(problem);
  const parsed = parseOrigin(baseUrl);
  if (!parsed.ok) throw new Refusal(originWords(parsed.problem));
  // Before anything is taken away: a refused profile leaves the one that stands as it was.
  const unusable = key === undefined ? undefined : keyProblem(key.trim());
  if (unusable !== undefined) throw new Refusal(unusable);
  const before = profiles.find(name);
  // Replaced, it is another place: neither the key nor what is known of the wallet goes with it.
  if (before) await keys.remove(before);
  await balances.forget(name);
  const profile: Profile = { name, origin: parsed.origin, kind: 'own' };
  await profiles.put(profile);
  if (key !== undefined) await storeKey(parts, profile, key);
  return profile;
}

function nameFinding(name: string, { profiles, keys }: Parts) {
  const problem = name === '' ? undefined : nameProblem(name, { keys });
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

async function askNew(parts: Parts): Promise<void> {
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
      return addressProblem(text, parts);
    },
  });
  if (baseUrl === undefined) return;
  const profile = await put(parts, name.trim(), baseUrl, undefined);
  await parts.profiles.activate(profile.name);
  void parts.tell.info(
    l10n.t('{0} is the active profile now. Set its API key to send with it.', profile.name),
  );
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
  const profile = await pickProfile(
    parts,
    l10n.t('Send with which profile?'),
    parts.profiles.all(),
    true,
  );
  if (profile) await parts.profiles.activate(profile.name);
}

/** Asks for one of some profiles; with `orNew`, a new one can be made on the way. */
export async function pickProfile(
  parts: Parts,
  title: string,
  from: readonly Profile[],
  orNew = false,
): Promise<Profile | undefined> {
  const { profiles, keys } = parts;
  const rows = await Promise.all(
    from.map(async profile => {
      const isSandbox = profile.kind === 'sandbox';
      const state = isSandbox ? l10n.t('no key needed') : keyWords(await keys.state(profile));
      const where = isSandbox ? l10n.t('embedded, nothing is charged') : profile.origin;
      const mark = profile.name === profiles.active.name ? '$(check) ' : '';
      return { label: `${mark}${profile.name}`, description: where, detail: state, profile };
    }),
  );
  type Choice = QuickPickItem & { readonly profile?: Profile };
  const add: Choice = { label: `$(add) ${l10n.t('Add Profile…')}` };
  const separator: Choice = { label: '', kind: QuickPickItemKind.Separator };
  const choices: Choice[] = orNew ? [...rows, separator, add] : rows;
  const picked = await window.showQuickPick(choices, { title, matchOnDescription: true });
  if (picked === add) await askNew(parts);
  return picked?.profile;
}
