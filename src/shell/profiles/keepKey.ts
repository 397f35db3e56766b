import { l10n } from 'vscode';
import { illegalKeyPosition } from '../../core/keys/apiKey';
import type { Profile } from '../../core/profiles';
import { Refusal } from '../common/command';
import type { Keys } from './keys';

export interface KeepKeyParts {
  readonly keys: Keys;
  /** Forgets a profile's balance, as another key may belong to another account. */
  readonly balances: { forget(profile: string): Promise<void> };
}

/** Stores a key without asking anything. Rejects with a {@link Refusal} where it cannot be sent or stored. */
export async function keepKey(
  { keys, balances }: KeepKeyParts,
  profile: Profile,
  given: string,
): Promise<void> {
  const key = given.trim();
  const problem = keyProblem(key);
  if (problem !== undefined) throw new Refusal(problem);
  if (!(await keys.store(profile, key))) {
    throw new Refusal(
      l10n.t(
        'The secret storage did not keep the key. Check the keyring of this machine, then set it again.',
      ),
    );
  }
  await balances.forget(profile.name);
}

/** In characters: servers and proxies refuse much longer headers. */
const longestKey = 2_000;

/** Why a key can never be sent, as a sentence; undefined where it can. */
export const keyProblem = (key: string): string | undefined => {
  if (key === '')
    return l10n.t('The key is empty. Enter it as Developers → API Keys in the dashboard shows it.');
  if (key.length > longestKey)
    return l10n.t(
      'The key is longer than {0} characters. Copy it again from Developers → API Keys in the dashboard.',
      longestKey,
    );
  const position = illegalKeyPosition(key);
  return position === undefined
    ? undefined
    : l10n.t(
        'The key has an illegal character at position {0}. Copy it again from Developers → API Keys in the dashboard.',
        position,
      );
};
