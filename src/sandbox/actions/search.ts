import { plain } from '../data/places';
import { revenueOf } from '../data/companyProfile';
import { yearlyDollars, type Job } from '../data/jobs';
import { occupationIdsOf } from '../data/occupations';
import { resolvePlaces, standsIn } from './geocode';
import { instant } from './instant';
import { relevanceTo } from './relevance';

export interface TwoLists {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** All filters of the two searches. A job has to fit each filter; for a list it has to fit one entry. */
export interface Filters {
  readonly queries?: readonly string[];
  readonly search_description?: boolean;
  readonly locations?: readonly string[];
  readonly sources?: readonly string[];
  /** Skills that a job needs all of, as the search by query has it; `skills` are those of the search by body. */
  readonly allSkills?: readonly string[];
  readonly skills?: TwoLists;
  /** Ids of the companies that the entries name. */
  readonly companies?: {
    readonly include?: ReadonlySet<string>;
    readonly exclude: ReadonlySet<string>;
  };
  readonly industries?: TwoLists;
  readonly company_categories?: TwoLists;
  readonly occupation_ids?: readonly string[];
  readonly company_sizes?: readonly string[];
  readonly company_revenues?: readonly string[];
  readonly work_models?: readonly string[];
  readonly employment_types?: readonly string[];
  readonly experience_levels?: readonly string[];
  readonly salary_usd?: { readonly min?: number; readonly max?: number };
  readonly posted_after?: string | null;
  readonly posted_before?: string | null;
  readonly discovered_after?: string | null;
  readonly discovered_before?: string | null;
}

type Test = (job: Job) => boolean;

/** The jobs that fit every filter, the most relevant first, among equals the newest first. */
export function search(jobs: readonly Job[], filters: Filters): readonly Job[] {
  const tests = testsOf(filters);
  const relevance = relevanceTo(filters.queries ?? [], filters.search_description === false);
  return jobs
    .filter(job => tests.every(test => test(job)))
    .map(job => ({ job, score: relevance?.(job) ?? 1 }))
    .filter(({ score }) => score > 0)
    .toSorted(
      (a, b) =>
        b.score - a.score || b.job.createdAt - a.job.createdAt || a.job.id.localeCompare(b.job.id),
    )
    .map(({ job }) => job);
}

function testsOf(filters: Filters): readonly Test[] {
  const tests: (Test | undefined)[] = [
    oneOf(filters.sources, sourceNames),
    oneOf(filters.work_models, job => [job.workModel]),
    oneOf(filters.employment_types, job => [job.employmentType]),
    oneOf(filters.experience_levels, job => [job.experienceLevel]),
    locationTest(filters.locations),
    allOf(filters.allSkills, mustNames),
    oneOf(filters.skills?.include, mustNames),
    noneOf(filters.skills?.exclude, everySkillName),
    oneOf(filters.industries?.include, job => job.employer.industries),
    noneOf(filters.industries?.exclude, job => job.employer.industries),
    oneOf(filters.company_categories?.include, job => job.employer.categories),
    noneOf(filters.company_categories?.exclude, job => job.employer.categories),
    companyTest(filters.companies),
    oneOf(filters.occupation_ids, job => occupationIdsOf(job.normalizedTitle)),
    oneOf(filters.company_sizes, job => [job.employer.size]),
    oneOf(filters.company_revenues, job => [revenueOf(job.employer)]),
    salaryTest(filters.salary_usd),
    timeTest(filters.posted_after, filters.posted_before, job => job.postedAt),
    timeTest(filters.discovered_after, filters.discovered_before, job => job.createdAt),
  ];
  return tests.filter(test => test !== undefined);
}

/** Lever has two ids: `lever_co` in feeds of jobs, `lever` in newer lists of providers. */
const sourceNames = ({ source }: Job): readonly string[] =>
  source === 'lever_co' ? [source, 'lever'] : [source];

const mustNames = (job: Job): readonly string[] => job.mustSkills.map(skill => skill.name);
const everySkillName = (job: Job): readonly string[] =>
  [...job.mustSkills, ...job.niceSkills].map(skill => skill.name);

type Values = (job: Job) => readonly string[];

/** Undefined for an empty list, which is no filter. */
function oneOf(wanted: readonly string[] | undefined, values: Values): Test | undefined {
  if (!wanted || wanted.length === 0) return undefined;
  const set = new Set(wanted.map(plain));
  return job => values(job).some(value => set.has(plain(value)));
}

function noneOf(unwanted: readonly string[] | undefined, values: Values): Test | undefined {
  const some = oneOf(unwanted, values);
  return some && (job => !some(job));
}

function allOf(wanted: readonly string[] | undefined, values: Values): Test | undefined {
  if (!wanted || wanted.length === 0) return undefined;
  const all = wanted.map(plain);
  return job => {
    const here = new Set(values(job).map(plain));
    return all.every(value => here.has(value));
  };
}

function companyTest(companies: Filters['companies']): Test | undefined {
  if (!companies) return undefined;
  const { include, exclude } = companies;
  return job => (include?.has(job.employer.id) ?? true) && !exclude.has(job.employer.id);
}

function locationTest(locations: readonly string[] | undefined): Test | undefined {
  if (!locations || locations.length === 0) return undefined;
  const resolved = locations.map(resolvePlaces);
  return job =>
    resolved.some(
      ({ workModels, places }) =>
        workModels.includes(job.workModel) ||
        job.places.some(here => places.some(place => standsIn(here, place))),
    );
}

/** The whole range of the published pay has to lie within the wanted one. */
function salaryTest(wanted: Filters['salary_usd']): Test | undefined {
  if (wanted?.min === undefined && wanted?.max === undefined) return undefined;
  const { min = 0, max = Infinity } = wanted;
  return job => {
    const pay = yearlyDollars(job.pay);
    return pay !== undefined && pay.min >= min && pay.max <= max;
  };
}

function timeTest(
  after: string | null | undefined,
  before: string | null | undefined,
  time: (job: Job) => number,
): Test | undefined {
  if (typeof after !== 'string' && typeof before !== 'string') return undefined;
  const from = typeof after === 'string' ? instant(after) : -Infinity;
  const to = typeof before === 'string' ? instant(before) : Infinity;
  return job => time(job) >= from && time(job) <= to;
}
