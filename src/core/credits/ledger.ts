import { dayOf } from '../common/calendar';
import { carriedMark, emptied, rowsIn } from './carriedRow';
import { parseEntries, weightOf, type LedgerEntry } from './ledgerEntry';
import type { LedgerStore, ReadUpTo } from './ledgerStore';
import { Totals } from './totals';

/** Adds up credits in ten-thousandths, since binary fractions do not add up exactly. */
export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += Math.round(value * 10_000);
  return total / 10_000;
};

/** In UTF-16 units; of more that was written since the last reading, all is read back. */
const mostWritten = 262_144;

/** How far a day's file has been read, and the latest entry of each run. */
interface Known {
  upTo: ReadUpTo | undefined;
  /** The lines that this window has written since, as they should stand there. */
  written: string;
  readonly entries: Map<string, LedgerEntry>;
}

/** What could be read of several days. */
export interface ReadDays {
  readonly entries: readonly LedgerEntry[];
  /** Days that could not be read; `failures` holds the reasons, in the same order. */
  readonly unread: readonly string[];
  readonly failures: readonly unknown[];
}

/** All metered runs, by day; shared by every window, each of which appends to the same files. */
export class Ledger {
  readonly #store: LedgerStore;
  readonly #days = new Map<string, Known>();
  readonly #dayOfId = new Map<string, string>();
  /** Ids of this window's runs: their entries in memory are newer than those read back. */
  readonly #own = new Set<string>();
  /** The latest entries not yet in their file, by day and run; a failed write is tried again with the next one. */
  readonly #due = new Map<string, Map<string, LedgerEntry>>();
  #writing: Promise<unknown> = Promise.resolve();
  /** Running totals, since each run asks for them and there may be thousands of entries. */
  readonly #spentOn = new Totals();
  readonly #spentBy = new Totals();

  constructor(store: LedgerStore) {
    this.#store = store;
  }

  /** All entries of a day, after reading what any window appended since the last read. Rejects if it cannot be read. */
  async read(day: string): Promise<readonly LedgerEntry[]> {
    await this.readNew(day);
    return this.known(day);
  }

  /** Reads what any window appended to a day since the last read. Rejects if it cannot be read. */
  async readNew(day: string): Promise<void> {
    // What this window is just writing would have to be looked at twice.
    await this.#writing;
    const known = this.#day(day);
    const { text, upTo } = await this.#store.read(day, known.upTo);
    known.upTo = upTo;
    for (const entry of parseEntries(othersIn(text, known))) {
      if (this.#isNews(entry)) this.#take(day, withoutText(entry));
    }
  }

  /** Reads each day by itself: one that cannot be read does not hide the others. */
  async readEach(days: readonly string[]): Promise<ReadDays> {
    const entries: LedgerEntry[] = [];
    const unread: string[] = [];
    const failures: unknown[] = [];
    for (const day of days) {
      try {
        entries.push(...(await this.read(day)));
      } catch (failure) {
        unread.push(day);
        failures.push(failure);
      }
    }
    return { entries, unread, failures };
  }

  /** The latest entry of a run, if its day has been read or this window wrote it. */
  get(id: string): LedgerEntry | undefined {
    const day = this.#dayOfId.get(id);
    return day === undefined ? undefined : this.#day(day).entries.get(id);
  }

  /**
   * The entry counts at once; resolves when it is in the file. Rejects if that fails: the entry then stays due. A run
   * stays in the day of its admission; admitted once more, it may also be in another day.
   * @param row carried by the line, which then survives a loss of power
   */
  async write({ row: _, ...bare }: LedgerEntry, row?: string): Promise<void> {
    const { id, at } = bare;
    const entry: LedgerEntry = row === undefined ? bare : { ...bare, row };
    const known = this.get(id)?.at === at ? this.#dayOfId.get(id) : undefined;
    const day = known ?? dayOf(at);
    this.#own.add(id);
    this.#take(day, withoutText(entry));
    this.#setDue(day, entry);
    const written = this.flush();
    await written.catch(() => undefined);
    if (!this.isDue(id)) return;
    // Its row has to be kept in another way now: a line that is written late carries none.
    if (this.#due.get(day)?.get(id) === entry) {
      this.#setDue(day, bare);
      this.#take(day, bare);
    }
    await written;
  }

  #setDue(day: string, entry: LedgerEntry): void {
    this.#due.set(day, new Map(this.#due.get(day)).set(entry.id, entry));
  }

  /** Whether the line of an open run carries its row, and is on disk. */
  holdsRow(id: string): boolean {
    const entry = this.get(id);
    return entry?.state === 'open' && entry.row !== undefined && !this.isDue(id);
  }

