export interface Disposable {
  dispose(): void;
}

/** Calls the listener for each value until disposed. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** A source of values. A listener that throws neither keeps the others from hearing nor stops the run that fires. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #failed: (failure: unknown) => void;

  /** @param failed told of each exception of a listener: a bug, to be logged. */
  constructor(failed: (failure: unknown) => void) {
    this.#failed = failed;
  }

  readonly event: Event<T> = listener => {
    const own = (value: T) => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (failure) {
        this.#failed(failure);
      }
    }
  }
}
