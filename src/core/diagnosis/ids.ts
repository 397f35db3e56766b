import type { Operation } from '../catalog/operation';
import type { IdThing } from './fix';
import type { ValuePlace } from '../request/valuePlace';

/** What kind of thing an id at a place belongs to; undefined: no answer ever lists such things. */
export function idThingOf(at: ValuePlace, operation: Operation): IdThing | undefined {
  if (at.in === 'body') return at.pointer === '/job_id' ? 'job' : undefined;
  if (at.in !== 'path' || at.name !== 'id') return undefined;
  if (operation.path.startsWith('/api/jobs/')) return 'job';
  if (operation.path.startsWith('/api/companies/')) return 'company';
  return operation.path.startsWith('/api/auto-apply/applications/') ? 'application' : undefined;
}

/** What an id in a path belongs to, by the path's beginning; for the sentence only, not for picking another id. */
const named = [
  ['/api/jobs/', 'job'],
  ['/api/companies/', 'company'],
  ['/api/auto-apply/applications/', 'application'],
  ['/api/auto-apply/sessions/', 'session'],
  ['/api/auto-apply/profiles/', 'profile'],
] as const;

export type NamedThing = (typeof named)[number][1];

/** Undefined for a path without an id, or with one of something else. */
export const namedBy = ({ path }: Operation): NamedThing | undefined =>
  path.includes('{id}') ? named.find(([start]) => path.startsWith(start))?.[1] : undefined;

export interface SeenId {
  readonly id: string;
  /** The thing's title, untrusted text; empty: the answer names none. */
  readonly title: string;
}

/** The operation that finds things of a kind. */
export const finders: Readonly<Record<IdThing, string>> = {
  job: 'searchJobs',
  company: 'searchJobs',
  application: 'listApplications',
};

/** Ids of one kind in an answer, in its order. */
export function idsIn(value: unknown, thing: IdThing): readonly SeenId[] {
  const { jobs, data, ...self } = members(value);
  const listed = [...rows(jobs), ...rows(data)];
  switch (thing) {
    case 'job':
      return [...rows(jobs), self].flatMap(row => ('title' in row ? seen(row, row['title']) : []));
    case 'company':
      return [...rows(jobs).map(row => members(row['company'])), self].flatMap(row =>
        'name' in row ? seen(row, row['name']) : [],
      );
    case 'application':
      return [...listed, self].flatMap(row =>
        'status' in row && 'provider_name' in row
          ? seen(row, [row['provider_name'], row['status']].filter(isText).join(', '))
          : [],
      );
  }
}

const seen = (row: Readonly<Record<string, unknown>>, title: unknown): readonly SeenId[] =>
  isText(row['id']) ? [{ id: row['id'], title: isText(title) ? title.slice(0, 200) : '' }] : [];

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};

const rows = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.map(members) : [];
