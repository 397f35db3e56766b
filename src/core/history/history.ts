import { Emitter, type Event } from '../event';
import { isSettled, type Exchange } from '../exchange';
import type { HistoryStore } from './historyStore';
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
  readonly failed: (failure: unknown) => void;
}

/** Every run, newest first, kept across reloads. Rows of other windows are read when this one starts to look. */
export class History {
  readonly #options: HistoryOptions;
  readonly #rows = new Map<string, HistoryRow>();
  readonly #changed: Emitter<undefined>;
  /** Writes of one row follow each other; a later one makes those still waiting needless. */
  readonly #writing = new Map<string, Promise<void>>();
  #loading: Promise<void> | undefined;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#changed = new Emitter(options.failed);
  }

  get onDidChange(): Event<undefined> {
    return this.#changed.event;
  }

  /** Reads what earlier windows left; runs they were cut off in are `interrupted`. */
  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<void> {
    const { store } = this.#options;
    for (const row of await store.readAll()) {
      if (this.#rows.has(row.exchange.id)) continue;
      const cut = isSettled(row.exchange) || this.#goesOn(row) ? undefined : interrupted(row);
      this.#rows.set(row.exchange.id, cut ?? row);
      if (cut) await store.write(cut);
    }
    this.#changed.fire(undefined);
    await this.#prune();
  }

  #goesOn({ owner }: HistoryRow): boolean {
    const { window, alive } = this.#options;
    if (owner.pid === window.pid) return owner.window === window.id;
    return alive(owner.pid);
  }

  /** Newest first. */
  rows(): readonly HistoryRow[] {
    return [...this.#rows.values()].sort((a, b) =>
      b.exchange.startedAt.localeCompare(a.exchange.startedAt),
    );
  }

  get(id: string): HistoryRow | undefined {
    return this.#rows.get(id);
  }

  /** Keeps the row; resolves when it is on disk. */
  record(row: HistoryRow): Promise<void> {
    const { id } = row.exchange;
    this.#rows.set(id, row);
    this.#changed.fire(undefined);
    const before = this.#writing.get(id) ?? Promise.resolve();
    const writing = before.then(async () => {
      const latest = this.#rows.get(id);
      if (latest === row) await this.#options.store.write(row);
    });
    const settled = writing.catch(this.#options.failed);
    this.#writing.set(id, settled);
    void settled.then(() => {
      if (this.#writing.get(id) === settled) this.#writing.delete(id);
    });
    return writing;
  }

  async recordBody(id: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length > this.#options.bounds().bytes / 4) return;
    await this.#options.store.writeBody(id, bytes);
    await this.#prune();
  }

  readBody(id: string): Promise<Uint8Array | undefined> {
    return this.#options.store.readBody(id);
  }

  /** Forgets all but the runs that are still going on. */
  async clear(): Promise<void> {
    await this.load();
    await this.#remove(this.rows().filter(row => isSettled(row.exchange)));
  }

  /** Resolves when every row recorded so far is on disk. */
  async flush(): Promise<void> {
    await Promise.all(this.#writing.values());
  }

  async #prune(): Promise<void> {
    const { rows, bytes } = this.#options.bounds();
    let count = 0;
    let size = 0;
    const over = this.rows().filter(row => {
      count += 1;
      size += row.exchange.body.bytes;
      return isSettled(row.exchange) && (count > rows || (size > bytes && count > 1));
    });
    await this.#remove(over);
  }

  async #remove(rows: readonly HistoryRow[]): Promise<void> {
    for (const { exchange } of rows) {
      this.#rows.delete(exchange.id);
      await this.#writing.get(exchange.id);
      await this.#options.store.remove(exchange.id);
    }
    if (rows.length > 0) this.#changed.fire(undefined);
  }
}

/** The window closed in the middle of it: whether it reached the server is known from what had been sent before. */
function interrupted(row: HistoryRow): HistoryRow {
  const { exchange } = row;
  const sent = exchange.outcome.kind === 'running';
  const outcome: Exchange['outcome'] = { kind: 'interrupted', sent };
  return { ...row, exchange: { ...exchange, outcome } };
}
