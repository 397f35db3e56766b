/** What is kept between windows and sessions: the part of the editor's `Memento` that we use. */
export interface State {
  get(key: string): unknown;
  /** Settles when the value is written down. Reading gives it at once. */
  update(key: string, value: unknown): PromiseLike<void>;
  /** Reads what other windows have written, where that is not known at once. */
  refresh?(): Promise<void>;
}

/**
 * The editor's state, written one batch at a time.
 *
 * The editor tells every window of each write, its own too, with everything that is kept: a value set between
 * a write and that notice would be gone from memory, and with the next write from disk. So nothing is handed over
 * while a write is under way; the newest values wait here and are read from here.
 */
export class QueuedState implements State {
  readonly #state: State;
  #waiting = new Map<string, unknown>();
  #written = new Map<string, unknown>();
  /** What could not be written: it goes with the next batch. */
  #due = new Map<string, unknown>();
  /** What the writes since the last good one have failed with: they are one failure. */
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

  /** Rejects where it could not be written now, with the same failure until a write has succeeded: it stays due. */
  update(key: string, value: unknown): Promise<void> {
    this.#waiting.set(key, value);
    return this.#soon();
  }

  /** When all is written, or could not be. */
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
    // Of what had failed before it was told then.
    const own = failures.find(({ key }) => asked.has(key));
    if (own) throw (this.#failure ??= own.reason);
    if (failures.length === 0) this.#failure = undefined;
  }
}
