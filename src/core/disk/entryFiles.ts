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
/** What a newer version adds to the members that are known here may be left out. */
const isEntry = shapeOf<Entry & { version: number }>({
  version: (value): value is number => isAmount(value) && value >= version,
  key: isText,
  path: listOf(isText),
  at: isMoment,
  value: optional((value): value is unknown => isShallow(value, 500)),
});

/** A body that is typed has no bound; a longer file is not ours. */
const longest = 64 * 1024 * 1024;

/** So old, in milliseconds, that a change cannot have come in the same tick of the disk's clock. */
const longestTick = 2_000;

const isOurs = (name: string) => /^[\da-f]{32}\.json$/.test(name);

/** A file an entry: no two windows ever write one back that the other has changed, unless both changed that one. */
export class EntryFiles implements EntryStore {
  readonly #folder: string;
  /** By name, what was read, and what tells that the file is still the same. */
  readonly #known = new Map<
    string,
    { readonly stamp: string; readonly entry: Entry | undefined }
  >();
  /** Names of files that are there, and of which nothing can be read. */
  #unread: ReadonlySet<string> = new Set();
  #seen = '';

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(entry: Entry): Promise<void> {
    const file = path.join(this.#folder, nameOf(entry));
    const text = JSON.stringify({ version, ...entry });
    // What is never read again would leave the value before it in its place.
    if (Buffer.byteLength(text) > longest) throw new TooLong('This is too long to be kept.');
    await replaceFile(file, text);
  }

  /** Whether its file is there, and is of another version, damaged or held by somebody: what it says is not known. */
  isUnread(entry: Pick<Entry, 'key' | 'path'>): boolean {
    return this.#unread.has(nameOf(entry));
  }

  async remove(entry: Pick<Entry, 'key' | 'path'>): Promise<void> {
    await unlink(path.join(this.#folder, nameOf(entry))).catch(absent);
  }

  /** All entries, where some may have changed since the last time; files that have not are not read anew. */
  async readNew(): Promise<readonly Entry[] | undefined> {
    const folder = await stat(this.#folder).catch(absent);
    const seen = folder ? stampOf(folder) : '';
    if (seen === this.#seen) return undefined;
    const begun = Date.now();
    const names = folder ? (await readdir(this.#folder)).filter(isOurs) : [];
    const entries = await inPortions(names, name => this.#read(name));
    this.#unread = new Set(names.filter((_, index) => entries[index] === undefined));
    for (const name of this.#known.keys()) if (!names.includes(name)) this.#known.delete(name);
    // What comes a moment later may leave the folder with the same time, and so does what is mended in its place.
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
      // Gone meanwhile, or nothing that can be read: the others stay.
      return undefined;
    }
  }
}

/** Any name is one: in files, letters of both cases, points and the names of devices are not free. */
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
