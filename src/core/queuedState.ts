/** What is kept between windows and sessions: the part of the editor's `Memento` that we use. */
export interface State {
  get(key: string): unknown;
  /** Settles when the value is written down. Reading gives it at once. */
  update(key: string, value: unknown): PromiseLike<void>;
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
  #next: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(state: State) {
    this.#state = state;
  }

  get(key: string): unknown {
    for (const values of [this.#waiting, this.#written])
      if (values.has(key)) return values.get(key);
    return this.#state.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    this.#waiting.set(key, value);
    return (this.#next ??= this.#last.then(() => this.#write()));
  }

  /** When all is written, or could not be. */
  async settled(): Promise<void> {
    while (this.#next) await this.#next.catch(() => undefined);
    await this.#last;
  }

  async #write(): Promise<void> {
    const batch = this.#waiting;
    this.#written = batch;
    this.#waiting = new Map();
    this.#next = undefined;
    const writing = Promise.allSettled(
      [...batch].map(([key, value]) => this.#state.update(key, value)),
    );
    this.#last = writing.then(() => {
      this.#written = new Map();
    });
    await this.#last;
    for (const result of await writing)
      if (result.status === 'rejected') throw result.reason as unknown;
  }
}
