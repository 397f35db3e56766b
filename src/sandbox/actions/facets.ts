import type { Job } from '../data/jobs';

export interface Bucket {
  readonly key: string;
  readonly count: number;
}

type Values = (job: Job) => readonly string[];

const facetValues: Readonly<Record<string, Values>> = {
  work_model: job => [job.workModel],
  experience_level: job => [job.experienceLevel],
  employment_type: job => [job.employmentType],
  sources: job => [job.source],
  industries: job => job.employer.industries,
  skills: job => job.mustSkills.map(skill => skill.name),
  countries: job => job.places.map(place => place.country.toLowerCase()),
  company_categories: job => job.employer.categories,
};

const defaultFacets = ['work_model', 'experience_level', 'employment_type', 'sources'];
const longestFacet = 50;

/** How many jobs have each value, the most frequent first; none for an unknown facet. @param facet in any case */
export function countValues(jobs: readonly Job[], facet: string): readonly Bucket[] {
  const counts = new Map<string, number>();
  const name = facet.toLowerCase();
  const values = Object.hasOwn(facetValues, name) ? facetValues[name] : undefined;
  for (const job of jobs) {
    for (const key of new Set(values?.(job))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key));
}

/** @param wanted names of facets; an empty list: none */
export function facetsOf(
  jobs: readonly Job[],
  wanted: readonly string[] = defaultFacets,
): Readonly<Record<string, readonly Bucket[]>> {
  return Object.fromEntries(
    wanted.map(facet => [facet, countValues(jobs, facet).slice(0, longestFacet)]),
  );
}
