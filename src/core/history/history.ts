import { findOperation } from '../catalog/catalog';
import { diagnose } from '../diagnosis/diagnose';
import { Emitter, type Event } from '../event';
import { isSettled, isUncertain, type Exchange } from '../exchange';
import { operationClass } from '../transport/retryPolicy';
import type { HistoryStore } from './historyStore';
import { Journal } from './journal';
import type { HistoryRow } from './row';

/** How much is kept; the oldest go first. Bytes count bodies. */
export interface HistoryBounds {
  readonly rows: number;
  readonly bytes: number;
}

export interface HistoryOptions {
  readonly store: HistoryStore;
  /** Read at each pruning: a setting may have changed. */
  readonly bounds: () => HistoryBounds;
  readonly window: { readonly pid: number; readonly id: string };
  /** Whether a process is alive, for rows that another window began. */
  readonly alive: (pid: number) => boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly failed: (failure: unknown) => void;
  /** For work that nobody waits for; returns what stops it. Default: the clock of this process, not kept alive by it. */
  readonly startTimer?: (run: () => void, ms: number) => () => void;
}

/** A day: longer than any wait that is scheduled. */
const longestRunMs = 86_400_000;

/** A body that is more than this part of all bytes is not kept. */
const longestPart = 4;

/** How long a row waits to be written that a crash may take with it, in milliseconds. */
const laterMs = 250;

/**
 * When a window that has written rows looks at those of others, in milliseconds: the folder is bound although nobody opens
 * History, and neither the start of the editor nor the first run pays for it.
 */
const lookMs = 30_000;

/** Every run, newest first, kept across reloads. Rows of other windows are read when this one starts to look. */
export class History {
  readonly #options: HistoryOptions;
  readonly #rows = new Map<string, HistoryRow>();
  readonly #changed: Emitter<HistoryRow | undefined>;
  readonly #journal: Journal;
  #sorted: readonly HistoryRow[] | undefined;
  /** Forgotten before the folder was read: some of it may still lie there by then. */
  readonly #forgotten = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #flushing = Promise.resolve();
  #loading: Promise<void> | undefined;
  #stopLooking: (() => void) | undefined;
  #closed = false;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#changed = new Emitter(options.failed);
    this.#journal = new Journal(options.store, options.failed);
  }

  /** With the row that is new or has moved on; without one where any may have changed. */
  get onDidChange(): Event<HistoryRow | undefined> {
    return this.#changed.event;
  }

  /** Reads what earlier windows left; runs they were cut off in are `interrupted`. */
  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<void> {
    for (const row of await this.#journal.readAll()) {
      const { id } = row.exchange;
      if (this.#rows.has(id)) continue;
      if (this.#forgotten.has(id)) {
        await this.#journal.remove(id).catch(this.#options.failed);
        continue;
      }
      const cut = isSettled(row.exchange) || this.#goesOn(row) ? undefined : interrupted(row);
      this.#rows.set(id, cut ?? row);
      // A disk that refuses is told of by the journal; what it holds can be shown all the same.
      if (cut) await this.#journal.write(cut).catch(() => undefined);
    }
    this.#forgotten.clear();
    this.#sorted = undefined;
    this.#changed.fire(undefined);
    const { alive, now, failed } = this.#options;
    await this.#prune().catch(failed);
    await this.#journal.clean(alive, now()).catch(failed);
  }

  #goesOn({ owner, exchange }: HistoryRow): boolean {
    const { window, alive, now } = this.#options;
    if (owner.pid === window.pid) return owner.window === window.id;
    // An id of a process is given anew some day; a run does not go on for that long.
    return alive(owner.pid) && now() - Date.parse(exchange.startedAt) < longestRunMs;
  }

  /** Newest first. */
  rows(): readonly HistoryRow[] {
    return (this.#sorted ??= [...this.#rows.values()].sort(byStart));
  }

  get(id: string): HistoryRow | undefined {
    return this.#rows.get(id);
  }

  /** Keeps the row; resolves when it is on disk. */
  record(row: HistoryRow): Promise<void> {
    this.#keep(row);
    return this.#journal.write(row);
  }

  /** Keeps the row, and writes it in a moment, as it is by then: for a run that a crash may take with it. */
  recordLater(row: HistoryRow): void {
    this.#keep(row);
    this.#journal.writeLater(row);
  }

  async recordBody(id: string, bytes: Uint8Array): Promise<void> {
    if (this.#isTooLong(bytes)) return;
    await this.#journal.writeBody(id, bytes);
    await this.#prune();
  }

  /** The body of a run that is recorded later. */
  recordBodyLater(id: string, bytes: Uint8Array): void {
    const row = this.#rows.get(id);
    if (!row || this.#isTooLong(bytes)) return;
    this.#journal.writeBodyLater(row, bytes);
    this.#soon();
  }

  readBody(id: string): Promise<Uint8Array | undefined> {
    return this.#journal.readBody(id);
  }

  /** Forgets all but the runs that are still going on. */
  async clear(): Promise<void> {
    await this.load();
    await this.#remove(this.rows().filter(row => isSettled(row.exchange)));
  }

  /** Resolves when everything recorded so far is on disk. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#flushing = this.#flushing
      // First, so that nothing is written to be removed at once.
      .then(() => this.#prune())
      .catch(this.#options.failed)
      .then(() => this.#journal.flush())
      .then(() => this.#lookLater()));
  }

  /** Resolves like a flush; nothing is begun afterwards. */
  close(): Promise<void> {
    this.#closed = true;
    this.#stopLooking?.();
    return this.flush();
  }

  #lookLater(): void {
    const hasWritten = this.#rows.size > 0;
    if (this.#closed || this.#loading || this.#stopLooking || !hasWritten) return;
    const { startTimer = unhurried } = this.#options;
    this.#stopLooking = startTimer(() => this.#look(), lookMs);
  }

  #look(): void {
    this.#stopLooking = undefined;
    // Reading the folder takes a moment, in which no run should have to wait.
    if (this.rows().every(({ exchange }) => isSettled(exchange))) void this.load();
    else this.#lookLater();
  }

  #keep(row: HistoryRow): void {
    const before = this.#rows.get(row.exchange.id);
    this.#rows.set(row.exchange.id, row);
    this.#sorted &&= placed(this.#sorted, before, row);
    this.#soon();
    this.#changed.fire(row);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.flush(), laterMs);
  }

  #isTooLong(bytes: Uint8Array): boolean {
    return bytes.length > this.#options.bounds().bytes / longestPart;
  }

  async #prune(): Promise<void> {
    const { rows, bytes } = this.#options.bounds();
    let count = 0;
    let size = 0;
    const over = this.rows().filter(row => {
      count += 1;
      const { body } = row.exchange;
      // A longer one was not kept: one large answer must not push out all others.
      size += Math.min(body.held ?? body.bytes, bytes / longestPart);
      return isSettled(row.exchange) && (count > rows || size > bytes);
    });
    await this.#remove(over);
  }

  async #remove(rows: readonly HistoryRow[]): Promise<void> {
    for (const { exchange } of rows) {
      this.#rows.delete(exchange.id);
      this.#forgotten.add(exchange.id);
    }
    this.#sorted = undefined;
    for (const { exchange } of rows) await this.#journal.remove(exchange.id);
    if (rows.length > 0) this.#changed.fire(undefined);
  }
}

