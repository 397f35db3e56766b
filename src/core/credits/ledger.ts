import { dayOf } from '../calendar';
import type { LedgerStore } from './ledgerStore';
import { Totals } from './totals';

/** What one metered run was expected to take, and what it took. Credits; fractions are possible. */
export interface LedgerEntry {
  readonly id: string;
  /** When it was let through, ISO 8601. */
  readonly at: string;
  readonly profile: string;
  readonly operationId: string;
  /** Of the window that sent it; goes on over a reload. */
  readonly session: string;
  readonly estimated: number;
  /** `open`: on its way. `unknown`: it ended without an answer that tells. */
  readonly state: 'open' | 'settled' | 'unknown';
  readonly charged?: number;
  readonly balance?: number;
  readonly rows?: number;
}

/** What may have been taken: a charge that is not known counts as all that it could be. */
export const weightOf = ({ state, charged, estimated }: LedgerEntry): number =>
  charged ?? (state === 'settled' ? 0 : estimated);

/** Sums of credits are counted in ten-thousandths: adding them up in binary is not exact. */
export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += Math.round(value * 10_000);
  return total / 10_000;
};

/** All metered runs, by day; shared by every window, each of which appends to the same files. */
export class Ledger {
  readonly #store: LedgerStore;
  readonly #days = new Map<string, { next: number; readonly entries: Map<string, LedgerEntry> }>();
  readonly #dayOfId = new Map<string, string>();
  /** Runs of this window: what it knows of them is newer than what it reads back. */
  readonly #own = new Set<string>();
  /** Kept as entries come: each run asks for them, and there may be thousands of entries. */
  readonly #spentOn = new Totals();
  readonly #spentBy = new Totals();

  constructor(store: LedgerStore) {
    this.#store = store;
  }

  /** Reads what has come to the file of a day since the last time, from this window or another. */
  async read(day: string): Promise<readonly LedgerEntry[]> {
    const known = this.#day(day);
    const { text, next } = await this.#store.read(day, known.next);
    known.next = next;
    for (const line of text.split('\n')) {
      const entry = parseEntry(line);
      if (entry && !this.#own.has(entry.id)) this.#take(day, entry);
    }
    return [...known.entries.values()];
  }

  /** The latest of a run, where its day has been read or it was written here. */
  get(id: string): LedgerEntry | undefined {
    const day = this.#dayOfId.get(id);
    return day === undefined ? undefined : this.#day(day).entries.get(id);
  }

  /** Counts at once; resolves when it is in the file. A run stays in the day on which it was let through. */
  async write(entry: LedgerEntry): Promise<void> {
    const day = this.#dayOfId.get(entry.id) ?? dayOf(entry.at);
    this.#own.add(entry.id);
    this.#take(day, entry);
    await this.#store.append(day, `${JSON.stringify(entry)}\n`);
  }

  /** What may have been taken on a day, as far as it has been read. @param except A run that is left out. */
  spentOn(day: string, except?: string): number {
    const own = except !== undefined && this.#dayOfId.get(except) === day && this.get(except);
    return this.#spentOn.without(own ? weightOf(own) : 0, day);
  }

  /** The same of a window's session. */
  spentBy(session: string, except?: string): number {
    const own = except !== undefined && this.get(except);
    return this.#spentBy.without(own && own.session === session ? weightOf(own) : 0, session);
  }

  /** What is known of a day without reading. */
  known(day: string): readonly LedgerEntry[] {
    return [...(this.#days.get(day)?.entries.values() ?? [])];
  }

  /** Oldest first. */
  days(): Promise<readonly string[]> {
    return this.#store.days();
  }

  #day(day: string) {
    let known = this.#days.get(day);
    if (!known) this.#days.set(day, (known = { next: 0, entries: new Map() }));
    return known;
  }

  #take(day: string, entry: LedgerEntry): void {
    const { entries } = this.#day(day);
    const before = entries.get(entry.id);
    if (before) this.#count(day, before, -1);
    this.#count(day, entry, 1);
    entries.set(entry.id, entry);
    this.#dayOfId.set(entry.id, day);
  }

  #count(day: string, entry: LedgerEntry, times: 1 | -1): void {
    const weight = times * weightOf(entry);
    this.#spentOn.add(weight, day);
    this.#spentBy.add(weight, entry.session);
  }
}

/** Files are input: undefined for anything else than a whole entry. */
export function parseEntry(line: string): LedgerEntry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<LedgerEntry> | null;
    const whole =
      typeof entry?.id === 'string' &&
      typeof entry.at === 'string' &&
      !Number.isNaN(Date.parse(entry.at)) &&
      typeof entry.profile === 'string' &&
      typeof entry.operationId === 'string' &&
      typeof entry.session === 'string' &&
      isAmount(entry.estimated) &&
      (entry.charged === undefined || isAmount(entry.charged)) &&
      (entry.balance === undefined || isAmount(entry.balance)) &&
      (entry.state === 'open' || entry.state === 'settled' || entry.state === 'unknown');
    return whole ? (entry as LedgerEntry) : undefined;
  } catch {
    return undefined;
  }
}

const isAmount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
