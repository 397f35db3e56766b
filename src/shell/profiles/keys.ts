import { EventEmitter, type SecretStorage } from 'vscode';
import type { KeyState } from '../../core/keys/keyState';
import { KnownKeys } from '../../core/keys/knownKeys';
import { parseTime } from '../../core/kept/keptValues';
import { sandboxProfile, type Profile } from '../../core/profiles';
import type { State } from '../../core/common/queuedState';

/** Where a key lies: bound to the profile's origin, so that another URL has no key until one is entered for it. */
const entryOf = ({ name, origin }: Profile) => `jobo.key ${name} ${origin}`;

const flagOf = (profile: Profile) => `jobo.hasKey ${entryOf(profile)}`;

const sinceOf = (entry: string) => `jobo.keySince ${entry}`;

/** Fingerprints of keys that were replaced or removed; their texts are kept nowhere. */
const formerKeys = 'jobo.formerKeys';

/** A keyring that asks the person something must not hold back every request, in milliseconds. */
const longestLook = 2_000;

/** API keys, in SecretStorage only; for this window only where that does not keep them. */
export class Keys {
  readonly #secrets: SecretStorage;
  readonly #global: State;
  readonly #windowOnly = new Map<string, string>();
  /** When this window has seen an entry change, also by another window. */
  readonly #seen = new Map<string, number>();
  readonly #changed = new EventEmitter<undefined>();
  readonly #listening;
  readonly #profiles: () => readonly Profile[];
  readonly known: KnownKeys;
  #ready: Promise<unknown> | undefined;
  #learning: Promise<void> | undefined;
  /** There are more profiles than those that are being read. */
  #isStale = false;
  #hasFailed = false;
  readonly #learned = new EventEmitter<undefined>();
  /** True once {@link ready} has resolved. */
  isReady = false;

  /**
   * @param known recognises the keys of all profiles, also those that they had before
   * @param profiles all there are by now
   */
  constructor(
    secrets: SecretStorage,
    state: State,
    known: KnownKeys,
    profiles: () => readonly Profile[],
  ) {
    this.#secrets = secrets;
    this.known = known;
    this.#global = state;
    this.#profiles = profiles;
    this.#listening = secrets.onDidChange(({ key }) => {
      if (!key.startsWith('jobo.key ')) return;
      this.#seen.set(key, Date.now());
      if (this.#ready) void this.#read(key).catch(() => undefined);
      this.#changed.fire(undefined);
    });
  }

  /** Resolves when every key that is stored is recognised, or the storage does not answer. Never rejects. */
  ready(): Promise<unknown> {
    return (this.#ready ??= Promise.race([this.#learn(), after(longestLook)]).then(() => {
      this.isReady = true;
    }));
  }

  /** More keys are recognised than before. */
  get onDidLearn() {
    return this.#learned.event;
  }

  /** Profiles that another window has made have keys, too; and what could not be read may be read by now. */
  learnAgain(): void {
    if (!this.#ready) return;
    this.#isStale = this.#learning !== undefined;
    void this.#learn();
  }

  /** One at a time: each asks the storage for the keys of all profiles. */
  #learn(): Promise<void> {
    return (this.#learning ??= this.#learnOnce().finally(() => {
      this.#learning = undefined;
      if (!this.#isStale) return;
      this.#isStale = false;
      void this.#learn();
    }));
  }

  async #learnOnce(): Promise<void> {
    const stored = this.#profiles().filter(({ kind }) => kind !== sandboxProfile.kind);
    const found = await Promise.allSettled([
      this.#former().then(kept => this.known.restore(kept)),
      ...stored.map(profile => this.#read(entryOf(profile))),
    ]);
    this.#hasFailed = found.some(({ status }) => status === 'rejected');
    this.#learned.fire(undefined);
  }

  async #read(entry: string): Promise<string | undefined> {
    const key = await this.#secrets.get(entry);
    if (key !== undefined) this.known.add(key);
    return key;
  }

  /** Whatever lies there, it must not keep a key from being stored. */
  async #former(): Promise<unknown> {
    const text = await this.#secrets.get(formerKeys);
    try {
      return JSON.parse(text ?? 'null') as unknown;
    } catch {
      return undefined;
    }
  }

  /** It may still stand in an answer, or be pasted from somewhere. */
  async #retire(entry: string): Promise<void> {
    const key = await this.#read(entry);
    if (key === undefined) return;
    const former = new KnownKeys();
    former.restore(await this.#former());
    former.add(key);
    await this.#secrets.store(formerKeys, JSON.stringify(former));
  }

  get onDidChange() {
    return this.#changed.event;
  }

  async get(profile: Profile): Promise<string | undefined> {
    const key = this.#windowOnly.get(entryOf(profile)) ?? (await this.#read(entryOf(profile)));
    // It answers: what could not be read before may be by now.
    if (this.#hasFailed) {
      this.#hasFailed = false;
      this.learnAgain();
    }
    return key;
  }

  /** Since when a profile has the key that it has, in milliseconds since the epoch; 0 where nobody saw it change. */
  since(profile: Profile): number {
    const entry = entryOf(profile);
    return Math.max(this.#seen.get(entry) ?? 0, parseTime(this.#global.get(sinceOf(entry))));
  }

  /** False where the storage rejects it or reads it back differently: then nothing is kept. */
  async store(profile: Profile, key: string): Promise<boolean> {
    const entry = entryOf(profile);
    this.#windowOnly.delete(entry);
    this.known.add(key);
    try {
      await this.#retire(entry).catch(() => undefined);
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
    this.known.add(key);
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
    await this.#retire(entryOf(profile)).catch(() => undefined);
    await this.#secrets.delete(entryOf(profile));
    this.#changed.fire(undefined);
  }

  async state(profile: Profile): Promise<KeyState> {
    if (this.#windowOnly.has(entryOf(profile))) return 'windowOnly';
    if ((await this.#secrets.get(entryOf(profile))) !== undefined) return 'stored';
    // Another window that removes a key says so first.
    await this.#global.refresh?.();
    return this.#global.get(flagOf(profile)) === true ? 'lost' : 'none';
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
    this.#learned.dispose();
  }
}

const after = (ms: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, ms).unref());
