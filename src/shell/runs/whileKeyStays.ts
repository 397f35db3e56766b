import type { Profile } from '../../core/profiles';
import type { Keys } from '../profiles/keys';

interface KeyWatch {
  /** Aborts when the profile's key is replaced or removed, or the profile is gone. */
  readonly signal: AbortSignal;
  stop(): void;
}

/**
 * Watches the key that a check was started with, as the answer says nothing about a newer key. If the keyring does not
 * answer, the check goes on.
 * @param profileOf returns the current profile; with another address it has another key
 */
export function whileKeyStays(
  keys: Pick<Keys, 'get' | 'onDidChange'>,
  profileOf: () => Profile | undefined,
): KeyWatch {
  const controller = new AbortController();
  const keyOf = async (profile = profileOf()) => (profile ? keys.get(profile) : undefined);
  let before = keyOf();
  const compare = async () => {
    const now = keyOf();
    // Of a keyring that failed at the beginning, the first key that it tells is the one to stay.
    before = before.catch(() => now);
    // The storage tells of a key also long after it was stored: only another one counts.
    if ((await before) !== (await now)) controller.abort();
  };
  const listening = keys.onDidChange(() => void compare().catch(() => undefined));
  before.catch(() => undefined);
  return { signal: controller.signal, stop: () => void listening.dispose() };
}
