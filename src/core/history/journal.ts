import { isSettled } from '../exchange';
import { inBatches } from './inBatches';
import type { HistoryStore, KeptRun, NewRows, TellNewest } from './historyStore';
import type { HistoryRow } from './row';

/**
 * Writes rows to disk: at once if a crash must not lose them, else later and only in their latest state. What could not
 * be written stays due and is tried again with each flush.
 */
export class Journal {
  readonly #store: HistoryStore;
  readonly #failed: (failure: unknown) => void;
  /** The last work on the files of each run: all of it is done one after the other. */
  readonly #tails = new Map<string, Promise<void>>();
  /** The latest row of each run whose files are being written. */
  readonly #newest = new Map<string, HistoryRow>();
  readonly #written = new WeakMap<HistoryRow, Promise<void>>();
  readonly #later = new Map<string, KeptRun>();
  /** Runs that wait and get a file of their own, not one with others. */
  readonly #alone = new Set<string>();
  /** Bodies that are still to be written beside their rows. */
  readonly #dueBodies = new Map<string, Uint8Array>();
  readonly #onDisk = new Set<string>();
  /** Runs that may have something on disk, even if writing it failed in the middle. */
  readonly #touched = new Set<string>();
  #isFailing = false;

  constructor(store: HistoryStore, failed: (failure: unknown) => void) {
    this.#store = store;
    this.#failed = failed;
  }

  /** @param early gets the newest rows before the others are read */
  async readAll(early: TellNewest): Promise<readonly HistoryRow[]> {
    const rows = await this.#store.readAll(newest => {
      this.#found(newest);
      return early(newest);
    });
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

  /** Whether something of this run (without an id: of any run) has still to be written. */
  isDue(id?: string): boolean {
    const waiting = [this.#later, this.#dueBodies, this.#tails];
    return waiting.some(each => (id === undefined ? each.size > 0 : each.has(id)));
  }

  /**
   * Resolves when the row is on disk. A failure rejects, and is reported as well.
   * @param how durable, by default: it then survives a loss of power; such a row is written once
   */
  write(row: HistoryRow, how = { durable: true }): Promise<void> {
    const known = how.durable ? this.#written.get(row) : undefined;
    if (known) return known;
    const { id } = row.exchange;
    const body = this.#later.get(id)?.body;
    if (body) this.#later.set(id, { row, body });
    else {
      this.#later.delete(id);
      this.#alone.delete(id);
    }
    const written = this.#writeNow(row, how);
    if (how.durable) this.#written.set(row, written);
    written.catch(() => this.#written.delete(row));
    return written;
  }

  /** Writes the row with the next flush; a crash before it loses the row. */
  writeLater(row: HistoryRow): void {
    const { id } = row.exchange;
    this.#later.set(id, { row, body: this.#later.get(id)?.body });
  }

  writeBody(id: string, bytes: Uint8Array): Promise<void> {
    this.#dueBodies.set(id, bytes);
    return this.#writeDueBody(id, bytes);
  }

  /** Writes the row with the next flush into a file of its own, as those of runs that cost credits always were. */
  writeAloneLater(row: HistoryRow): void {
    this.#alone.add(row.exchange.id);
    this.writeLater(row);
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
    this.#alone.delete(id);
    this.#dueBodies.delete(id);
    this.#newest.delete(id);
    // A body may be written after its row: it must not come after the removal.
    for (let tail = this.#tails.get(id); tail; tail = this.#tails.get(id)) await tail;
    this.#onDisk.delete(id);
    if (this.#touched.delete(id)) await this.#store.remove(id);
  }

  /** Resolves when everything that was to be written is on disk, or has failed. */
  async flush(): Promise<void> {
    await this.#writeTogether();
    await this.#writeSingly([...this.#later.keys()]);
    for (const [id, bytes] of [...this.#dueBodies])
      if (!this.#tails.has(id)) await this.#writeDueBody(id, bytes).catch(() => undefined);
    await Promise.all(this.#tails.values());
  }

  /** Writes the rows that get files of their own, with their bodies. */
  writeAlone(): Promise<void> {
    return this.#writeSingly([...this.#alone]);
  }

  /** One after the other: a run that waits for its row must not queue behind all the background writes. */
  async #writeSingly(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const waiting = this.#later.get(id);
      if (waiting) await this.#writeWaiting(id, waiting).catch(() => undefined);
    }
  }

  /** Writes runs that began and ended since the last flush, several in a file: most of what waits. */
  async #writeTogether(): Promise<void> {
    const store = this.#store;
    if (!store.writeMany) return;
    const isBusy = (id: string) => this.#onDisk.has(id) || this.#tails.has(id);
    const runs = [...this.#later].filter(
      ([id, { row }]) => isSettled(row.exchange) && !this.#alone.has(id) && !isBusy(id),
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
    this.#alone.delete(id);
    if (waiting.body) await this.writeBody(id, waiting.body);
  }

  #writeNow(row: HistoryRow, how: { readonly durable: boolean }): Promise<void> {
    const { id } = row.exchange;
    this.#newest.set(id, row);
    return this.#next(id, async () => {
      // A newer row follows, or the run was removed in the meantime.
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

  /** Reports a disk that refuses once, until a write succeeds again. */
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
