import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { absent, codeOf } from './absent';
import { inPortions } from '../common/inPortions';
import { readFileWithin, stampOf } from './readFileWithin';
import { replaceFile } from './replaceFile';
import { leftOutOf, parseBatch, type Batches } from './batches';
import type { NewRows } from '../history/historyStore';
import { inBatch, inOwnFile } from '../history/keylessText';
import { parseRow, type HistoryRow } from '../history/row';
import { longestFile } from '../history/rowText';

const isRow = (name: string) => name.endsWith('.json');
const isBatch = (name: string) => name.endsWith('.batch');
const isBody = (name: string) => name.endsWith('.body');

/** Knows which files were read or written, and which runs are in them, so that no file is read without need. */
export class RowFiles {
  readonly #folder: string;
  readonly #batches: Batches;
  readonly #mask: (text: string) => string;
  /** By name, the stamp of a file that was read; undefined if this window wrote it. */
  readonly #known = new Map<string, string | undefined>();
  readonly #writing = new Map<string, number>();
  /** The row files of a run. A file that others put there may have any name. */
  readonly #namesOf = new Map<string, Set<string>>();
  readonly #bodies = new Set<string>();
  readonly #leftOut = new Map<string, number>();

  /** @param mask hides keys: earlier versions of this extension wrote them as they were typed */
  constructor(folder: string, batches: Batches, mask: (text: string) => string) {
    this.#folder = folder;
    this.#mask = mask;
    this.#batches = batches;
  }