  /** By id, the rows that the lines of a day carry; read anew, as none is kept in memory. */
  async carried(day: string): Promise<ReadonlyMap<string, string>> {
    const { text } = await this.#store.read(day, undefined);
    return rowsIn(text);
  }

  /** Empties the rows that the lines of a day carry, and what is left of lines cut off; all else in them stays. */
  emptyRows(day: string, isMeant: (id: string) => boolean): Promise<void> {
    // They are in what this window has just written, too.
    const known = this.#days.get(day);
    if (known) known.written = '';
    return this.#store.overwrite(day, carriedMark, (line, how) => emptied(line, isMeant, how));
  }

  /** Ends the last line of a day if a crash cut it off: nobody goes on writing it. */
  async endLine(day: string): Promise<void> {
    await this.#store.append(day, '', { durable: false });
  }

  /** Whether the latest entry of a run is not in its file yet. */
  isDue(id: string): boolean {
    return [...this.#due.values()].some(entries => entries.has(id));
  }

  /** Writes all due entries; rejects if some could not be written. */
  flush(): Promise<void> {
    const written = this.#writing.then(() => this.#writeDue());
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #writeDue(): Promise<void> {
    const failures: unknown[] = [];
    for (const [day, entries] of [...this.#due]) {
      const all = [...entries.values()];
      const lines = all.map(entry => `${JSON.stringify(entry)}\n`).join('');
      const durable = all.some(({ row }) => row !== undefined);
      const known = this.#day(day);
      const isMuch = known.written.length + lines.length > mostWritten;
      known.written = isMuch ? '' : known.written + lines;
      try {
        await this.#store.append(day, lines, { durable });
        this.#written(day, entries);
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Entries that changed during the write stay due. */
  #written(day: string, entries: ReadonlyMap<string, LedgerEntry>): void {
    const left = [...(this.#due.get(day) ?? [])].filter(([id, each]) => entries.get(id) !== each);
    if (left.length > 0) this.#due.set(day, new Map(left));
    else this.#due.delete(day);
  }

  /** Writes what is due, and keeps no file open from now on. Rejects if something could not be written. */
  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.#store.close?.();
    }
  }

  /** Credits that may have been charged on a day, as far as it has been read. @param except id of a run to leave out */
  spentOn(day: string, except?: string): number {
    const own = except !== undefined && this.#dayOfId.get(except) === day && this.get(except);
    return this.#spentOn.without(own ? weightOf(own) : 0, day);
  }

  /** The same for a window's session. */
  spentBy(session: string, except?: string): number {
    const own = except !== undefined && this.get(except);
    return this.#spentBy.without(own && own.session === session ? weightOf(own) : 0, session);
  }

  /** The entries of a day that are in memory; reads nothing. */
  known(day: string): readonly LedgerEntry[] {
    return [...(this.#days.get(day)?.entries.values() ?? [])];
  }

  /** Oldest first. */
  days(): Promise<readonly string[]> {
    return this.#store.days();
  }

  /** This window's entries are newer than those read back, and a known charge is never replaced by an unknown one. */
  #isNews({ id, charged }: LedgerEntry): boolean {
    const known = this.get(id);
    if (charged === undefined && known?.charged !== undefined) return false;
    return !this.#own.has(id) || (charged !== undefined && known?.charged === undefined);
  }

  #day(day: string): Known {
    let known = this.#days.get(day);
    if (!known) this.#days.set(day, (known = { upTo: undefined, written: '', entries: new Map() }));
    return known;
  }

  #take(day: string, entry: LedgerEntry): void {
    const { entries } = this.#day(day);
    const before = entries.get(entry.id);
    if (before) this.#count(day, before, -1);
    this.#count(day, entry, 1);
    entries.set(entry.id, entry);
    // The latest day counts, in whichever order the days are read.
    if (!((this.#dayOfId.get(entry.id) ?? '') > day)) this.#dayOfId.set(entry.id, day);
  }

  #count(day: string, entry: LedgerEntry, times: 1 | -1): void {
    const weight = times * weightOf(entry);
    this.#spentOn.add(weight, day);
    this.#spentBy.add(weight, entry.session);
  }
}

/** A day may have thousands of entries, and its rows would be most of their size. */
const withoutText = (entry: LedgerEntry): LedgerEntry =>
  entry.row === undefined ? entry : { ...entry, row: '' };

/** What others have written; mostly there is nothing but what this window has just written itself. */
function othersIn(text: string, known: Known): string {
  if (text === '') return '';
  const { written } = known;
  // Lines that are just being written may be there already, or not yet.
  known.written = written.startsWith(text) ? written.slice(text.length) : '';
  return written.startsWith(text)
    ? ''
    : text.startsWith(written)
      ? text.slice(written.length)
      : text;
}
