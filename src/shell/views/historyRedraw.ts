import type { Day } from '../../core/common/calendar';
import { inTime, type After } from '../common/inTime';
import type { DaysChange } from './daysOfRuns';

/** A run that moves on is drawn after this long (ms), with all that it did until then. */
const soonMs = 30;
/**
 * A day is drawn once nothing has changed for this long (ms), because the editor then asks for all of its runs again. A
 * quick run is over by then, and its answer is on screen.
 */
const restMs = 150;
/** The longest that a day waits (ms), however many runs come and go. */
const mostMs = 600;

export interface RedrawOptions {
  /** Draws all days, if one has come or gone. */
  readonly drawAll: () => void;
  /** Draws days with their runs. @param summed days that have the same runs, but maybe another sum */
  readonly drawDays: (filled: ReadonlySet<Day>, summed: ReadonlySet<Day>) => void;
  readonly drawRuns: (ids: readonly string[]) => void;
  readonly after?: After | undefined;
  /** Milliseconds since any fixed moment. */
  readonly now?: (() => number) | undefined;
}

/** Collects what has to be drawn, so that a run is not drawn for each of its steps, nor its day for each of its runs. */
export class HistoryRedraw {
  readonly #options: RedrawOptions;
  readonly #after: After;
  readonly #now: () => number;
  #all = false;
  #filled = new Set<Day>();
  #summed = new Set<Day>();
  #runs = new Set<string>();
  #stopSoon: (() => void) | undefined;
  #stopRest: (() => void) | undefined;
  /** When the first of the days that wait began to. */
  #since: number | undefined;

  constructor(options: RedrawOptions) {
    this.#options = options;
    this.#after = options.after ?? inTime;
    this.#now = options.now ?? (() => performance.now());
  }

  /** @param summed days whose sum may be another one */
  take({ days, filled, moved }: DaysChange, summed: Iterable<Day>): void {
    this.#all ||= days;
    for (const day of filled) this.#filled.add(day);
    for (const day of summed) this.#summed.add(day);
    for (const id of moved) this.#runs.add(id);
    if (this.#runs.size > 0) this.#stopSoon ??= this.#after(() => this.#drawRuns(), soonMs);
    if (this.#all || this.#filled.size + this.#summed.size > 0) this.#atRest();
  }

  /** Draws everything now, and nothing of what waited. */
  all(): void {
    this.forget();
    this.#options.drawAll();
  }

  #atRest(): void {
    const now = this.#now();
    this.#since ??= now;
    this.#stopRest?.();
    const left = Math.max(0, this.#since + mostMs - now);
    this.#stopRest = this.#after(() => this.#drawDays(), Math.min(restMs, left));
  }

  #drawRuns(): void {
    this.#stopSoon = undefined;
    const ids = [...this.#runs];
    this.#runs = new Set();
    this.#options.drawRuns(ids);
  }

  #drawDays(): void {
    if (this.#all) {
      this.all();
      return;
    }
    const [filled, summed] = [this.#filled, this.#summed];
    this.#stopRest = this.#since = undefined;
    this.#filled = new Set();
    this.#summed = new Set();
    this.#options.drawDays(filled, summed);
  }

  /** Draws nothing of what waits. */
  forget(): void {
    this.#stopSoon?.();
    this.#stopRest?.();
    this.#stopSoon = this.#stopRest = this.#since = undefined;
    this.#all = false;
    this.#filled = new Set();
    this.#summed = new Set();
    this.#runs = new Set();
  }
}
