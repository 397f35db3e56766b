import { sandboxProfile } from '../profiles';
import type { Draft } from '../request/draft';
import { draftValueAt, memberPlace } from '../request/valuePlace';
import { brief } from './brief';
import type { Diagnosis } from './diagnosis';
import { headersOf, type Evidence } from './evidence';
import type { ChangeFix } from './fix';
import type { ValuePlace } from '../request/valuePlace';
import { priced, removal } from './findingFixes';
import { edit, hasCursor } from './offeredFixes';
import { widening } from './widen';

/** The members in which answers have their rows; a test searches the API's description for others. */
export const rowMembers = [
  'jobs',
  'job_ids',
  'career_sites',
  'options',
  'suggestions',
  'data',
  'companies',
  'occupations',
  'locations',
] as const;

const emptyList = new RegExp(`"(?:${rowMembers.join('|')})"\\s*:\\s*\\[\\s*\\]`);

/** A quick test, since most bodies have rows and need not be parsed. */
export const mayHaveNoRows = (text: string): boolean => emptyList.test(text);

/** Filters from the narrowest to the widest: removing the first ones widens the most. */
const filters = [
  'companies',
  'posted_after',
  'posted_before',
  'discovered_after',
  'discovered_before',
  'min_salary_usd',
  'max_salary_usd',
  'salary_usd',
  'skills',
  'company_categories',
  'industries',
  'sources',
  'experience_level',
  'experience_levels',
  'employment_type',
  'employment_types',
  'work_model',
  'work_models',
  'location',
  'locations',
];

type Members = Readonly<Record<string, unknown>>;

/** The diagnosis of an answer without rows; in the sandbox, it offers a request that finds some. */
export function noRows(evidence: Evidence, members: Members): Diagnosis | undefined {
  const diagnosis = emptyPage(evidence, members);
  const wider = diagnosis?.code === 'pageBeyond' ? [] : wide(evidence, members);
  const [first] = wider;
  if (!first) return diagnosis;
  const { facts = { attempts: evidence.exchange.attempts.length }, fixes = [edit] } =
    diagnosis ?? {};
  return {
    code: 'noRows',
    facts: { ...facts, sandbox: true, ...(first.word !== undefined && { word: first.word }) },
    fixes: [...wider, ...fixes],
  };
}

/**
 * The change that finds rows in the sandbox, for an answer without any. It is certain to find some, so it stands before
 * fixes that may find nothing again. None for a request with a cursor: the end of pages is no problem.
 */
export function wide(
  { draft, operation, exchange }: Evidence,
  members: Members,
): readonly Extract<ChangeFix, { kind: 'widen' }>[] {
  const rows = rowMembers.map(name => members[name]).find(Array.isArray);
  const isEmpty = rows?.length === 0 && exchange.profile === sandboxProfile.name;
  const widest = isEmpty && draft && !hasCursor(draft) ? widening(draft, operation) : undefined;
  const fix = draft && widest && priced(widest, draft);
  return fix?.kind === 'widen' ? [fix] : [];
}

/** For pages by number only: the end of a feed is no problem. */
function emptyPage(evidence: Evidence, members: Members): Diagnosis | undefined {
  const { draft, exchange } = evidence;
  if (!Array.isArray(members['jobs']) || members['jobs'].length > 0) return undefined;
  const headers = headersOf(evidence);
  const total = numberOf(members['total'] ?? headers['x-total-count']);
  const page = numberOf(members['page'] ?? headers['x-page']);
  const pages = numberOf(members['total_pages'] ?? headers['x-total-pages']);
  if (total === undefined || page === undefined) return undefined;
  const attempts = exchange.attempts.length;
  if (total > 0 && pages !== undefined && pages > 0 && page > pages) {
    const at = draft && memberPlace(draft, 'page');
    const from = draft && at && brief(draftValueAt(draft, at));
    return {
      code: 'pageBeyond',
      facts: { page, pages, total, attempts },
      fixes:
        draft && at ? [priced({ kind: 'setValue', at, from, value: pages }, draft), edit] : [edit],
    };
  }
  if (total > 0) return undefined;
  const set = draft ? filters.map(name => memberPlace(draft, name)).filter(isSet(draft)) : [];
  return {
    code: 'noRows',
    facts: { attempts, filters: set.length },
    fixes: [...(draft ? set.slice(0, 2).map(at => removal(at, draft)) : []), edit],
  };
}

const isSet = (draft: Draft) => (at: ValuePlace) => {
  const value = draftValueAt(draft, at);
  return (
    value !== undefined &&
    value !== null &&
    value !== '' &&
    !(Array.isArray(value) && value.length === 0)
  );
};

const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
    ? number
    : undefined;
};
