import * as fs from 'node:fs';
import { readLines } from './reportLines.mjs';

/** In ms. */
export interface Patience {
  /** How long a suite may say nothing beyond the longest limit of its cases: machines differ, and some are busy. */
  readonly grace: number;
  /** Until the first line has told the limits: an editor has to start, and perhaps to be unpacked. */
  readonly firstLine: number;
  readonly ceiling: number;
}

const patience: Patience = { grace: 60_000, firstLine: 180_000, ceiling: 30 * 60_000 };
const lookMs = 500;

export interface Waited {
  /** Of the suite. */
  readonly totalMs: number;
  /** Since the last line of its report, or since the start. */
  readonly silentMs: number;
  /** Undefined before the first line; null for what writes no report. */
  readonly longestMs: number | undefined | null;
}

/** Why a suite is to be ended, as the end of a sentence; undefined while it may go on. */
export function whyEnd(
  { totalMs, silentMs, longestMs }: Waited,
  { grace, firstLine, ceiling } = patience,
): string | undefined {
  const allowedMs = longestMs === undefined ? firstLine : (longestMs ?? ceiling) + grace;
  if (silentMs > allowedMs) return `ended after ${inSeconds(allowedMs)} without a line`;
  if (totalMs > ceiling) return `ended after ${inSeconds(ceiling)}, the ceiling`;
  return undefined;
}

const inSeconds = (ms: number) => `${Math.round(ms / 1_000)} s`;

/** Reads what a suite appends to its report, a piece at a time. */
export class ReportTail {
  readonly #file: string;
  #size = 0;
  #rest = '';
  #longestMs: number | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** The longest time limit that the report has told so far, in ms. */
  get longestMs(): number | undefined {
    return this.#longestMs;
  }

  /** Whether something has been written since the last time. */
  look(): boolean {
    const size = fs.statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= this.#size) return false;
    this.#take(this.#read(size));
    return true;
  }

  #read(size: number): string {
    const bytes = Buffer.alloc(size - this.#size);
    const file = fs.openSync(this.#file, 'r');
    try {
      fs.readSync(file, bytes, 0, bytes.length, this.#size);
    } finally {
      fs.closeSync(file);
    }
    this.#size = size;
    return bytes.toString('latin1'); // only numbers are taken from it
  }

  #take(text: string): void {
    const whole = this.#rest + text;
    this.#rest = whole.slice(whole.lastIndexOf('\n') + 1);
    for (const line of readLines(whole)) {
      const limitMs =
        line.event === 'started' ? line.longestMs : line.event === 'began' ? line.limitMs : 0;
      this.#longestMs = Math.max(this.#longestMs ?? 0, limitMs);
    }
  }
}

/**
 * Aborts, with a reason that {@link whyEnd} gives, where the suite that writes the report falls silent or takes too long.
 *
 * @param file undefined for what writes no report
 */
export function watchSilence(
  file: string | undefined,
  limits = patience,
): { readonly signal: AbortSignal; stop(): void } {
  const ending = new AbortController();
  const tail = file === undefined ? undefined : new ReportTail(file);
  const waited = { totalMs: 0, silentMs: 0 };
  let lookedAt = performance.now();
  const look = () => {
    const now = performance.now();
    // A machine that slept, or had no time for us, had none for the suite either.
    const ms = Math.min(now - lookedAt, lookMs * 4);
    lookedAt = now;
    waited.totalMs += ms;
    waited.silentMs = tail?.look() ? 0 : waited.silentMs + ms;
    const reason = whyEnd({ ...waited, longestMs: tail ? tail.longestMs : null }, limits);
    if (reason !== undefined) ending.abort(reason);
  };
  const timer = setInterval(look, lookMs);
  return { signal: ending.signal, stop: () => clearInterval(timer) };
}
