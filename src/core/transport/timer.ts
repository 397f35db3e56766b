/** The most ms that `setTimeout` can hold; more would run at once. */
const longestTimer = 2_147_483_647;

/** `setTimeout`, rounded up; a longer time than it can hold is cut to about 24.8 days. */
export const startTimer = (run: () => void, ms: number): NodeJS.Timeout =>
  setTimeout(run, Math.min(Math.ceil(ms), longestTimer));

/**
 * Two limits of one attempt on one timer: of the current phase, and of the whole. Moving a limit to a later time leaves
 * the timer as it is; when it fires too early, it is set again.
 */
export class LimitTimer<Reason> {
  readonly #whole: number;
  readonly #wholeReason: Reason;
  readonly #passed: (reason: Reason) => void;
  #phase = Infinity;
  #phaseReason: Reason;
  #armedFor = Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(wholeMs: number, wholeReason: Reason, passed: (reason: Reason) => void) {
    this.#whole = performance.now() + wholeMs;
    this.#wholeReason = this.#phaseReason = wholeReason;
    this.#passed = passed;
  }

  /** Replaces the phase's limit, from now on. `Infinity`: only the limit of the whole. */
  phase(ms: number, reason: Reason): void {
    this.#phase = performance.now() + ms;
    this.#phaseReason = reason;
    const due = Math.min(this.#phase, this.#whole);
    if (this.#timer === undefined || due < this.#armedFor) this.#arm(due);
  }

  /** Stops it for good. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#armedFor = -Infinity;
  }

  #arm(due: number): void {
    clearTimeout(this.#timer);
    this.#armedFor = due;
    this.#timer = startTimer(() => {
      this.#check();
    }, due - performance.now());
  }

  #check(): void {
    const now = performance.now();
    if (now >= this.#whole) this.#passed(this.#wholeReason);
    else if (now >= this.#phase) this.#passed(this.#phaseReason);
    else this.#arm(Math.min(this.#phase, this.#whole));
  }
}
