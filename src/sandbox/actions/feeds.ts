import { type Call } from '../call';
import { done, refuse, type Answer } from '../answer';
import { careerSite, type Employer } from '../data/companies';
import type { Job } from '../data/jobs';
import { plain, type Place } from '../data/places';
import { resolvePlaces, standsIn } from './geocode';
import { instant } from './instant';
import { presentJob } from './presentJob';
import { search } from './search';

interface PlaceParts {
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
}

interface FeedBody {
  readonly locations?: readonly PlaceParts[];
  readonly sources?: readonly string[];
  readonly work_models?: readonly string[];
  readonly employment_types?: readonly string[];
  readonly experience_levels?: readonly string[];
  readonly industries?: readonly string[];
  readonly company_sizes?: readonly string[];
  readonly company_revenues?: readonly string[];
  readonly posted_after?: string | null;
  readonly updated_after?: string | null;
  readonly expired_since?: string;
  readonly stable_scan?: boolean;
  readonly batch_size?: number;
  /** Another name of `batch_size`, which one connector uses for expired ids. */
  readonly limit?: number;
}

/** What a cursor holds: the filters of the first call, and the place that the walk has reached. */
interface Walk {
  readonly filters: FeedBody;
  readonly size: number;
  /** The last row delivered, in walks whose rows keep their order. */
  readonly after?: readonly [time: number, id: string];
  /** Rows delivered so far. */
  readonly depth: number;
}

/** A walk by recency ends after this many rows. */
const unstableDepth = 1_000;

export const feedOperations: ReadonlySet<string> = new Set([
  'getJobFeed',
  'getManagedJobFeed',
  'getExpiredJobIds',
  'getCareerSiteFeed',
]);

const boundTo = ({ operation, account }: Call): string => `${operation.id} ${account.id}`;

const sent = (call: Call): FeedBody & { cursor?: string | null } => ({
  ...call.query,
  ...(call.body as object | undefined),
});

/** Whether the call goes on with a walk whose first call was checked already. */
const isContinued = (call: Call): boolean => Boolean(sent(call).cursor);

/** The walk that the call begins or goes on with; undefined: the cursor is not one of this sandbox. */
function walkOf(call: Call, defaultSize: number): Walk | undefined {
  const { cursor, ...filters } = sent(call);
  if (cursor) return call.world.cursors.open(boundTo(call), cursor) as Walk | undefined;
  return { filters, size: filters.batch_size ?? filters.limit ?? defaultSize, depth: 0 };
}

/** Rows that a call with this cursor asks for, known before its body is checked; undefined: an unknown cursor. */
export function cursorSize(
  call: Pick<Call, 'operation' | 'account' | 'world'>,
  cursor: string,
): number | undefined {
  const walk = call.world.cursors.open(`${call.operation.id} ${call.account.id}`, cursor) as
    Walk | undefined;
  return walk?.size;
}

const badCursor = refuse(
  400,
  'This cursor is not valid here. Leave it out to start from the beginning.',
  { code: 'invalid_cursor' },
);

interface Row {
  readonly id: string;
}

interface Batch<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

/** The rows after the place that the walk has reached, ordered by time and id. */
function batch<T extends Row>(
  call: Call,
  walk: Walk,
  ordered: readonly T[],
  time: (row: T) => number,
): Batch<T> {
  const { after, size } = walk;
  const left = after
    ? ordered.filter(row => time(row) > after[0] || (time(row) === after[0] && row.id > after[1]))
    : ordered;
  const rows = left.slice(0, size);
  const last = rows.at(-1);
  if (!last || left.length <= size) return { rows, next: null };
  const place: Walk = { ...walk, after: [time(last), last.id], depth: walk.depth + rows.length };
  return { rows, next: call.world.cursors.seal(boundTo(call), place) };
}

const more = (next: string | null) => ({ next_cursor: next, has_more: next !== null });
const mirrored = (next: string | null) => ({ 'X-Has-More': String(next !== null) });

export function getJobFeed(call: Call): Answer {
  return jobFeed(call, call.market.jobs);
}

export function getManagedJobFeed(call: Call): Answer {
  if (call.account.managedFeed === 'refused') {
    return refuse(
      403,
      'Keys of this kind cannot read the managed feed. Use a live key of an account with Managed Job Scraping.',
    );
  }
  return jobFeed(
    call,
    call.market.jobs.filter(job => job.employer.managed),
  );
}

