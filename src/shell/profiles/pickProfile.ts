import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { Profile } from '../../core/profiles';
import { keyWords } from '../words/keyWords';
import type { Keys } from './keys';
import type { ProfileStore } from './profileStore';

export interface PickProfileParts {
  readonly profiles: ProfileStore;
  readonly keys: Keys;
}

/**
 * Asks for one of the given profiles.
 * @param makeNew adds a profile; offered at the end of the list
 */
export async function pickProfile(
  { profiles, keys }: PickProfileParts,
  title: string,
  from: readonly Profile[],
  makeNew?: () => Promise<void>,
): Promise<Profile | undefined> {
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
  const choices: Choice[] = makeNew ? [...rows, separator, add] : rows;
  const picked = await window.showQuickPick(choices, { title, matchOnDescription: true });
  if (picked === add) await makeNew?.();
  return picked?.profile;
}
