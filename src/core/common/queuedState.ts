/** State that outlives windows and sessions: the part of the editor's `Memento` that we use. */
export interface State {
  get(key: string): unknown;
  /** Settles when the value is written. `get` returns it at once. */
  update(key: string, value: unknown): PromiseLike<void>;
  /** Reads what other windows have written; absent where `get` knows that already. */
  refresh?(): Promise<void>;
}

/**
 * The editor's state, written one batch at a time.
 *
 * After each write the editor sends all values to every window, also to the one that wrote. A value set between the
 * write and that notice would be lost from memory, and with the next write from disk. So nothing is handed over while
 * a write is under way; newer values wait here and are read from here.
 */
export class QueuedState implements State {
  readonly #state: State;
  #waiting = new Map<string, unknown>();
  #written = new Map<string, unknown>();
  /** Values that could not be written; the next batch includes them. */
  #due = new Map<string, unknown>();
  /** The first failure since the last good write. Later writes reject with it, too, so that it counts once. */
  #failure: unknown;
  #next: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(state: State) {
    this.#state = state;
  }

  get(key: string): unknown {
    for (const values of [this.#waiting, this.#written, this.#due])
      if (values.has(key)) return values.get(key);
    return this.#state.get(key);
  }

  /** Rejects if it cannot be written now, with the same failure until a write succeeds; the value stays due. */
  update(key: string, value: unknown): Promise<void> {
    this.#waiting.set(key, value);
    return this.#soon();
  }

  /** Resolves when everything has been written or has failed. */
  async settled(): Promise<void> {
    while (this.#next) await this.#next.catch(() => undefined);
    await this.#last;
    if (this.#due.size > 0) await this.#soon().catch(() => undefined);
  }

  #soon(): Promise<void> {
    return (this.#next ??= this.#last.then(() => this.#write()));
  }

  async #write(): Promise<void> {
    const asked = this.#waiting;
    const batch = new Map([...this.#due, ...asked]);
    this.#written = batch;
    this.#waiting = new Map();
    this.#due = new Map();
    this.#next = undefined;
    const writing = Promise.all(
      [...batch].map(async ([key, value]) => {
        try {
          await this.#state.update(key, value);
          return [];
        } catch (reason) {
          this.#due.set(key, value);
          return [{ key, reason }];
        }
      }),
    );
    this.#last = writing.then(() => {
      this.#written = new Map();
    });
    const failures = (await writing).flat();
    await this.#last;
    // A value that had failed before was reported then.
    const own = failures.find(({ key }) => asked.has(key));
    if (own) throw (this.#failure ??= own.reason);
    if (failures.length === 0) this.#failure = undefined;
  }
}
