import { unhurried, type StartTimer } from './unhurried';

/** Work that lets others go first, until somebody needs its result. */
export class Patience {
  #startTimer: StartTimer | undefined;
  #isOver = false;
  #stopTimer: (() => void) | undefined;
  #goOn: (() => void) | undefined;

  constructor(startTimer: StartTimer = unhurried) {
    this.#startTimer = startTimer;
  }

  /** Resolves after that time (ms), or as soon as patience ends. */
  wait(ms: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise(resolve => {
      this.#stopTimer = this.#startTimer?.(resolve, ms);
      this.#goOn = resolve;
    });
  }

  /** Ends the wait under way; none follows. */
  end(): void {
    this.#isOver = true;
    this.#stopTimer?.();
    this.#goOn?.();
  }

  /** From now on a wait is as long as nobody ends it: the work does not begin by itself any more. */
  stopClock(): void {
    this.#startTimer = undefined;
    this.#stopTimer?.();
  }
}
