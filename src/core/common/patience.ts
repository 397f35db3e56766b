import { unhurried, type StartTimer } from './unhurried';

/** Work that lets others go first, until somebody needs its result. */
export class Patience {
  readonly #startTimer: StartTimer;
  #isOver = false;
  #endWait: (() => void) | undefined;

  constructor(startTimer: StartTimer = unhurried) {
    this.#startTimer = startTimer;
  }

  /** Resolves after that time (ms), or as soon as patience ends. */
  wait(ms: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise(resolve => {
      const stop = this.#startTimer(resolve, ms);
      this.#endWait = () => {
        stop();
        resolve();
      };
    });
  }

  /** Ends the wait under way; none follows. */
  end(): void {
    this.#isOver = true;
    this.#endWait?.();
  }
}
