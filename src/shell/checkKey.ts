import { commands as editor, l10n, window } from 'vscode';
import type { Exchange } from '../core/exchange';
import type { Profile } from '../core/profiles';
import { commands } from '../names';
import type { Parts } from './parts';
import { outcomeWords } from './words/outcomeWords';

/** No job has this id: 401 tells a bad key, 404 a good one, and neither costs anything (API reference 1). */
const zeroId = '00000000-0000-0000-0000-000000000000';

/** Asks the API whether a profile's key is good, for free, and says what came of it. */
export async function checkKey({ sender }: Pick<Parts, 'sender'>, profile: Profile): Promise<void> {
  const draft = { operationId: 'getJob', path: { id: zeroId }, query: {}, headers: {} };
  const exchange = await sender.send(draft, { profile: profile.name });
  const { outcome } = exchange;
  if (outcome.kind === 'answered' && outcome.status === 404) {
    void window.showInformationMessage(
      l10n.t('The key of {0} works. Checking it was free.', profile.name),
    );
    return;
  }
  const setKey = l10n.t('Set API Key');
  const show = l10n.t('Show Run');
  const [text, action] = verdict(exchange, profile, setKey, show);
  // Not awaited: the check is over, whatever the person does with the message.
  void window.showWarningMessage(text, action).then(picked => {
    if (picked === setKey) return editor.executeCommand(commands.setApiKey);
    return picked === show ? editor.executeCommand(commands.showExchange, exchange.id) : undefined;
  });
}

function verdict(
  { outcome }: Exchange,
  { name }: Profile,
  setKey: string,
  show: string,
): [string, string] {
  if (outcome.kind === 'answered' && outcome.status === 401) {
    return [
      l10n.t(
        'The key of {0} was rejected. It may have been revoked or rotated; enter the new one.',
        name,
      ),
      setKey,
    ];
  }
  if (outcome.kind === 'refused' && outcome.reason === 'noKey') {
    return [l10n.t('{0} has no key yet. Set one, then check it.', name), setKey];
  }
  return [
    l10n.t(
      'The key of {0} could not be checked: {1}. Try again later.',
      name,
      outcomeWords(outcome),
    ),
    show,
  ];
}
