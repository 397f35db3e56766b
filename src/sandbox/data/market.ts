import { makeEmployers, type Employer } from './companies';
import { makeJobs, type Job } from './jobs';
import { seeded } from './random';
import { sampleEmployer, sampleJob } from './sample';
import { testSource } from './vocabulary';

/** All data that keys of one side can see. Live and test data have nothing in common. */
export interface Market {
  readonly employers: readonly Employer[];
  readonly employersById: ReadonlyMap<string, Employer>;
  /** Sorted by creation time, the oldest first. */
  readonly jobs: readonly Job[];
  readonly jobsById: ReadonlyMap<string, Job>;
  /** Sorted by time, the oldest first. */
  readonly expired: readonly { readonly id: string; readonly at: number }[];
}

export type Markets = Readonly<Record<'live' | 'test', Market>>;

interface MarketSize {
  readonly seed: number;
  readonly jobs: number;
  readonly employers: number;
  readonly expired: number;
  readonly source?: string;
}

/** Sizes of what is invented. The live data also have the employer and the job of the description. */
const sizes: Readonly<Record<'live' | 'test', MarketSize>> = {
  live: { seed: 20_261_123, jobs: 2_999, employers: 239, expired: 2_600 },
  test: { seed: 77_001, jobs: 400, employers: 40, expired: 120, source: testSource },
};

const week = 7 * 86_400_000;

/** @param variant another number makes other jobs and companies */
export const makeMarkets = (now: number, variant = 0): Markets => ({
  live: makeMarket('live', now, variant),
  test: makeMarket('test', now, variant),
});

/** The same seed makes the same jobs; their times are counted back from `now`. */
function makeMarket(kind: 'live' | 'test', now: number, variant: number): Market {
  const {
    seed,
    jobs: jobCount,
    employers: employerCount,
    expired: expiredCount,
    source,
  } = sizes[kind];
  const random = seeded(seed + variant);
  const invented = makeEmployers(random, employerCount, now, source);
  const described = kind === 'live' ? [sampleEmployer(now)] : [];
  const employers = [...described, ...invented];
  const made = makeJobs(random, jobCount, employers, now);
  const jobs = [...described.map(employer => sampleJob(employer, now)), ...made].toSorted(
    (a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id),
  );
  const expired = Array.from({ length: expiredCount }, () => ({
    id: random.uuid(),
    at: now - Math.floor(random.next() * week),
  })).toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id));
  return {
    employers,
    employersById: new Map(employers.map(employer => [employer.id, employer])),
    jobs,
    jobsById: new Map(jobs.map(job => [job.id, job])),
    expired,
  };
}
