import { createHash } from 'node:crypto';
import type { Deadline, World } from '../common/world';
import { deadlineIn, remainingMs } from '../common/world';

/**
 * One not-before time per key, origin and limit group for all runs of the window: after a 429 nobody asks early, then
 * those who wait go one by one, each after the answer of the one before.
 */
export interface SharedLimits {
  /** True while somebody may have to wait; a run need not work out its scope before. */
  readonly closed: boolean;
  /** Resolves when a run may ask. `undefined`: it was ended while it waited. */
  turn(scope: string, options: TurnOptions): Promise<Turn | undefined>;
  /** The hold that is on now, to be `passed` by a run that waits for a time of its own. */
  held(scope: string): Deadline | undefined;
  /** For what nobody waits for: a turn where it is free at once; undefined where others are held or stand in line. */
  tryTurn(scope: string, world: World): Turn | undefined;
  /** Told to wait: nobody of this scope asks before `ms` have passed. */
  hold(scope: string, ms: number, world: World): Deadline;
}

interface TurnOptions {
  readonly world: World;
  readonly signal: AbortSignal;
  /** `ahead`: how many go first. `now`: the person does not want to wait for the others. */
  readonly pause: (ms: number, ahead: number) => Promise<'over' | 'now' | 'cancelled'>;
  /** Nothing but its turn is waited for: told at each change of how many go first. */
  readonly queued?: (ahead: number) => void;
  /** The hold that this run has waited out already, by its own wait; it is not held by it again. */
  readonly passed?: Deadline | undefined;
}

export interface Turn {
  /** Lets the next one go. */
  done(): void;
}

interface Gate {
  notBefore: Deadline;
  /** One run asks; the others wait for its answer. */
  busy: boolean;
  waiting: number;
  parked: (() => void)[];
}

/** The key enters as a digest, which is held in memory only. */
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
      // A wait that was replaced may be over before the clock says so; asking it again would never end.
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

  /** The gate stays while it is held, also when the run that asked was the last one. */
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
