import { l10n, type Disposable } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { keyErrors } from '../../core/request/keyErrors';
import { takeKeyOut, withoutKey } from '../../core/request/takeKeyOut';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { storeKey } from '../profiles/storeKey';
import { Refusal, register } from '../common/command';
import { operationOf } from './operations';

/** Moves a key out of an operation's request, by id or row. Without a target: out of the request in the panel. */
export function registerStoreKey(parts: Parts): Disposable {
  return register(parts, commands.storeKey, async target => {
    const operation =
      target === undefined
        ? findOperation(parts.panels.shownDraft?.operationId ?? '')
        : operationOf(target);
    if (!operation)
      throw new Refusal(l10n.t('No request is open. Choose one in the Operations view.'));
    await moveKey(parts, operation);
  });
}

/** Moves the first key in an operation's draft to secret storage. Nothing is sent. */
async function moveKey(parts: Parts, operation: Operation): Promise<void> {
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
  if (!(await storeKey(parts, taken.key))) return;
  // The draft may have been edited while a question was open.
  await drafts.put(withoutKey(drafts.get(operation), taken.key, keys.known));
}
