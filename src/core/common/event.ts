export interface Disposable {
  dispose(): void;
}

/** Calls the listener with each value until it is disposed. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** A source of values. A listener that throws stops neither the other listeners nor whoever fires. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #failed: (failure: unknown) => void;

  /** @param failed gets each exception of a listener, which is a bug to be logged */
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
