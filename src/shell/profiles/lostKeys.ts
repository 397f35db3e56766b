import { commands as editor, l10n } from 'vscode';
import type { Profile } from '../../core/profiles';
import { commands } from '../../names';
import type { ProfileStore } from './profileStore';
import type { Keys } from './keys';
import type { Tell } from '../common/tell';

/**
 * Warns where a stored key has disappeared from the secret storage; otherwise it would look like the person's mistake.
 * Once per window for each profile that becomes active.
 */
export class LostKeys {
  readonly #profiles: ProfileStore;
  readonly #keys: Keys;
  readonly #tell: Tell;
  readonly #failed: (failure: unknown) => void;
  readonly #told = new Set<string>();

  constructor(profiles: ProfileStore, keys: Keys, tell: Tell, failed: (failure: unknown) => void) {
    this.#profiles = profiles;
    this.#tell = tell;
    this.#keys = keys;
    this.#failed = failed;
  }

  /** Checks the active profile. Must not be called when a key changes: at that moment flag and key may disagree. */
  check(): void {
    this.#check().catch(this.#failed);
  }

  async #check(): Promise<void> {
    const profile = this.#profiles.active;
    if (profile.kind === 'sandbox' || (await this.#keys.state(profile)) !== 'lost') return;
    if (this.#told.has(profile.name) || this.#profiles.active.name !== profile.name) return;
    this.#told.add(profile.name);
    await this.#warn(profile);
  }

  async #warn({ name }: Profile): Promise<void> {
    const setKey = l10n.t('Set API Key');
    const sentence = l10n.t(
      'The key of {0} was stored, but the secret storage no longer has it. Set it again.',
      name,
    );
    if ((await this.#tell.warning(sentence, setKey)) !== setKey) return;
    // The message may have been open for long, so the key is set for the profile that it names.
    if (!this.#profiles.find(name)) return;
    if (this.#profiles.active.name !== name) await this.#profiles.activate(name);
    await editor.executeCommand(commands.setApiKey);
  }
}
