import { l10n, type Disposable } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { storeKeyOfDraft } from '../profiles/storeKey';
import { Refusal, register } from '../common/command';
import { operationOf } from './operations';

/** Moves a key out of the request of an operation, by its id or row; without one, of what the panel shows. */
export function registerStoreKey(parts: Parts): Disposable {
  return register(parts, commands.storeKey, async target => {
    const operation =
      target === undefined
        ? findOperation(parts.panels.shownDraft?.operationId ?? '')
        : operationOf(target);
    if (!operation)
      throw new Refusal(l10n.t('No request is open. Choose one in the Operations view.'));
    await storeKeyOfDraft(parts, operation);
  });
}
