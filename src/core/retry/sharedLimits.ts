import { createHash } from 'node:crypto';
import type { Deadline, World } from '../common/world';
import { deadlineIn, remainingMs } from '../common/world';

/**
 * After a 429, all runs of the window with the same key, origin and limit group wait for the same time. Then they send
 * one by one, each after the answer to the one before.
 */
export interface SharedLimits {
  /** True while any gate exists; otherwise a run need not compute its scope. */
  readonly closed: boolean;
  /** Resolves when a run may send; with undefined if it was ended while it waited. */
  turn(scope: string, options: TurnOptions): Promise<Turn | undefined>;
  /** The current hold; a run that waits by itself gives it back as `passed`. */
  held(scope: string): Deadline | undefined;
  /** Non-blocking, for suggestions: a turn if the gate is open, else undefined. */
  tryTurn(scope: string, world: World): Turn | undefined;
  /** Closes the gate: nobody in this scope sends before `ms` have passed. */
  hold(scope: string, ms: number, world: World): Deadline;
}

interface TurnOptions {
  readonly world: World;
  readonly signal: AbortSignal;
  /** `ahead`: how many runs go first. `now`: the person chose not to wait. */
  readonly pause: (ms: number, ahead: number) => Promise<'over' | 'now' | 'cancelled'>;
  /** Called while a run waits for its turn only, whenever the number of runs ahead changes. */
  readonly queued?: (ahead: number) => void;
  /** A hold that this run has already waited out; it does not wait for it again. */
  readonly passed?: Deadline | undefined;
}

export interface Turn {
  /** Lets the next run go. */
  done(): void;
}

interface Gate {
  notBefore: Deadline;
  /** A run has the turn; the others wait for its answer. */
  busy: boolean;
  waiting: number;
  parked: (() => void)[];
}

/** Identifies key, origin and limit group. The key enters as a digest, which is kept in memory only. */
export function scopeOf(key: string | undefined, origin: string, group: string): string {
  const digest = createHash('sha256')
    .update(key ?? '')
    .digest('base64');
  return `${digest} ${origin} ${group}`;
}

const freeTurn: Turn = { done: () => undefined };

export const createSharedLimits = (): SharedLimits => new Gates();

class Gates implements SharedLimits {
  readonly #gates = new Map<string, Gate>();

  get closed(): boolean {
    return this.#gates.size > 0;
  }

  async turn(scope: string, options: TurnOptions): Promise<Turn | undefined> {
    const gate = this.#gates.get(scope);
    if (gate === undefined) return freeTurn;
    gate.waiting += 1;
    try {
      return await this.#queue(scope, gate, options);
    } finally {
      gate.waiting -= 1;
    }
  }

  held(scope: string): Deadline | undefined {
    return this.#gates.get(scope)?.notBefore;
  }

  tryTurn(scope: string, world: World): Turn | undefined {
    const gate = this.#gates.get(scope);
    if (gate === undefined) return freeTurn;
    const isFree = !gate.busy && gate.waiting === 0 && remainingMs(gate.notBefore, world) <= 0;
    return isFree ? this.#take(scope, gate) : undefined;
  }

  hold(scope: string, ms: number, world: World): Deadline {
    const notBefore = deadlineIn(ms, world);
    const gate = this.#gates.get(scope);
    if (gate === undefined) {
      this.#gates.set(scope, { notBefore, busy: false, waiting: 0, parked: [] });
    } else if (notBefore.monotonic > gate.notBefore.monotonic) {
      gate.notBefore = notBefore;
    }
    return notBefore;
  }

  async #queue(scope: string, gate: Gate, options: TurnOptions): Promise<Turn | undefined> {
    const { world, signal, pause } = options;
    let { passed } = options;
    for (;;) {
      if (signal.aborted) return undefined;
      const held = gate.notBefore;
      // A caller's own `wait` may end before the clock says so; waiting for the same hold again might never end.
      const ms = held === passed ? 0 : Math.ceil(remainingMs(held, world));
      if (ms > 0) {
        const ended = await pause(ms, gate.waiting - 1);
        if (ended === 'cancelled') return undefined;
        if (ended === 'now') return freeTurn;
        passed = held;
      } else if (gate.busy) {
        options.queued?.(gate.parked.length + 1);
        await park(gate, signal);
      } else {
        return this.#take(scope, gate);
      }
    }
  }

  /** When the turn is done, the gate is removed, unless a new hold came or other runs wait. */
  #take(scope: string, gate: Gate): Turn {
    gate.busy = true;
    const held = gate.notBefore;
    return {
      done: () => {
        gate.busy = false;
        const isOver = gate.notBefore === held && gate.waiting === 0;
        if (isOver && this.#gates.get(scope) === gate) this.#gates.delete(scope);
        for (const wake of gate.parked.splice(0)) wake();
      },
    };
  }
}

function park(gate: Gate, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const wake = (): void => {
      signal.removeEventListener('abort', wake);
      resolve();
    };
    signal.addEventListener('abort', wake, { once: true });
    gate.parked.push(wake);
  });
}