  /** How many rows this version cannot read. Their files stay as they are. */
  get leftOut(): number {
    return [...this.#leftOut.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Writes a file of this window; until it is there, `readNew` does not take it for removed. */
  async write(name: string, id: string | undefined, work: () => Promise<void>): Promise<void> {
    this.#writing.set(name, (this.#writing.get(name) ?? 0) + 1);
    try {
      await work();
      if (isBody(name)) this.#bodies.add(name);
      else this.#known.set(name, undefined);
      this.#leftOut.delete(name);
      if (isRow(name) && id !== undefined) this.#belongs(name, id);
    } finally {
      const left = (this.#writing.get(name) ?? 1) - 1;
      if (left > 0) this.#writing.set(name, left);
      else this.#writing.delete(name);
    }
  }

  /** Forgets a run and returns the names of the files that hold nothing else. */
  take(id: string, body: string): readonly string[] {
    const names = [...(this.#namesOf.get(id) ?? [])];
    this.#namesOf.delete(id);
    // Another window may have written the body after the row was read here.
    return this.#bodies.delete(body) || names.length > 0 ? [...names, body] : names;
  }

  async readAll(): Promise<readonly HistoryRow[]> {
    return this.#read(await this.#names());
  }

  async readNew(changing: readonly string[]): Promise<NewRows> {
    const before = [...new Set([...this.#known.keys(), ...this.#leftOut.keys()])];
    const names = await this.#names();
    const there = new Set(names);
    const gone = this.#drop(before.filter(name => !there.has(name) && !this.#writing.has(name)));
    const fresh = names.filter(name => !this.#known.has(name) && !this.#writing.has(name));
    const asked = changing.flatMap(id => [...(this.#namesOf.get(id) ?? [])]);
    // A file that could not be read is tried again: it may have been half-written, or locked by another program.
    const again = [...this.#leftOut.keys()].filter(name => this.#known.has(name));
    const changed = await inPortions([...new Set([...asked, ...again])], async name =>
      (await this.#hasChanged(name)) ? [name] : [],
    );
    return { rows: await this.#read([...fresh, ...changed.flat()]), gone };
  }

  async #names(): Promise<readonly string[]> {
    const names = (await readdir(this.#folder).catch(absent)) ?? [];
    for (const name of names) if (isBody(name)) this.#bodies.add(name);
    return names.filter(name => isRow(name) || isBatch(name));
  }

  async #hasChanged(name: string): Promise<boolean> {
    const stats = await stat(path.join(this.#folder, name)).catch(() => undefined);
    return stats !== undefined && stampOf(stats) !== this.#known.get(name);
  }

  /** Forgets files. @returns ids of the runs that are in no other file */
  #drop(names: readonly string[]): readonly string[] {
    const ids = new Set<string>();
    const isGone = new Set(names);
    for (const name of names) {
      this.#known.delete(name);
      this.#leftOut.delete(name);
      if (!isBatch(name)) continue;
      for (const id of this.#batches.drop(path.join(this.#folder, name))) ids.add(id);
    }
    for (const [id, files] of isGone.size > 0 ? this.#namesOf : []) {
      for (const name of files) if (isGone.has(name)) files.delete(name);
      if (files.size > 0) continue;
      this.#namesOf.delete(id);
      ids.add(id);
    }
    return [...ids].filter(id => !this.#namesOf.has(id) && !this.#batches.has(id));
  }

  async #read(names: readonly string[]): Promise<readonly HistoryRow[]> {
    const rows = new Map<string, HistoryRow>();
    const read = await inPortions(names, async name => ({
      name,
      found: await this.#readFile(name),
    }));
    for (const { name, found } of read.filter(each => isBatch(each.name))) {
      this.#batches.add(
        path.join(this.#folder, name),
        found.map(({ exchange }) => exchange.id),
      );
      for (const row of found) rows.set(row.exchange.id, row);
    }
    // A run that was written again has a file of its own, which is newer than the shared one.
    const own = read.filter(each => isRow(each.name));
    for (const { name, found } of own)
      for (const { exchange } of found) this.#belongs(name, exchange.id);
    for (const id of [...rows.keys()]) if (this.#namesOf.has(id)) rows.delete(id);
    for (const { found } of own) for (const row of found) rows.set(row.exchange.id, row);
    return [...rows.values()];
  }

  async #readFile(name: string): Promise<readonly HistoryRow[]> {
    const file = path.join(this.#folder, name);
    try {
      const { bytes, stamp } = await readFileWithin(file, longestFile);
      const there = bytes.toString('utf8');
      const { text, onDisk } = (isBatch(name) ? inBatch : inOwnFile)(there, this.#mask);
      const rows = isBatch(name) ? parseBatch(text).map(({ row }) => row) : rowIn(text);
      this.#known.set(name, stamp);
      this.#tellLeftOut(name, isBatch(name) ? leftOutOf(text, rows) : 1 - rows.length);
      if (onDisk !== there) await this.#clean(name, onDisk, stamp);
      return rows;
    } catch (failure) {
      // Another window has just removed the file. A link that leads nowhere is still there: it counts as unreadable.
      const isGone = codeOf(failure) === 'ENOENT' && !(await lstat(file).catch(() => undefined));
      // A file that is gone stays known, so that the next reading reports it.
      if (!isGone) this.#known.delete(name);
      this.#tellLeftOut(name, isGone ? 0 : 1);
      return [];
    }
  }

  #tellLeftOut(name: string, count: number): void {
    if (count > 0) this.#leftOut.set(name, count);
    else this.#leftOut.delete(name);
  }

  /** Removes keys from the file, too, unless somebody has written or removed it since it was read. */
  async #clean(name: string, text: string, stamp: string): Promise<void> {
    const file = path.join(this.#folder, name);
    const isSame = async () => {
      const stats = await stat(file).catch(() => undefined);
      return stats !== undefined && stampOf(stats) === stamp && !this.#writing.has(name);
    };
    // If the disk refuses, the row can be read all the same.
    await replaceFile(file, text, { onlyIf: isSame }).catch(() => undefined);
  }

  #belongs(name: string, id: string): void {
    const names = this.#namesOf.get(id);
    if (names) names.add(name);
    else this.#namesOf.set(id, new Set([name]));
  }
}

function rowIn(text: string): readonly HistoryRow[] {
  const row = parseRow(text);
  return row ? [row] : [];
}
