import { EventEmitter, type SecretStorage } from 'vscode';
import type { KeyState } from '../../core/keys/keyState';
import { KnownKeys } from '../../core/keys/knownKeys';
import { parseTime } from '../../core/kept/keptValues';
import { sandboxProfile, type Profile } from '../../core/profiles';
import type { State } from '../../core/common/queuedState';
import type { ChangeStamp } from '../../core/kept/changeStamp';
import { holdKeys } from './heldKeys';

/**
 * The storage entry of a key. The origin is part of it, so that a changed URL has no key until one is entered for it.
 */
const entryOf = ({ name, origin }: Profile) => `jobo.key ${name} ${origin}`;

const flagOf = (profile: Profile) => `jobo.hasKey ${entryOf(profile)}`;

const sinceOf = (entry: string) => `jobo.keySince ${entry}`;

/** Entry with fingerprints of replaced or removed keys; the keys themselves are not kept. */
const formerKeys = 'jobo.formerKeys';

/** Longest wait for the storage, in ms: a keyring that asks the person must not hold back every request. */
const longestLook = 2_000;

/** API keys, in the editor's SecretStorage; where that fails, in memory for this window. */
export class Keys {
  readonly #secrets: SecretStorage;
  readonly #global: State;
  readonly #windowOnly = new Map<string, string>();
  /** When this window last saw an entry change, by any window; ms since 1970. */
  readonly #seen = new Map<string, number>();
  readonly #changed = new EventEmitter<undefined>();
  readonly #listening;
  readonly #profiles: () => readonly Profile[];
  readonly #stamp: ChangeStamp | undefined;
  readonly #failed: (failure: unknown) => void;
  readonly #held = holdKeys();
  /** Changes of keys that this window has seen: what was being read meanwhile may be the key before. */
  #changes = 0;
  readonly known: KnownKeys;
  #ready: Promise<unknown> | undefined;
  #learning: Promise<void> | undefined;
  /** A further reading was asked for while keys are being read: it follows. */
  #isStale = false;
  #hasFailed = false;
  readonly #learned = new EventEmitter<undefined>();
  /** True once {@link ready} has resolved. */
  isReady = false;