function jobFeed(call: Call, jobs: readonly Job[]): Answer {
  const walk = walkOf(call, 1_000);
  if (!walk) return badCursor;
  const found = feedJobs(jobs, walk.filters);
  if (walk.filters.stable_scan === false && walk.depth >= unstableDepth) return restart(walk);
  const { rows, next } =
    walk.filters.stable_scan === false
      ? batchByRecency(call, walk, found)
      : batch(call, walk, found, job => job.createdAt);
  const body = {
    jobs: rows.map(job => presentJob(job, call.world.origin())),
    ...more(next),
    estimated_total: walk.depth === 0 ? found.length : null,
  };
  return done(body, { rows: rows.length, headers: mirrored(next) });
}

function batchByRecency(call: Call, walk: Walk, found: readonly Job[]): Batch<Job> {
  const recent = found.toSorted((a, b) => b.updatedAt - a.updatedAt || a.id.localeCompare(b.id));
  const depth = walk.depth + walk.size;
  const next =
    depth < recent.length ? call.world.cursors.seal(boundTo(call), { ...walk, depth }) : null;
  return { rows: recent.slice(walk.depth, depth), next };
}

const restart = ({ filters, size }: Walk): Answer =>
  refuse(
    409,
    'This scan went as deep as an unstable order allows. Start over with replacement_request and without the cursor.',
    {
      code: 'feed_cursor_restart_required',
      members: { replacement_request: { ...filters, stable_scan: true, batch_size: size } },
    },
  );

const startTime = (text: string | null | undefined): number =>
  typeof text === 'string' ? instant(text) : -Infinity;

function feedJobs(jobs: readonly Job[], filters: FeedBody): readonly Job[] {
  const {
    locations = [],
    posted_after,
    updated_after,
    sources,
    work_models,
    employment_types,
    experience_levels,
    company_sizes,
    company_revenues,
  } = filters;
  const wanted = locations.map(fitting);
  const posted = startTime(posted_after);
  const updated = startTime(updated_after);
  const lists = {
    ...(sources && { sources }),
    ...(work_models && { work_models }),
    ...(employment_types && { employment_types }),
    ...(experience_levels && { experience_levels }),
    ...(company_sizes && { company_sizes }),
    ...(company_revenues && { company_revenues }),
  };
  return search(jobs, lists)
    .filter(
      job => locations.length === 0 || job.places.some(place => wanted.some(fits => fits(place))),
    )
    .filter(job => job.postedAt >= posted || job.createdAt >= posted)
    .filter(job => job.updatedAt >= updated)
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

type Fits = (place: Place) => boolean;

/** Each part may be written as the answers have it, or as a search takes it: "USA", "DE", "München". */
function fitting({ country, region, city }: PlaceParts): Fits {
  const parts = [
    named(country, place => place.country),
    named(region, place => place.region),
    named(city, place => place.city),
  ];
  return place => parts.every(fits => fits(place));
}

function named(text: string | undefined, own: (place: Place) => string | null): Fits {
  if (text === undefined) return () => true;
  const { places } = resolvePlaces(text);
  const name = plain(text);
  return place => plain(own(place) ?? '') === name || places.some(each => standsIn(place, each));
}

const day = 86_400_000;

export function getExpiredJobIds(call: Call): Answer {
  const walk = walkOf(call, 1_000);
  if (!walk) return badCursor;
  const now = call.world.now();
  const since =
    walk.filters.expired_since === undefined ? now - day : instant(walk.filters.expired_since);
  // Checked at the first call only: later calls send a cursor and no time, and the walk may outlast the seven days.
  if (!isContinued(call) && since < now - 7 * day - 60_000) {
    return refuse(
      400,
      'expired_since may lie at most 7 days back. Sweep more often, or start over with a full feed.',
    );
  }
  const closed = call.market.expired
    .filter(({ at }) => at >= since)
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  // The cursor keeps the time, so that the default of "24 hours ago" stays the same during the walk.
  const carried = {
    ...walk,
    filters: { ...walk.filters, expired_since: new Date(since).toISOString() },
  };
  const { rows, next } = batch(call, carried, closed, ({ at }) => at);
  return done({ job_ids: rows.map(({ id }) => id), ...more(next) }, { headers: mirrored(next) });
}

export function getCareerSiteFeed(call: Call): Answer {
  const walk = walkOf(call, 50);
  if (!walk) return badCursor;
  const { industries, updated_after } = walk.filters;
  const wanted = industries?.length ? new Set(industries.map(plain)) : undefined;
  const since = startTime(updated_after);
  const sites = call.market.employers
    .filter(employer => employer.updatedAt >= since)
    .filter(
      employer => !wanted || employer.industries.some(industry => wanted.has(plain(industry))),
    )
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const { rows, next } = batch<Employer>(call, walk, sites, ({ createdAt }) => createdAt);
  const body = {
    career_sites: rows.map(site => careerSite(site, call.world.origin())),
    ...more(next),
  };
  return done(body, { rows: rows.length, headers: mirrored(next) });
}
