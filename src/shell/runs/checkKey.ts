import { commands as editor, l10n, ProgressLocation, window } from 'vscode';
import { isKeyGood, type Exchange } from '../../core/exchange';
import { keyProbe } from '../../core/run/keyProbe';
import type { Profile } from '../../core/profiles';
import { commands } from '../../names';
import type { Tell } from '../common/tell';
import type { Sender } from './sender';
import { outcomeWords } from '../words/outcomeWords';

export interface CheckKeyParts {
  readonly sender: Sender;
  readonly tell: Tell;
}

/** Checks a profile's key with a free request, and tells the result. */
export async function checkKey({ sender, tell }: CheckKeyParts, profile: Profile): Promise<void> {
  const exchange = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Checking the key of {0}…', profile.name),
      cancellable: true,
    },
    (_progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return sender.send(keyProbe, {
        profile: profile.name,
        purpose: 'keyCheck',
        signal: controller.signal,
      });
    },
  );
  // The person cancelled it, or the key was replaced: then the check of the new key counts.
  if (exchange.outcome.kind === 'cancelled') return;
  if (isKeyGood(exchange)) {
    void tell.info(l10n.t('The key of {0} works. Checking it was free.', profile.name));
    return;
  }
  const setKey = l10n.t('Set API Key');
  const show = l10n.t('Show Run');
  const [text, action] = verdict(exchange, profile, setKey, show);
  // Not awaited: the check is over, and the message may stay open for long.
  void tell.warning(text, action).then(picked => {
    if (picked === setKey) return editor.executeCommand(commands.setApiKey);
    return picked === show ? editor.executeCommand(commands.showExchange, exchange.id) : undefined;
  });
}

function verdict(
  exchange: Exchange,
  { name }: Profile,
  setKey: string,
  show: string,
): [string, string] {
  const { outcome } = exchange;
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
      outcomeWords(exchange),
    ),
    show,
  ];
}
