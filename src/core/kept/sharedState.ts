import { isDeepStrictEqual } from 'node:util';
import { inPortions } from '../common/inPortions';
import { Emitter, type Event } from '../common/event';
import type { State } from '../common/queuedState';
import { changesBetween, idOf } from './changesBetween';
import { TooLong, type Entry, type EntryStore } from './entryStore';
import { hasSeveral, splitOf, type Thing } from './splits';

interface SharedStateOptions {
  /**
   * The editor's own state. The window that writes last decides about all values in it, so another window's write may
   * be lost. Everything is written there, too, because earlier versions of this extension read nothing else.
   */
  readonly editor: State;
  readonly files: EntryStore;
  /** Makes a value fit for the disk: without keys. Default: leaves it as it is. */
  readonly safe?: (value: unknown) => unknown;
  readonly now: () => number;
  readonly failed: (failure: unknown) => void;
}

/** The time of a thing that only the editor's state has: nobody knows when it was written. */
const adopted = 0;

type Entries = ReadonlyMap<string, Entry>;

/** State that all windows share. Each thing is written by itself, so that no window undoes another's change. */
export class SharedState implements State {
  readonly #options: SharedStateOptions;
  readonly #changed: Emitter<ReadonlySet<string>>;
  /** The entries on disk, by key and path. */
  #onDisk: ReadonlyMap<string, Entries> = new Map();
  /** Newer entries that have still to be written, also after a failure. */
  readonly #due = new Map<string, Map<string, Entry>>();
  readonly #joined = new Map<string, { readonly from: unknown; readonly value: unknown }>();
  /** Entries too long for a file. Only this window and the editor's state have them. */
  readonly #tooLong = new WeakSet<Entry>();
  #last: Promise<unknown> = Promise.resolve();
  #next: Promise<void> | undefined;
  #isRead = false;
  #isFailing = false;
  /** The first failure since the last good write. Later writes reject with it, too, so that it counts once. */
  #failure: unknown;

  constructor(options: SharedStateOptions) {
    this.#options = options;
    this.#changed = new Emitter(options.failed);
  }

  /** Whether the entries of other windows have been read at least once. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Fires with the keys that other windows have changed. */
  get onDidRead(): Event<ReadonlySet<string>> {
    return this.#changed.event;
  }

  get(key: string): unknown {
    const from = this.#options.editor.get(key);
    const known = this.#joined.get(key);
    if (known && known.from === from) return known.value;
    const value = splitOf(key).join(this.#things(key, from));
    this.#joined.set(key, { from, value });
    return value;
  }

  /** Oldest first, after those that only the editor's state has. */
  #things(key: string, from: unknown): readonly Thing[] {
    const own = this.#own(key);
    const others = splitOf(key)
      .things(from)
      .filter(({ path }) => !own.has(idOf(path)));
    const entries = [...own.values()].sort((a, b) => a.at - b.at);
    return [
      ...others,
      ...entries.flatMap(({ path, value }) => (value === undefined ? [] : { path, value })),
    ];
  }

  /** `get` returns it at once. Rejects with the first failure until a write succeeds; the value stays due. */
  update(key: string, value: unknown): Promise<void> {
    const { now, safe = (given: unknown) => given } = this.#options;
    const { put, gone } = changesBetween(splitOf(key), this.get(key), safe(value));
    const at = now();
    this.#adopt(key);
    for (const { path, value: each } of put) this.#put({ key, path, at, value: each });
    for (const path of gone) this.#put({ key, path, at });
    return put.length + gone.length > 0 ? this.#write() : Promise.resolve();
  }

  /** Takes over what only the editor's state has: the next write of another window would lose it. */
  #adopt(key: string): void {
    const { surplus, things } = splitOf(key);
    if (!hasSeveral(key) || surplus) return;
    const own = this.#own(key);
    for (const { path, value } of things(this.#options.editor.get(key)))
      if (!own.has(idOf(path))) this.#put({ key, path, at: adopted, value });
  }

  #own = (key: string): Entries =>
    new Map([...(this.#onDisk.get(key) ?? []), ...(this.#due.get(key) ?? [])]);

  #put(entry: Entry): void {
    const due = this.#due.get(entry.key) ?? new Map<string, Entry>();
    // Deleted first, so that of two entries of the same moment the later one comes last.
    due.delete(idOf(entry.path));
    this.#due.set(entry.key, due.set(idOf(entry.path), entry));
    this.#joined.delete(entry.key);
  }

  /** Reads what other windows have written since the last call. Never rejects. */
  refresh(): Promise<void> {
    return this.#queue(() => this.#read()).catch((failure: unknown) => {
      if (!this.#isFailing) this.#options.failed(failure);
      this.#isFailing = true;
    });
  }

  /** Resolves when everything has been written or has failed. */
  async settled(): Promise<void> {
    await this.#last;
    if (this.#due.size > 0) await this.#write().catch(() => undefined);
    await this.#last;
  }

  #queue(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  #write(): Promise<void> {
    return (this.#next ??= this.#queue(async () => {
      this.#next = undefined;
      await this.#writeDue();
    }));
  }