  /**
   * @param known learns the keys of all profiles, with the former ones
   * @param profiles returns all current profiles
   * @param stamp changes with each key, in any window. Without it, no stored key is held: each send reads it again.
   * @param failed gets why the stamp could not be changed
   */
  constructor(
    secrets: SecretStorage,
    state: State,
    known: KnownKeys,
    profiles: () => readonly Profile[],
    stamp?: ChangeStamp,
    failed: (failure: unknown) => void = () => undefined,
  ) {
    this.#secrets = secrets;
    this.known = known;
    this.#global = state;
    this.#profiles = profiles;
    this.#stamp = stamp;
    this.#failed = failed;
    this.#listening = secrets.onDidChange(({ key }) => {
      if (!key.startsWith('jobo.key ')) return;
      this.#seen.set(key, Date.now());
      this.#letGo(key);
      if (this.#ready) void this.#read(key).catch(() => undefined);
      this.#changed.fire(undefined);
    });
  }

  /** Resolves when all stored keys are recognised, or after 2 s without an answer of the storage. Never rejects. */
  ready(): Promise<unknown> {
    return (this.#ready ??= Promise.race([this.#learn(), after(longestLook)]).then(() => {
      this.isReady = true;
    }));
  }

  /** Fires when keys were read, so that more may be recognised. */
  get onDidLearn() {
    return this.#learned.event;
  }

  /** Reads all keys again: another window may have added profiles, or the storage may answer by now. */
  learnAgain(): void {
    if (!this.#ready) return;
    this.#isStale = this.#learning !== undefined;
    void this.#learn();
  }

  /** Never runs twice at a time: each run asks the storage for the keys of all profiles. */
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

  /** Undefined for broken content, which must not prevent storing a key. */
  async #former(): Promise<unknown> {
    const text = await this.#secrets.get(formerKeys);
    try {
      return JSON.parse(text ?? 'null') as unknown;
    } catch {
      return undefined;
    }
  }

  /** Keeps the fingerprint of a key that is about to go: it may still appear in an answer or a pasted text. */
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
    // The storage answers: read the keys that could not be read before.
    if (this.#hasFailed) {
      this.#hasFailed = false;
      this.learnAgain();
    }
    return key;
  }

  /**
   * The key for an attempt that is about to leave. A stored key is read once and then held in memory: until it changes in
   * any window, for ten minutes at most.
   */
  async forSending(profile: Profile): Promise<string | undefined> {
    const entry = entryOf(profile);
    // Read before the key: if another window changes the key in between, the next attempt finds another stamp.
    const stamp = this.#windowOnly.has(entry) ? undefined : this.#stamp?.read();
    const held = stamp === undefined ? undefined : this.#held.take(entry, stamp);
    if (held !== undefined) return held;
    const changes = this.#changes;
    const key = await this.get(profile);
    const isCurrent = changes === this.#changes && !this.#windowOnly.has(entry);
    if (key !== undefined && stamp !== undefined && isCurrent) this.#held.hold(entry, stamp, key);
    return key;
  }

  /**
   * The key that the next attempt is likely to go with: what is held, without a look whether another window has changed it.
   */
  async expected(profile: Profile): Promise<string | undefined> {
    const entry = entryOf(profile);
    const held = this.#windowOnly.has(entry) ? undefined : this.#held.peek(entry);
    return held ?? this.forSending(profile);
  }

  /** Drops a key from memory before and after its entry changes. */
  #letGo(entry: string): void {
    this.#changes += 1;
    this.#held.drop(entry);
  }

  /**
   * Tells the other windows to read the key again. If the disk refuses, they learn of it from the editor, or after ten
   * minutes.
   */
  async #tellWindows(entry: string): Promise<void> {
    this.#letGo(entry);
    await this.#stamp?.change().catch(this.#failed);
  }

  /** When the profile's key last changed, in ms since 1970; 0 where no change was seen. */
  since(profile: Profile): number {
    const entry = entryOf(profile);
    return Math.max(this.#seen.get(entry) ?? 0, parseTime(this.#global.get(sinceOf(entry))));
  }

  /** Stores a key. False where the storage fails or reads it back differently: then nothing is kept. */
  async store(profile: Profile, key: string): Promise<boolean> {
    const entry = entryOf(profile);
    this.#windowOnly.delete(entry);
    this.known.add(key);
    try {
      await this.#retire(entry).catch(() => undefined);
      // Before the key as well: a crash right after the key is stored must not leave the old one in use.
      await this.#tellWindows(entry);
      // Before the key: an earlier answer must never pass as an answer to this key.
      await this.#global.update(sinceOf(entry), Date.now());
      await this.#secrets.store(entry, key);
      await this.#tellWindows(entry);
      if ((await this.#secrets.get(entry)) === key) {
        await this.#global.update(flagOf(profile), true);
        this.#changed.fire(undefined);
        return true;
      }
      // A key that reads back differently must not stay.
      await this.#secrets.delete(entry);
      await this.#tellWindows(entry);
    } catch {
      // The keyring is locked or missing; the caller may keep the key for this window.
    }
    return false;
  }

  keepForWindow(profile: Profile, key: string): void {
    this.known.add(key);
    this.#windowOnly.set(entryOf(profile), key);
    this.#letGo(entryOf(profile));
    this.#seen.set(entryOf(profile), Date.now());
    this.#changed.fire(undefined);
  }

  async remove(profile: Profile): Promise<void> {
    this.#windowOnly.delete(entryOf(profile));
    // The stored key may take the place of the one for this window: that is a change.
    this.#seen.set(entryOf(profile), Date.now());
    // Before the key: otherwise a look in between would call it lost.
    await this.#global.update(flagOf(profile), undefined);
    await this.#retire(entryOf(profile)).catch(() => undefined);
    await this.#tellWindows(entryOf(profile));
    await this.#secrets.delete(entryOf(profile));
    await this.#tellWindows(entryOf(profile));
    this.#changed.fire(undefined);
  }

  async state(profile: Profile): Promise<KeyState> {
    if (this.#windowOnly.has(entryOf(profile))) return 'windowOnly';
    if ((await this.#secrets.get(entryOf(profile))) !== undefined) return 'stored';
    // A window that removes a key clears the flag first: read the newest state.
    await this.#global.refresh?.();
    return this.#global.get(flagOf(profile)) === true ? 'lost' : 'none';
  }

  dispose(): void {
    this.#held.dropAll();
    this.#listening.dispose();
    this.#changed.dispose();
    this.#learned.dispose();
  }
}

const after = (ms: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, ms).unref());
