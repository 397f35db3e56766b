/** Calls `run` after so many milliseconds, unless what it gives back is called before. */
type After = (run: () => void, ms: number) => () => void;

/** Work that waits for a pause, one for each key: asked for again, it waits anew, and only the last is done. */
export class Debounce {
  readonly #after: After;
  readonly #waiting = new Map<string, () => void>();

  constructor(after: After = inTime) {
    this.#after = after;
  }

  /** @param pause in milliseconds */
  do(key: string, pause: number, work: () => void): void {
    this.drop(key);
    const start = () => {
      this.#waiting.delete(key);
      work();
    };
    this.#waiting.set(key, this.#after(start, pause));
  }

  drop(key: string): void {
    this.#waiting.get(key)?.();
    this.#waiting.delete(key);
  }

  /** Nothing that still waits is done. */
  dispose(): void {
    for (const key of [...this.#waiting.keys()]) this.drop(key);
  }
}

const inTime: After = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
