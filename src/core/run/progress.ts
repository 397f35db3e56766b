/** Often enough for a person, seldom enough for everybody else; in milliseconds. */
const progressMs = 500;

/** Reports download progress, at most every 500 ms. */
export class Progress {
  #since: number | undefined;
  #told = 0;

  /**
   * Undefined while no report is due.
   * @param bytes received so far in this attempt
   * @param now milliseconds of a monotonic clock
   */
  take(bytes: number, now: number): { bytes: number; ms: number } | undefined {
    if (this.#since === undefined) this.#since = this.#told = now;
    if (now - this.#told < progressMs) return undefined;
    this.#told = now;
    return { bytes, ms: Math.round(now - this.#since) };
  }

  /** Starts over for the next answer. */
  restart(): void {
    this.#since = undefined;
  }
}
