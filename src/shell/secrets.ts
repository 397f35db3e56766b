import { EventEmitter, type SecretStorage } from 'vscode';
import type { Profile } from '../core/profiles';
import type { State } from '../core/queuedState';

/** Where a key lies: bound to the profile's origin, so that another URL has no key until one is entered for it. */
const entryOf = ({ name, origin }: Profile) => `jobo.key ${name} ${origin}`;

const flagOf = (profile: Profile) => `jobo.hasKey ${entryOf(profile)}`;

/** `lost`: it was stored once and is gone, as when the keyring cannot decrypt it any more. */
export type KeyState = 'stored' | 'windowOnly' | 'none' | 'lost';

/** API keys, in SecretStorage only; for this window only where that does not keep them. */
export class Keys {
  readonly #secrets: SecretStorage;
  readonly #global: State;
  readonly #windowOnly = new Map<string, string>();
  readonly #changed = new EventEmitter<undefined>();
  readonly #listening;

  constructor(secrets: SecretStorage, state: State) {
    this.#secrets = secrets;
    this.#global = state;
    this.#listening = secrets.onDidChange(({ key }) => {
      if (key.startsWith('jobo.key ')) this.#changed.fire(undefined);
    });
  }

  get onDidChange() {
    return this.#changed.event;
  }

  async get(profile: Profile): Promise<string | undefined> {
    return this.#windowOnly.get(entryOf(profile)) ?? (await this.#secrets.get(entryOf(profile)));
  }

  /** False where the storage rejects it or reads it back differently: then nothing is kept. */
  async store(profile: Profile, key: string): Promise<boolean> {
    const entry = entryOf(profile);
    this.#windowOnly.delete(entry);
    try {
      await this.#secrets.store(entry, key);
      if ((await this.#secrets.get(entry)) === key) {
        await this.#global.update(flagOf(profile), true);
        this.#changed.fire(undefined);
        return true;
      }
      // What reads back differently is worse than nothing.
      await this.#secrets.delete(entry);
    } catch {
      // a keyring that is locked or missing; the caller offers this window instead
    }
    return false;
  }

  keepForWindow(profile: Profile, key: string): void {
    this.#windowOnly.set(entryOf(profile), key);
    this.#changed.fire(undefined);
  }

  async remove(profile: Profile): Promise<void> {
    this.#windowOnly.delete(entryOf(profile));
    await this.#secrets.delete(entryOf(profile));
    await this.#global.update(flagOf(profile), undefined);
    this.#changed.fire(undefined);
  }

  async state(profile: Profile): Promise<KeyState> {
    if (this.#windowOnly.has(entryOf(profile))) return 'windowOnly';
    if ((await this.#secrets.get(entryOf(profile))) !== undefined) return 'stored';
    return this.#global.get(flagOf(profile)) === true ? 'lost' : 'none';
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