  async #writeDue(): Promise<void> {
    this.#dropKnown(await this.#read().then(isDone, isFailed));
    const keys = [...this.#due.keys()];
    const due = keys.flatMap(key => [...(this.#due.get(key)?.values() ?? [])]);
    const entries = due.filter(entry => !this.#tooLong.has(entry));
    const written = await inPortions(entries, each => settle(this.#writeEntry(each)));
    if (keys.some(hasSeveral)) await this.#read().catch(() => undefined);
    // All at the same moment: the editor writes together what it gets together.
    const told = keys.map(key => settle(this.#options.editor.update(key, this.get(key))));
    const failures = [...written, ...(await Promise.all(told))].flatMap(each => each ?? []);
    await this.#removeSurplus(keys);
    const failure = failures.find(({ reason }) => !(reason instanceof TooLong));
    if (failure) throw (this.#failure ??= failure.reason);
    this.#failure = undefined;
    // A value that is too long concerns no other value, and no later write.
    if (failures[0]) throw failures[0].reason;
  }

  /**
   * Drops what was taken over from the editor's state if there is a file for it, readable or not: the file is newer. If
   * the folder cannot be read, all of it is dropped. The next change takes it over again.
   */
  #dropKnown(hasRead: boolean): void {
    for (const [key, due] of this.#due) {
      const known = this.#onDisk.get(key);
      for (const [id, entry] of due)
        if (
          entry.at === adopted &&
          (!hasRead || known?.has(id) || this.#options.files.isUnread(entry))
        )
          due.delete(id);
      if (due.size === 0) this.#due.delete(key);
      this.#joined.delete(key);
    }
  }

  async #writeEntry(entry: Entry): Promise<void> {
    await this.#options.files.write(entry).catch((failure: unknown) => {
      if (failure instanceof TooLong) this.#tooLong.add(entry);
      throw failure;
    });
    const { key, path } = entry;
    this.#onDisk = new Map(this.#onDisk).set(
      key,
      new Map(this.#onDisk.get(key)).set(idOf(path), entry),
    );
    const due = this.#due.get(key);
    if (due?.get(idOf(path)) !== entry) return;
    due.delete(idOf(path));
    if (due.size === 0) this.#due.delete(key);
  }

  async #read(): Promise<void> {
    const entries = await this.#options.files.readNew();
    this.#isRead = true;
    this.#isFailing = false;
    if (!entries) return;
    const read = new Map<string, Map<string, Entry>>();
    for (const entry of entries) {
      const several = read.get(entry.key) ?? new Map<string, Entry>();
      read.set(entry.key, several.set(idOf(entry.path), entry));
    }
    const before = this.#onDisk;
    this.#onDisk = read;
    const keys = new Set([...before.keys(), ...read.keys()]);
    const changed = [...keys].filter(key => !isDeepStrictEqual(before.get(key), read.get(key)));
    for (const key of changed) this.#joined.delete(key);
    if (changed.length > 0) this.#changed.fire(new Set(changed));
  }

  /** Removes files beyond a limit. One that another window brings back is the oldest and goes again. */
  async #removeSurplus(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const { surplus } = splitOf(key);
      if (!surplus) continue;
      const removed = [...this.#own(key).values()].filter(({ value }) => value === undefined);
      const paths = [...surplus(this.#things(key, undefined)), ...removed.map(({ path }) => path)];
      for (const path of paths)
        await this.#options.files.remove({ key, path }).catch(() => undefined);
    }
  }
}

const isDone = () => true;
const isFailed = () => false;

const settle = (work: PromiseLike<void>): Promise<{ readonly reason: unknown } | undefined> =>
  Promise.resolve(work).then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  );
