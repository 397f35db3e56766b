import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { absent, codeOf } from './absent';
import { inPortions } from '../common/inPortions';
import type { Steps } from '../common/steps';
import { inTurns } from '../common/turns';
import { newestFiles } from './newestFiles';
import { readFileWithin, stampOf } from './readFileWithin';
import { replaceFile } from './replaceFile';
import { batchTexts, ownText, type RowTexts } from './rowTexts';
import type { Batches } from './batches';
import type { NewRows, TellNewest } from '../history/historyStore';
import { keylessBatch, keylessRow } from '../history/keylessText';
import type { HistoryRow } from '../history/row';
import { longestFile } from '../history/rowText';

const isRow = (name: string) => name.endsWith('.json');
const isBatch = (name: string) => name.endsWith('.batch');
const isBody = (name: string) => name.endsWith('.body');

/** How many files are read at once; their rows are parsed while the next ones are read. */
const portion = 32;

/** How many rows are told before all are read: as many as are shown of a day. */
const early = 100;

/** What was found in a file; no texts in one that could not be read. */
interface Found extends Partial<RowTexts> {
  readonly name: string;
}

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
  /** Files with a key in them. */
  readonly #unclean = new Set<string>();

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

  /** @param tell gets the newest rows before the others are read, which waits for it */
  async readAll(tell?: TellNewest): Promise<readonly HistoryRow[]> {
    const names = await this.#names();
    return names.length > portion
      ? this.#read(await newestFiles(this.#folder, names, early), tell)
      : this.#read(names);
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

  async #read(names: readonly string[], tell?: TellNewest): Promise<readonly HistoryRow[]> {
    const rows = new Map<string, HistoryRow>();
    let isTold = tell === undefined;
    const readFrom = (start: number) =>
      Promise.all(names.slice(start, start + portion).map(name => this.#readFile(name)));
    let next = readFrom(0);
    for (let start = 0; start < names.length; start += portion) {
      const found = await next;
      // The next files are read meanwhile, but for those after the newest.
      const mayTell = !isTold && start + portion >= early;
      if (!mayTell) next = readFrom(start + portion);
      await inTurns(this.#take(found, rows));
      for (const { name, stamp } of found)
        if (stamp !== undefined && this.#unclean.delete(name)) await this.#clean(name, stamp);
      if (!mayTell) continue;
      if (rows.size >= early && start + portion < names.length) {
        isTold = true;
        await tell?.([...rows.values()]);
      }
      next = readFrom(start + portion);
    }
    return [...rows.values()];
  }

  /** Adds the rows of files, with a step before each. */
  *#take(found: readonly Found[], rows: Map<string, HistoryRow>): Steps<void> {
    const read: { readonly name: string; readonly parsed: readonly HistoryRow[] }[] = [];
    for (const { name, texts, stamp } of found) {
      if (!texts) continue;
      const parsed: HistoryRow[] = [];
      for (const text of texts) {
        yield;
        const { row, onDisk } = keylessRow(text, this.#mask);
        if (row) parsed.push(row);
        if (onDisk !== text) this.#unclean.add(name);
      }
      this.#known.set(name, stamp);
      this.#tellLeftOut(name, texts.length - parsed.length);
      read.push({ name, parsed });
    }
    // A run that was written again has a file of its own, which is newer than the shared one.
    const own = read.filter(({ name }) => isRow(name));
    for (const { name, parsed } of own)
      for (const row of parsed) {
        this.#belongs(name, row.exchange.id);
        rows.set(row.exchange.id, row);
      }
    for (const { name, parsed } of read.filter(each => isBatch(each.name))) {
      this.#batches.add(
        path.join(this.#folder, name),
        parsed.map(({ exchange }) => exchange.id),
      );
      for (const row of parsed)
        if (!this.#namesOf.has(row.exchange.id)) rows.set(row.exchange.id, row);
    }
  }

  async #readFile(name: string): Promise<Found> {
    const file = path.join(this.#folder, name);
    try {
      return { name, ...(await (isBatch(name) ? batchTexts : ownText)(file)) };
    } catch (failure) {
      // Another window has just removed the file. A link that leads nowhere is still there: it counts as unreadable.
      const isGone = codeOf(failure) === 'ENOENT' && !(await lstat(file).catch(() => undefined));
      // A file that is gone stays known, so that the next reading reports it.
      if (!isGone) this.#known.delete(name);
      this.#tellLeftOut(name, isGone ? 0 : 1);
      return { name };
    }
  }

  #tellLeftOut(name: string, count: number): void {
    if (count > 0) this.#leftOut.set(name, count);
    else this.#leftOut.delete(name);
  }

  /** Removes keys from the file, too, unless somebody has written or removed it since it was read. */
  async #clean(name: string, stamp: string): Promise<void> {
    const file = path.join(this.#folder, name);
    const read = await readFileWithin(file, longestFile).catch(() => undefined);
    if (read?.stamp !== stamp) return;
    const there = read.bytes.toString('utf8');
    const text = isBatch(name)
      ? keylessBatch(there, this.#mask)
      : keylessRow(there, this.#mask).onDisk;
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
