import { inTime, type After } from './inTime';

/** Delays work by key: new work for a key replaces what still waits for it, and the delay starts again. */
export class Debounce {
  readonly #after: After;
  readonly #waiting = new Map<string, () => void>();

  constructor(after: After = inTime) {
    this.#after = after;
  }

  /** Does `work` after `pause` ms, unless new work for the same key comes before. */
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

  /** Drops everything that still waits. */
  dispose(): void {
    for (const key of [...this.#waiting.keys()]) this.drop(key);
  }
}
