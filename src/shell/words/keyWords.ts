import { l10n } from 'vscode';
import type { KeyState } from '../../core/keys/keyState';

/** Whether a profile has a key, in a few words. */
export function keyWords(state: KeyState): string {
  switch (state) {
    case 'stored':
      return l10n.t('key stored');
    case 'windowOnly':
      return l10n.t('key for this window only');
    case 'none':
      return l10n.t('no key');
    case 'lost':
      return l10n.t('key lost: set it again');
  }
}
