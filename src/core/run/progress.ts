/** Often enough for a person, seldom enough for everybody else; in milliseconds. */
const progressMs = 500;

/** Tells how an answer comes in, where that takes its time. */
export class Progress {
  #since: number | undefined;
  #told = 0;

  /** Bytes so far of one attempt. @param now Milliseconds of a monotonic clock */
  take(bytes: number, now: number): { bytes: number; ms: number } | undefined {
    if (this.#since === undefined) this.#since = this.#told = now;
    if (now - this.#told < progressMs) return undefined;
    this.#told = now;
    return { bytes, ms: Math.round(now - this.#since) };
  }

  /** What comes next is another answer. */
  restart(): void {
    this.#since = undefined;
  }
}
