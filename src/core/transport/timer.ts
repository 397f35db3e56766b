/** What `setTimeout` can hold; more would run at once. */
const longestTimer = 2_147_483_647;

export const startTimer = (run: () => void, ms: number): NodeJS.Timeout =>
  setTimeout(run, Math.min(Math.ceil(ms), longestTimer));

/**
 * The limits of one attempt on one timer: that of the phase it is in, and the one over the whole. Moving a limit costs
 * nothing as long as it is not earlier than the timer; the timer then finds that it is early, and goes on.
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

  /** From now on this limit holds instead of the one before. `Infinity`: none but the whole. */
  phase(ms: number, reason: Reason): void {
    this.#phase = performance.now() + ms;
    this.#phaseReason = reason;
    const due = Math.min(this.#phase, this.#whole);
    if (this.#timer === undefined || due < this.#armedFor) this.#arm(due);
  }

  /** Nothing can arm it again. */
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
