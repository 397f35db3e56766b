/**
 * Limits the retries that all runs to one origin make together, so that many failing runs do not flood the server. A
 * run that was always alone is never stopped by it.
 */
export interface RetryBudget {
  join(origin: string): RetryBudgetMember;
}

export interface RetryBudgetMember {
  /** Takes one retry; false if the runs together have used them up. `now`: milliseconds of a monotonic clock. */
  take(now: number): boolean;
  leave(): void;
}

const windowMs = 60_000;

/** @param perMinute Retries within any minute, per origin. */
export function createRetryBudget(perMinute = 20): RetryBudget {
  const origins = new Map<string, { taken: number[]; members: Set<{ alone: boolean }> }>();
  return {
    join(origin) {
      const account = origins.get(origin) ?? { taken: [], members: new Set() };
      origins.set(origin, account);
      const self = { alone: account.members.size === 0 };
      for (const other of account.members) other.alone = false;
      account.members.add(self);
      return {
        take(now) {
          account.taken = account.taken.filter(time => time > now - windowMs);
          if (!self.alone && account.taken.length >= perMinute) return false;
          account.taken.push(now);
          return true;
        },
        leave() {
          account.members.delete(self);
        },
      };
    },
  };
}
