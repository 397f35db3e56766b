import { isSettled } from '../exchange';
import { inBatches } from './inBatches';
import type { HistoryStore, KeptRun, NewRows } from './historyStore';
import type { HistoryRow } from './row';

/**
 * Brings rows to disk: at once where a crash must not lose them, else later and only as they are by then. What could not
 * be written stays due, and is tried with each flush.
 */
export class Journal {
  readonly #store: HistoryStore;
  readonly #failed: (failure: unknown) => void;
  /** What is done with the files of one run follows each other. */
  readonly #tails = new Map<string, Promise<void>>();
  /** What is or will be on disk of a run whose files are being written. */
  readonly #newest = new Map<string, HistoryRow>();
  readonly #written = new WeakMap<HistoryRow, Promise<void>>();
  readonly #later = new Map<string, KeptRun>();
  /** Bodies that could not be written beside their rows. */
  readonly #dueBodies = new Map<string, Uint8Array>();
  readonly #onDisk = new Set<string>();
  /** Runs of which something may lie on disk, also where writing it has failed in the middle. */
  readonly #touched = new Set<string>();
  #isFailing = false;

  constructor(store: HistoryStore, failed: (failure: unknown) => void) {
    this.#store = store;
    this.#failed = failed;
  }

  async readAll(): Promise<readonly HistoryRow[]> {
    const rows = await this.#store.readAll();
    this.#found(rows);
    return rows;
  }

  async readNew(changing: readonly string[]): Promise<NewRows> {
    const found = (await this.#store.readNew?.(changing)) ?? { rows: [], gone: [] };
    this.#found(found.rows);
    return found;
  }

  #found(rows: readonly HistoryRow[]): void {
    for (const { exchange } of rows) {
      this.#onDisk.add(exchange.id);
      this.#touched.add(exchange.id);
    }
  }

  leftOut(): number {
    return this.#store.leftOut?.() ?? 0;
  }

  async clean(alive: (pid: number) => boolean, now: number): Promise<void> {
    await this.#store.clean?.(alive, now);
  }

  /** Whether something of the run, or of any, has still to be written. */
  isDue(id?: string): boolean {
    const waiting = [this.#later, this.#dueBodies, this.#tails];
    return waiting.some(each => (id === undefined ? each.size > 0 : each.has(id)));
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
    this.#dueBodies.set(id, bytes);
    return this.#writeDueBody(id, bytes);
  }

  writeBodyLater(row: HistoryRow, body: Uint8Array): void {
    this.#later.set(row.exchange.id, { row, body });
  }

  async readBody(id: string): Promise<Uint8Array | undefined> {
    const held = this.#later.get(id)?.body ?? this.#dueBodies.get(id);
    return held ?? (await this.#store.readBody(id));
  }

  async remove(id: string): Promise<void> {
    this.#later.delete(id);
    this.#dueBodies.delete(id);
    this.#newest.delete(id);
    // A body may follow the row that is being written: it must not come after the removal.
    for (let tail = this.#tails.get(id); tail; tail = this.#tails.get(id)) await tail;
    this.#onDisk.delete(id);
    if (this.#touched.delete(id)) await this.#store.remove(id);
  }

  /** Resolves when everything that was to be written is on disk, or has failed. */
  async flush(): Promise<void> {
    // One after the other: a run that waits for its row must not queue behind all that nobody waits for.
    await this.#writeTogether();
    for (const id of [...this.#later.keys()]) {
      const waiting = this.#later.get(id);
      if (waiting) await this.#writeWaiting(id, waiting).catch(() => undefined);
    }
    for (const [id, bytes] of [...this.#dueBodies])
      if (!this.#tails.has(id)) await this.#writeDueBody(id, bytes).catch(() => undefined);
    await Promise.all(this.#tails.values());
  }

  /** Runs that came and ended since the last time: most of what waits. */
  async #writeTogether(): Promise<void> {
    const store = this.#store;
    if (!store.writeMany) return;
    const runs = [...this.#later].filter(
      ([id, { row }]) => isSettled(row.exchange) && !this.#onDisk.has(id) && !this.#tails.has(id),
    );
    for (const part of inBatches(runs.map(([, run]) => run))) {
      const ids = part.map(({ row }) => row.exchange.id);
      for (const id of ids) this.#touched.add(id);
      const written = this.#tell(store.writeMany(part)).then(
        () => true,
        () => false,
      );
      const tail = written.then(() => undefined);
      for (const id of ids) this.#tails.set(id, tail);
      const isWritten = await written;
      for (const [index, id] of ids.entries()) {
        if (this.#tails.get(id) === tail) this.#tails.delete(id);
        if (!isWritten) continue;
        this.#onDisk.add(id);
        if (this.#later.get(id) === part[index]) this.#later.delete(id);
      }
    }
  }

  async #writeWaiting(id: string, waiting: KeptRun): Promise<void> {
    await this.#writeNow(waiting.row, { durable: false });
    if (this.#later.get(id) !== waiting) return;
    this.#later.delete(id);
    if (waiting.body) await this.writeBody(id, waiting.body);
  }

  #writeNow(row: HistoryRow, how: { readonly durable: boolean }): Promise<void> {
    const { id } = row.exchange;
    this.#newest.set(id, row);
    return this.#next(id, async () => {
      // A newer one follows, or it was removed in the meantime.
      if (this.#newest.get(id) !== row) return;
      this.#touched.add(id);
      try {
        await this.#tell(this.#store.write(row, how));
        this.#onDisk.add(id);
      } catch (failure) {
        const isNewest = this.#newest.get(id) === row;
        if (isNewest && !this.#later.has(id)) this.#later.set(id, { row, body: undefined });
        throw failure;
      }
    });
  }

  #writeDueBody(id: string, bytes: Uint8Array): Promise<void> {
    return this.#next(id, async () => {
      if (this.#dueBodies.get(id) !== bytes) return;
      this.#touched.add(id);
      await this.#tell(this.#store.writeBody(id, bytes));
      if (this.#dueBodies.get(id) === bytes) this.#dueBodies.delete(id);
    });
  }

  #next(id: string, work: () => Promise<void>): Promise<void> {
    const done = (this.#tails.get(id) ?? Promise.resolve()).then(work);
    const settled = done
      .catch(() => undefined)
      .then(() => {
        if (this.#tails.get(id) !== settled) return;
        this.#tails.delete(id);
        this.#newest.delete(id);
      });
    this.#tails.set(id, settled);
    return done;
  }

  /** A disk that refuses is told of once, until it takes something again. */
  #tell(work: Promise<void>): Promise<void> {
    return work.then(
      () => {
        this.#isFailing = false;
      },
      (failure: unknown) => {
        if (!this.#isFailing) this.#failed(failure);
        this.#isFailing = true;
        throw failure;
      },
    );
  }
}
