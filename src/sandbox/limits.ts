import type { RateGroup } from '../core/catalog/operation';

/** Requests allowed in a minute, an hour and a day. */
export type Allowance = readonly [minute: number, hour: number, day: number];

const windows: readonly [number, number, number] = [60_000, 3_600_000, 86_400_000];

export const allowances: Readonly<
  Record<'free' | 'paid' | 'tiny', Readonly<Record<RateGroup, Allowance>>>
> = {
  free: { general: [60, 1_000, 10_000], feed: [60, 1_000, 10_000], public: [60, 1_000, 10_000] },
  paid: {
    general: [360, 10_000, 100_000],
    feed: [120, 5_000, 50_000],
    public: [360, 10_000, 100_000],
  },
  tiny: { general: [3, 10, 30], feed: [3, 10, 30], public: [3, 10, 30] },
};

/** The window that has the fewest requests left. */
export interface Standing {
  readonly limit: number;
  readonly remaining: number;
  /** When the oldest request leaves the window, in milliseconds since 1970. */
  readonly resetAt: number;
}

export type Counted =
  | { readonly kind: 'within'; readonly standing: Standing }
  | { readonly kind: 'over'; readonly standing: Standing; readonly retryAfterSeconds: number };

/** Counts requests in three rolling windows; a refused request does not count. */
export class RollingWindows {
  #times: number[] = [];
  readonly #allowance: Allowance;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  count(now: number): Counted {
    this.#times = this.#times.filter(time => time > now - windows[2]);
    const before = this.#tightest(now);
    if (before.remaining === 0) {
      const retryAfterSeconds = Math.max(1, Math.ceil((before.resetAt - now) / 1_000));
      return { kind: 'over', standing: before, retryAfterSeconds };
    }
    this.#times.push(now);
    return { kind: 'within', standing: this.#tightest(now) };
  }

  #tightest(now: number): Standing {
    const standings = windows.map((length, index) => {
      const limit = this.#allowance[index] ?? 0;
      const inside = this.#times.filter(time => time > now - length);
      const resetAt = (inside[inside.length - limit] ?? inside[0] ?? now) + length;
      return { limit, remaining: Math.max(0, limit - inside.length), resetAt };
    });
    return standings.reduce((tight, next) =>
      next.remaining < tight.remaining || (next.remaining === 0 && next.resetAt > tight.resetAt)
        ? next
        : tight,
    );
  }
}
