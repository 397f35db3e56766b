import { stat } from 'node:fs/promises';
import type { StartTimer } from '../common/unhurried';
import type { OpenText } from './openText';

/**
 * In milliseconds. Most runs have read the file and added their lines by then. Not longer: on Windows nobody can put
 * another file in the place of an open one.
 */
const restMs = 2_000;

interface Held {
  readonly name: string;
  /** Its size is that of the opening. */
  readonly text: OpenText;
  users: number;
  /** To be closed as soon as nobody uses it. */
  isLeft: boolean;
  /** How often this window has written into it. */
  changes: number;
  /** The size that its name told the last reading, until the turn of the event loop is over in which that ended. */
  seen: number | undefined;
}

/**
 * Keeps one file open between uses. Before each of them its name is asked whether it still leads to that file: it may have
 * been removed or replaced meanwhile, and what is written into a file without a name is lost.
 */
export class KeptText {
  readonly #startTimer: StartTimer;
  #held: Held | undefined;
  #isUsed = false;
  #stopTimer: (() => void) | undefined;
  #isOver = false;

  constructor(startTimer: StartTimer) {
    this.#startTimer = startTimer;
  }

  /**
   * Works with the file that is kept. Resolves with undefined if it is not, or no longer, the file of that name. It is kept
   * no longer where the work fails.
   * @param how reads: it writes nothing
   */
  async use<T>(
    name: string,
    how: { readonly reads: boolean },
    work: (text: OpenText) => Promise<T>,
  ): Promise<T | undefined> {
    const held = this.#held;
    if (held?.name !== name) return undefined;
    held.users += 1;
    this.#isUsed = true;
    let isFit = false;
    try {
      const { changes } = held;
      // Who reads wants all that was written until now, who appends only a file that is still there.
      const size = (how.reads ? undefined : held.seen) ?? (await sizeOf(held));
      const done = size === undefined ? undefined : await work({ ...held.text, size });
      isFit = done !== undefined;
      // What was asked before this window has written says nothing any more.
      if (how.reads && changes === held.changes) see(held, size);
      return done;
    } finally {
      held.users -= 1;
      if (!how.reads) held.changes += 1;
      if (!how.reads) held.seen = undefined;
      if (!isFit) this.#leave(held);
      await closeIfLeft(held);
    }
  }

  /** Keeps a file open that is in nobody's use, in place of the one before. */
  async keep(name: string, text: OpenText): Promise<void> {
    const held: Held = { name, text, users: 0, isLeft: this.#isOver, changes: 0, seen: undefined };
    const before = this.#held;
    if (before) this.#leave(before);
    if (!this.#isOver) {
      this.#held = held;
      this.#wait();
    }
    if (before) await closeIfLeft(before);
    await closeIfLeft(held);
  }

  /** Keeps none from now on. Resolves when it is closed, unless it is in use: then it is closed after that. */
  async close(): Promise<void> {
    this.#isOver = true;
    await this.#drop();
  }

  async #drop(): Promise<void> {
    const held = this.#held;
    if (!held) return;
    this.#leave(held);
    await closeIfLeft(held);
  }

  #leave(held: Held): void {
    held.isLeft = true;
    if (this.#held !== held) return;
    this.#held = undefined;
    this.#stopTimer?.();
  }

  #wait(): void {
    this.#isUsed = false;
    this.#stopTimer = this.#startTimer(() => {
      if (this.#isUsed) this.#wait();
      else void this.#drop();
    }, restMs);
  }
}

function see(held: Held, size: number | undefined): void {
  held.seen = size;
  setImmediate(() => (held.seen = undefined));
}

/** What was to be kept is on the disk by now, or was refused. */
async function closeIfLeft({ text, users, isLeft }: Held): Promise<void> {
  if (isLeft && users === 0) await text.file.close().catch(() => undefined);
}

/** Undefined: its name leads to another file, or to none. */
async function sizeOf({ name, text }: Held): Promise<number | undefined> {
  const stats = await stat(name).catch(() => undefined);
  return stats?.ino === text.ino && stats.dev === text.dev ? stats.size : undefined;
}
