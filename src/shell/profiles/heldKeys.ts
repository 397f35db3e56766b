/** Longest time without a send after which keys are still held, in ms. */
const longestHeld = 600_000;

/** Keys in the memory of this window, by their entry in the storage. No object holds them, so none can show them. */
export interface HeldKeys {
  /** The key that was held under the same stamp, for one more send. A key of another stamp may be an old one. */
  take(entry: string, stamp: string): string | undefined;
  /** The key that is held, whatever its stamp. */
  peek(entry: string): string | undefined;
  hold(entry: string, stamp: string, key: string): void;
  drop(entry: string): void;
  dropAll(): void;
}

/** @param startTimer runs the work after that time in ms; returns what stops it */
export function holdKeys(startTimer: StartTimer = unhurried): HeldKeys {
  const held = new Map<string, { readonly key: string; readonly stamp: string }>();
  let stop: (() => void) | undefined;
  const dropAll = () => {
    stop?.();
    stop = undefined;
    held.clear();
  };
  const startAgain = () => {
    stop?.();
    stop = startTimer(dropAll, longestHeld);
  };
  return {
    take(entry, stamp) {
      const found = held.get(entry);
      if (found?.stamp !== stamp) {
        held.delete(entry);
        return undefined;
      }
      startAgain();
      return found.key;
    },
    peek: entry => held.get(entry)?.key,
    hold(entry, stamp, key) {
      held.set(entry, { key, stamp });
      startAgain();
    },
    drop: entry => void held.delete(entry),
    dropAll,
  };
}

type StartTimer = (run: () => void, ms: number) => () => void;

const unhurried: StartTimer = (run, ms) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};