const unhurried = (run: () => void, ms: number) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};

/** The rows with this one at its place. Each step of each run ends here: thousands of rows are not sorted anew for it. */
function placed(
  sorted: readonly HistoryRow[],
  before: HistoryRow | undefined,
  row: HistoryRow,
): readonly HistoryRow[] | undefined {
  const at = before
    ? sorted.indexOf(before)
    : sorted.findIndex(each => each.exchange.startedAt < row.exchange.startedAt);
  if (!before) return sorted.toSpliced(at < 0 ? sorted.length : at, 0, row);
  return at < 0 || before.exchange.startedAt !== row.exchange.startedAt
    ? undefined
    : sorted.with(at, row);
}

/** ISO 8601 in UTC sorts as text. */
function byStart({ exchange: a }: HistoryRow, { exchange: b }: HistoryRow): number {
  if (a.startedAt === b.startedAt) return 0;
  return a.startedAt < b.startedAt ? 1 : -1;
}

/** The window closed in the middle of it: whether it reached the server is known from what had been sent before. */
function interrupted(row: HistoryRow): HistoryRow {
  const { exchange } = row;
  const operation = findOperation(exchange.operationId);
  const kind = operation ? operationClass(operation) : 'creates';
  const sent = exchange.outcome.kind === 'running' || exchange.attempts.some(isUncertain(kind));
  const outcome: Exchange['outcome'] = { kind: 'interrupted', sent };
  const cut = { ...exchange, outcome };
  const diagnosis = operation && diagnose(cut, operation, new Uint8Array(), row.draft);
  return { ...row, exchange: { ...cut, ...(diagnosis && { diagnosis }) } };
}
