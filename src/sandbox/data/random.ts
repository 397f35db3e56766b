/** A stream of numbers that is the same on every machine for the same seed (mulberry32). */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** `count` different members of the list, fewer where the list is shorter. */
  some<T>(list: readonly T[], count: number): T[];
  uuid(): string;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[below(list.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  };
  const some = <T>(list: readonly T[], count: number): T[] => {
    const left = [...list];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0)
      taken.push(...left.splice(below(left.length), 1));
    return taken;
  };
  const uuid = (): string => {
    const digits = Array.from({ length: 32 }, () => below(16).toString(16));
    digits[12] = '4';
    digits[16] = pick(['8', '9', 'a', 'b']);
    const text = digits.join('');
    return [
      [0, 8],
      [8, 12],
      [12, 16],
      [16, 20],
      [20, 32],
    ]
      .map(([a, b]) => text.slice(a, b))
      .join('-');
  };
  return { next, below, pick, some, uuid };
}
