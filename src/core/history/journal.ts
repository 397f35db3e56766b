import { isSettled } from '../exchange';
import type { HistoryStore, KeptRun } from './historyStore';
import type { HistoryRow } from './row';

/** Brings rows to disk: at once where a crash must not lose them, else later and only as they are by then. */
export class Journal {
  readonly #store: HistoryStore;
  readonly #failed: (failure: unknown) => void;
  /** What is done with the files of one run follows each other. */
  readonly #tails = new Map<string, Promise<void>>();
  /** What is or will be on disk of a run whose files are being written. */
  readonly #newest = new Map<string, HistoryRow>();
  readonly #written = new WeakMap<HistoryRow, Promise<void>>();
  readonly #later = new Map<string, KeptRun>();
  readonly #onDisk = new Set<string>();

  constructor(store: HistoryStore, failed: (failure: unknown) => void) {
    this.#store = store;
    this.#failed = failed;
  }

  async readAll(): Promise<readonly HistoryRow[]> {
    const rows = await this.#store.readAll();
    for (const { exchange } of rows) this.#onDisk.add(exchange.id);
    return rows;
  }

  async clean(alive: (pid: number) => boolean, now: number): Promise<void> {
    await this.#store.clean?.(alive, now);
  }

  /** Resolves when the row is on disk; the same row is written once. Rejects where that fails, which is told as well. */
  write(row: HistoryRow): Promise<void> {
    const known = this.#written.get(row);
    if (known) return known;
    const { id } = row.exchange;
    const body = this.#later.get(id)?.body;
    if (body) this.#later.set(id, { row, body });
    else this.#later.delete(id);
    const written = this.#writeNow(row, { durable: true });
    this.#written.set(row, written);
    written.catch(() => this.#written.delete(row));
    return written;
  }

  /** For what a crash may take with it. */
  writeLater(row: HistoryRow): void {
    const { id } = row.exchange;
    this.#later.set(id, { row, body: this.#later.get(id)?.body });
  }

  writeBody(id: string, bytes: Uint8Array): Promise<void> {
    return this.#next(id, () => {
      this.#onDisk.add(id);
      return this.#store.writeBody(id, bytes);
    });
  }

  writeBodyLater(row: HistoryRow, body: Uint8Array): void {
    this.#later.set(row.exchange.id, { row, body });
  }

  async readBody(id: string): Promise<Uint8Array | undefined> {
    return this.#later.get(id)?.body ?? (await this.#store.readBody(id));
  }

  async remove(id: string): Promise<void> {
    this.#later.delete(id);
    this.#newest.delete(id);
    // A body may follow the row that is being written: it must not come after the removal.
    for (let tail = this.#tails.get(id); tail; tail = this.#tails.get(id)) await tail;
    if (this.#onDisk.delete(id)) await this.#store.remove(id);
  }

  /** Resolves when everything that was to be written is on disk, or has failed. */
  async flush(): Promise<void> {
    // One after the other: a run that waits for its row must not queue behind all that nobody waits for.
    await this.#writeTogether();
    for (const id of [...this.#later.keys()]) {
      const waiting = this.#later.get(id);
      if (waiting) await this.#writeWaiting(id, waiting).catch(() => undefined);
      if (this.#later.get(id) === waiting) this.#later.delete(id);
    }
    await Promise.all(this.#tails.values());
  }

  /** Runs that came and ended since the last time: most of what waits. */
  async #writeTogether(): Promise<void> {
    const runs = [...this.#later].filter(
      ([id, { row }]) => isSettled(row.exchange) && !this.#onDisk.has(id) && !this.#tails.has(id),
    );
    if (runs.length === 0) return;
    const written = this.#store.writeMany?.(runs.map(([, run]) => run)).catch(this.#failed);
    if (!written) return;
    for (const [id] of runs) {
      this.#onDisk.add(id);
      this.#tails.set(id, written);
    }
    await written;
    for (const [id, run] of runs) {
      if (this.#tails.get(id) === written) this.#tails.delete(id);
      if (this.#later.get(id) === run) this.#later.delete(id);
    }
  }

  async #writeWaiting(id: string, { row, body }: KeptRun): Promise<void> {
    await this.#writeNow(row, { durable: false });
    if (body && this.#onDisk.has(id)) await this.writeBody(id, body);
  }

  #writeNow(row: HistoryRow, how: { readonly durable: boolean }): Promise<void> {
    const { id } = row.exchange;
    this.#newest.set(id, row);
    return this.#next(id, async () => {
      // A newer one follows, or it was removed in the meantime.
      if (this.#newest.get(id) !== row) return;
      this.#onDisk.add(id);
      await this.#store.write(row, how);
    });
  }

  #next(id: string, work: () => Promise<void>): Promise<void> {
    const done = (this.#tails.get(id) ?? Promise.resolve()).then(work);
    const settled = done.catch(this.#failed).then(() => {
      if (this.#tails.get(id) !== settled) return;
      this.#tails.delete(id);
      this.#newest.delete(id);
    });
    this.#tails.set(id, settled);
    return done;
  }
}
