import type { Disposable } from '../../core/common/event';
import { inTime, type After } from './inTime';

/** How long (ms) what comes waits to be told. A quick run is over by then, and its answer is on screen. */
const soonMs = 50;

export interface AfterwardsOptions<T> {
  /** Called with what has come since the last call, in its order. */
  readonly tell: (things: readonly T[]) => void;
  readonly after?: After | undefined;
}

/** Keeps what is only told of a run out of its way: nothing waits longer than 50 ms, and the order stays. */
export class Afterwards<T> implements Disposable {
  readonly #tell: AfterwardsOptions<T>['tell'];
  readonly #after: After;
  #waiting: T[] = [];
  #stop: (() => void) | undefined;

  constructor({ tell, after = inTime }: AfterwardsOptions<T>) {
    this.#tell = tell;
    this.#after = after;
  }

  add(thing: T): void {
    this.#waiting.push(thing);
    this.#stop ??= this.#after(() => this.flush(), soonMs);
  }

  /** Tells at once what waits. */
  flush(): void {
    this.#stop?.();
    this.#stop = undefined;
    const things = this.#waiting;
    this.#waiting = [];
    if (things.length > 0) this.#tell(things);
  }

  /** Tells nothing of what waits. */
  dispose(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#waiting = [];
  }
}
