import { l10n } from 'vscode';
import type { KnownKeys } from '../../core/keys/knownKeys';
import { liveProfile, parseOrigin, sandboxProfile, type OriginProblem } from '../../core/profiles';

const reserved = [liveProfile.name, sandboxProfile.name];

/** Names and addresses appear in messages, in the log and in History, so they must hold no key. */
const keyInItWords = (): string =>
  l10n.t('This looks like an API key. Enter something else here; the key is asked for separately.');

/** Why a profile cannot have this name, as a sentence; undefined where it can. */
export function nameProblem(name: string, known: KnownKeys): string | undefined {
  if (name === '') return l10n.t('The name is empty. Enter one.');
  if (known.holds(name)) return keyInItWords();
  if (name.length > 60)
    return l10n.t('The name is longer than 60 characters. Enter a shorter one.');
  return reserved.some(own => own.toLowerCase() === name.toLowerCase())
    ? l10n.t('"{0}" is a profile of the extension itself. Choose another name.', name)
    : undefined;
}

/** Why a profile cannot have this address, as a sentence; undefined where it can. */
export function addressProblem(text: string, known: KnownKeys): string | undefined {
  if (known.holds(text)) return keyInItWords();
  const parsed = parseOrigin(text);
  return parsed.ok ? undefined : originWords(parsed.problem);
}

export function originWords(problem: OriginProblem): string {
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
