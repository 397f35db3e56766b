import { unhurried, type StartTimer } from '../../core/common/unhurried';

/** Longest time that a key is held, in ms: so also without a send since then, and where a change of it was missed. */
const longestHeld = 600_000;

/** Keys in the memory of this window, by their entry in the storage. No object holds them, so none can show them. */
export interface HeldKeys {
  /** The key that was held under the same stamp. A key of another stamp may be an old one: it is dropped. */
  take(entry: string, stamp: string): string | undefined;
  /** The key that is held, whatever its stamp. */
  peek(entry: string): string | undefined;
  hold(entry: string, stamp: string, key: string): void;
  drop(entry: string): void;
  dropAll(): void;
}

export function holdKeys(startTimer: StartTimer = unhurried): HeldKeys {
  const held = new Map<string, { key: string; stamp: string; stop: () => void }>();
  const drop = (entry: string) => {
    held.get(entry)?.stop();
    held.delete(entry);
  };
  return {
    take(entry, stamp) {
      const found = held.get(entry);
      if (found?.stamp === stamp) return found.key;
      drop(entry);
      return undefined;
    },
    peek: entry => held.get(entry)?.key,
    hold(entry, stamp, key) {
      drop(entry);
      held.set(entry, { key, stamp, stop: startTimer(() => drop(entry), longestHeld) });
    },
    drop,
    dropAll() {
      for (const entry of [...held.keys()]) drop(entry);
    },
  };
}
