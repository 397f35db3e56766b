import { EventEmitter, l10n, type Disposable } from 'vscode';
import { isTestKey } from '../../core/keys/apiKey';
import type { KeyState } from '../../core/keys/keyState';
import type { ProfileStore } from './profileStore';
import type { SandboxHost } from './sandboxHost';
import type { Keys } from './keys';
import { keyWords } from '../words/keyWords';

/** The state of the active profile's key, for the panel and the trees. It never holds the key itself. */
export class ActiveKey implements Disposable {
  readonly #profiles: ProfileStore;
  readonly #keys: Keys;
  readonly #sandbox: SandboxHost;
  readonly #changed = new EventEmitter<undefined>();
  #state: KeyState = 'none';
  #test = false;

  constructor(profiles: ProfileStore, keys: Keys, sandbox: SandboxHost) {
    this.#profiles = profiles;
    this.#keys = keys;
    this.#sandbox = sandbox;
  }

  /** Fires when `billed` or `badge` may have changed. */
  get onDidChange() {
    return this.#changed.event;
  }

  /** Call when the active profile, its key, or the key of the sandbox has changed. */
  async refresh(): Promise<void> {
    const profile = this.#profiles.active;
    if (profile.kind !== 'sandbox') {
      const [state, key] = await Promise.all([this.#keys.state(profile), this.#keys.get(profile)]);
      if (profile.name !== this.#profiles.active.name) return;
      this.#state = state;
      this.#test = isTestKey(key);
    }
    this.#changed.fire(undefined);
  }

  /** False for test keys and the sandbox, which are not charged. */
  get billed(): boolean {
    return this.#profiles.active.kind !== 'sandbox' && !this.#test;
  }

  get badge(): string {
    if (this.#profiles.active.kind === 'sandbox')
      return l10n.t('answers as "{0}"', this.#sandbox.keyName);
    return this.#test ? l10n.t('test key') : keyWords(this.#state);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
