import { type Call } from '../call';
import { done, refuse, type Answer, type Done } from '../answer';
import { plain } from '../data/places';
import type { Employer } from '../data/companies';
import type { Job } from '../data/jobs';
import { facetsOf } from './facets';
import { presentJob } from './presentJob';
import { search, type Filters, type TwoLists } from './search';

interface Paging {
  readonly page?: number;
  readonly page_size?: number;
  readonly include_facets?: readonly string[];
  readonly include_fields?: readonly string[];
}

type SearchBody = Omit<Filters, 'companies' | 'allSkills' | 'company_sizes' | 'company_revenues'> &
  Paging & { readonly companies?: TwoLists };

interface SearchQuery extends Paging {
  readonly q?: string;
  readonly search_description?: boolean;
  readonly location?: string;
  readonly sources?: readonly string[];
  readonly work_model?: readonly string[];
  readonly employment_type?: readonly string[];
  readonly experience_level?: readonly string[];
  readonly posted_after?: string;
  readonly posted_before?: string;
  readonly discovered_after?: string;
  readonly discovered_before?: string;
  readonly min_salary_usd?: number;
  readonly max_salary_usd?: number;
  readonly skills?: readonly string[];
  readonly industries?: readonly string[];
  readonly occupation_ids?: readonly string[];
}

export function searchJobs(call: Call): Answer {
  const query = call.query as SearchQuery;
  const found = search(call.market.jobs, {
    ...given('queries', query.q === undefined ? undefined : [query.q]),
    ...given('search_description', query.search_description),
    ...given('locations', query.location?.trim() ? [query.location] : undefined),
    ...given('sources', query.sources),
    ...given('work_models', query.work_model),
    ...given('employment_types', query.employment_type),
    ...given('experience_levels', query.experience_level),
    ...given('posted_after', query.posted_after),
    ...given('posted_before', query.posted_before),
    ...given('discovered_after', query.discovered_after),
    ...given('discovered_before', query.discovered_before),
    salary_usd: { ...given('min', query.min_salary_usd), ...given('max', query.max_salary_usd) },
    ...given('allSkills', query.skills),
    ...given('industries', query.industries && { include: query.industries }),
    ...given('occupation_ids', query.occupation_ids),
  });
  return page(call, found, query);
}

export function searchJobsPost(call: Call): Answer {
  const { companies, ...body } = knownMembers(call);
  const resolved = companies && resolveCompanies(call, companies);
  const found = search(call.market.jobs, {
    ...body,
    ...(resolved && { companies: resolved.filter }),
  });
  const warnings = [...unknownMembers(call), ...(resolved?.warnings ?? [])];
  return page(call, found, body, {
    ...(warnings.length > 0 && { warnings }),
    ...(resolved && { filters: { companies: resolved.report } }),
  });
}

/** Leaves out members that the operation does not know: the search would apply those that other operations have. */
const knownMembers = ({ body, unknownMembers: names }: Call): SearchBody =>
  Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => !names.includes(name)));

export function getJob(call: Call): Answer {
  const job = call.market.jobsById.get(call.path['id']?.toLowerCase() ?? '');
  return job
    ? done(presentJob(job, call.world.origin()))
    : refuse(404, 'There is no open job with this id; it may have closed.');
}

export function getCompanyJobs(call: Call): Answer {
  const employer = call.market.employersById.get(call.path['id']?.toLowerCase() ?? '');
  if (!employer) return refuse(404, 'There is no company with this id.');
  const { posted_after } = call.query as SearchQuery;
  const found = search(call.market.jobs, {
    companies: { include: new Set([employer.id]), exclude: new Set() },
    ...given('posted_after', posted_after),
  });
  return page(call, found, call.query);
}

/** An object with the member, or without it where there is no value: a filter takes undefined for a value. */
const given = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, V>);

function page(call: Call, found: readonly Job[], paging: Paging, more: object = {}): Done {
  const { page: number = 1, page_size: size = 25, include_facets, include_fields } = paging;
  const rows = found.slice((number - 1) * size, number * size);
  const pages = Math.ceil(found.length / size);
  const body = {
    jobs: rows.map(job => presentJob(job, call.world.origin(), include_fields)),
    total: found.length,
    page: number,
    page_size: size,
    total_pages: pages,
    facets: facetsOf(found, include_facets),
    ...more,
  };
  return done(body, {
    rows: rows.length,
    headers: {
      'X-Total-Count': String(found.length),
      'X-Total-Pages': String(pages),
      'X-Page': String(number),
      'X-Page-Size': String(size),
    },
  });
}

interface Warning {
  readonly code: string;
  readonly message: string;
}

const unknownMembers = ({ unknownMembers: names }: Call): readonly Warning[] =>
  names.length === 0
    ? []
    : [{ code: 'unknown_request_fields', message: `Not known and not used: ${names.join(', ')}.` }];

/** Entries are names, domains or ids of companies. One that fits none is reported, and finds nothing if it is alone. */
function resolveCompanies({ market }: Call, { include = [], exclude = [] }: TwoLists) {
  const resolve = (entries: readonly string[]) =>
    entries.map(query => ({ query, companies: market.employers.filter(e => isCalled(e, query)) }));
  const wanted = resolve(include);
  const unwanted = resolve(exclude);
  const ids = (list: typeof wanted) =>
    new Set(list.flatMap(({ companies }) => companies.map(c => c.id)));
  const missing = (list: typeof wanted) =>
    list.filter(r => r.companies.length === 0).map(r => r.query);
  const unmatched = missing(wanted);
  const excludeUnmatched = missing(unwanted);
  const lost = [...unmatched, ...excludeUnmatched];
  const warnings: readonly Warning[] =
    lost.length === 0
      ? []
      : [{ code: 'companies_unmatched', message: `No company is known as ${lost.join(', ')}.` }];
  return {
    filter: { ...(include.length > 0 && { include: ids(wanted) }), exclude: ids(unwanted) },
    warnings,
    report: {
      matched: wanted
        .filter(({ companies }) => companies.length > 0)
        .map(({ query, companies }) => ({
          query,
          companies: companies.map(({ id, name }) => ({ id, name })),
        })),
      unmatched,
      exclude_unmatched: excludeUnmatched,
    },
  };
}

function isCalled(employer: Employer, entry: string): boolean {
  const text = plain(entry)
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/$/, '');
  return (
    text === plain(employer.name) || text === employer.id || text === `${employer.slug}.example`
  );
}
