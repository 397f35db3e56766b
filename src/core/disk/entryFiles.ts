import { createHash } from 'node:crypto';
import { readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { absent } from './absent';
import { inPortions } from '../common/inPortions';
import { readFileWithin, stampOf } from './readFileWithin';
import { replaceFile } from './replaceFile';
import { isAmount, isMoment, isShallow, isText, listOf, optional, shapeOf } from '../common/shape';
import { TooLong, type Entry, type EntryStore } from '../kept/entryStore';

const version = 1;
/** Takes entries of a newer version, too: members that it adds may be ignored. */
const isEntry = shapeOf<Entry & { version: number }>({
  version: (value): value is number => isAmount(value) && value >= version,
  key: isText,
  path: listOf(isText),
  at: isMoment,
  value: optional((value): value is unknown => isShallow(value, 500)),
});

/** In bytes. A longer file is not ours, and a longer value is not written. */
const longest = 64 * 1024 * 1024;

/** The longest tick of a disk's clock (ms): two changes within a tick have the same time. */
const longestTick = 2_000;

const isOurs = (name: string) => /^[\da-f]{32}\.json$/.test(name);

/** One file for each entry, so that a window undoes another's change only if both changed the same entry. */
export class EntryFiles implements EntryStore {
  readonly #folder: string;
  /** By file name: the entry that was read, and the stamp that tells whether the file is still the same. */
  readonly #known = new Map<
    string,
    { readonly stamp: string; readonly entry: Entry | undefined }
  >();
  /** Names of files that exist but cannot be read. */
  #unread: ReadonlySet<string> = new Set();
  #seen = '';

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(entry: Entry): Promise<void> {
    const file = path.join(this.#folder, nameOf(entry));
    const text = JSON.stringify({ version, ...entry });
    // A longer file could never be read back, and the value before it would return.
    if (Buffer.byteLength(text) > longest) throw new TooLong('This is too long to be kept.');
    await replaceFile(file, text);
  }

  /** Whether its file exists but cannot be read, for example because it is damaged or locked: its value is unknown. */
  isUnread(entry: Pick<Entry, 'key' | 'path'>): boolean {
    return this.#unread.has(nameOf(entry));
  }

  async remove(entry: Pick<Entry, 'key' | 'path'>): Promise<void> {
    await unlink(path.join(this.#folder, nameOf(entry))).catch(absent);
  }

  /** All entries, or undefined if nothing has changed since the last call. Only changed files are read. */
  async readNew(): Promise<readonly Entry[] | undefined> {
    const folder = await stat(this.#folder).catch(absent);
    const seen = folder ? stampOf(folder) : '';
    if (seen === this.#seen) return undefined;
    const begun = Date.now();
    const names = folder ? (await readdir(this.#folder)).filter(isOurs) : [];
    const entries = await inPortions(names, name => this.#read(name));
    this.#unread = new Set(names.filter((_, index) => entries[index] === undefined));
    for (const name of this.#known.keys()) if (!names.includes(name)) this.#known.delete(name);
    // The folder's time may miss a change in the same tick, and always misses a file that is repaired in place.
    const isTold = this.#unread.size === 0 && (!folder || begun - folder.mtimeMs >= longestTick);
    this.#seen = isTold ? seen : '';
    return entries.flatMap(entry => entry ?? []);
  }

  async #read(name: string): Promise<Entry | undefined> {
    const file = path.join(this.#folder, name);
    const known = this.#known.get(name);
    try {
      if (known && stampOf(await stat(file)) === known.stamp) return known.entry;
      const { bytes, stamp } = await readFileWithin(file, longest);
      const entry = parseEntry(bytes.toString('utf8'), name);
      this.#known.set(name, { stamp, entry });
      return entry;
    } catch {
      // Removed meanwhile, or unreadable: the other entries stay.
      return undefined;
    }
  }
}

/** A hash, because any text may be a key: file systems ignore case and reserve dots and names of devices. */
const nameOf = ({ key, path: place }: Pick<Entry, 'key' | 'path'>): string =>
  `${createHash('sha256')
    .update(JSON.stringify([key, place]))
    .digest('hex')
    .slice(0, 32)}.json`;

function parseEntry(text: string, name: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isEntry(value) || nameOf(value) !== name) return undefined;
    const { version: _, ...entry } = value;
    return entry;
  } catch {
    return undefined;
  }
}
