import { EventEmitter, type SecretStorage } from 'vscode';
import type { Profile } from '../core/profiles';
import type { State } from '../core/queuedState';

/** Where a key lies: bound to the profile's origin, so that another URL has no key until one is entered for it. */
const entryOf = ({ name, origin }: Profile) => `jobo.key ${name} ${origin}`;

const flagOf = (profile: Profile) => `jobo.hasKey ${entryOf(profile)}`;

const sinceOf = (entry: string) => `jobo.keySince ${entry}`;

/** `lost`: it was stored once and is gone, as when the keyring cannot decrypt it any more. */
export type KeyState = 'stored' | 'windowOnly' | 'none' | 'lost';

/** API keys, in SecretStorage only; for this window only where that does not keep them. */
export class Keys {
  readonly #secrets: SecretStorage;
  readonly #global: State;
  readonly #windowOnly = new Map<string, string>();
  /** When this window has seen an entry change, also by another window. */
  readonly #seen = new Map<string, number>();
  readonly #changed = new EventEmitter<undefined>();
  readonly #listening;

  constructor(secrets: SecretStorage, state: State) {
    this.#secrets = secrets;
    this.#global = state;
    this.#listening = secrets.onDidChange(({ key }) => {
      if (!key.startsWith('jobo.key ')) return;
      this.#seen.set(key, Date.now());
      this.#changed.fire(undefined);
    });
  }

  get onDidChange() {
    return this.#changed.event;
  }

  async get(profile: Profile): Promise<string | undefined> {
    return this.#windowOnly.get(entryOf(profile)) ?? (await this.#secrets.get(entryOf(profile)));
  }

  /** Since when a profile has the key that it has, in milliseconds since the epoch; 0 where nobody saw it change. */
  since(profile: Profile): number {
    const entry = entryOf(profile);
    return Math.max(this.#seen.get(entry) ?? 0, Number(this.#global.get(sinceOf(entry)) ?? 0));
  }

  /** False where the storage rejects it or reads it back differently: then nothing is kept. */
  async store(profile: Profile, key: string): Promise<boolean> {
    const entry = entryOf(profile);
    this.#windowOnly.delete(entry);
    try {
      // First: what was answered before must never be taken for an answer to this key.
      await this.#global.update(sinceOf(entry), Date.now());
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
    this.#seen.set(entryOf(profile), Date.now());
    this.#changed.fire(undefined);
  }

  async remove(profile: Profile): Promise<void> {
    this.#windowOnly.delete(entryOf(profile));
    // Without the one for this window, the stored one may show again.
    this.#seen.set(entryOf(profile), Date.now());
    // First, so that nobody who looks in between takes it for lost.
    await this.#global.update(flagOf(profile), undefined);
    await this.#secrets.delete(entryOf(profile));
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
