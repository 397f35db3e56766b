import type { Draft } from '../request/draft';
import type { FilterList, OnlineSource } from './sources';

/** One value from an answer; untrusted text. */
export interface Row {
  readonly value: string;
  /** Its name, if that is not the value itself. */
  readonly label?: string;
  readonly list?: FilterList;
  /** The number of jobs that have it. */
  readonly count?: number;
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
  /** Distinguishes it from others of the same name. */
  readonly within?: string;
}

/** One of the API's lists of values. Several fields may use it; a new request for it replaces the one before. */
export interface VocabularyList {
  readonly id: string;
  /** How long an answer is used, in milliseconds. */
  readonly keepMs: number;
  /** The fewest letters that must be typed before the API is asked. */
  readonly least: number;
  /** The query is never sent: fetch the list once, filter here. */
  readonly isFixed: boolean;
  /** `whenFound`: the server also knows names that the answer does not show, so finding nothing here proves nothing. */
  readonly narrows: 'always' | 'whenFound';
  /** The operation is documented: if it fails, the other lists are not asked for a while, either. */
  readonly isSure: boolean;
  draft(query: string): Draft;
  /** Undefined for an answer of another shape. */
  read(answer: unknown): ListAnswer | undefined;
}

interface ListAnswer {
  readonly rows: readonly Row[];
  /** These are all rows for the query. */
  readonly whole: boolean;
}

const hour = 3_600_000;
/** The most that the owner's own connectors ask for. */
const mostOptions = 250;
const mostPlaces = 10;
const mostCompanies = 10;
/** As many as the editor's list shows; a maximum is not documented. */
const mostOccupations = 50;
const longestValue = 200;

const request = (operationId: string, path = {}, query = {}): Draft => ({
  operationId,
  path,
  query,
  headers: {},
});

/** The API's list that has a source's values. */
export function vocabularyListOf(source: OnlineSource): VocabularyList {
  switch (source.kind) {
    case 'filters':
      return filters;
    case 'options':
      return optionsOf(source.facet);
    case 'places':
      return places;
    case 'companies':
      return companies;
    case 'occupations':
      return occupations;
  }
}

const filters: VocabularyList = {
  id: 'filters',
  keepMs: 12 * hour,
  least: 0,
  isFixed: true,
  narrows: 'always',
  isSure: true,
  draft: () => request('getConnectorFilters'),
  read: filterRows,
};

const optionsOf = (facet: string): VocabularyList => ({
  id: `options ${facet}`,
  keepMs: 6 * hour,
  least: 0,
  isFixed: false,
  narrows: 'always',
  isSure: true,
  draft: q =>
    request('getConnectorFilterOptions', { facet }, { ...(q !== '' && { q }), limit: mostOptions }),
  read: answer => foundIn(members(answer)['options'], optionRow, mostOptions),
});

const places: VocabularyList = {
  id: 'places',
  keepMs: hour,
  least: 2,
  isFixed: false,
  narrows: 'whenFound',
  isSure: true,
  draft: q => request('suggestLocations', {}, { q, limit: mostPlaces }),
  read: answer => foundIn(members(answer)['suggestions'], placeRow, mostPlaces),
};

const companies: VocabularyList = {
  id: 'companies',
  keepMs: hour,
  least: 2,
  isFixed: false,
  narrows: 'whenFound',
  isSure: false,
  draft: q => request('suggestCompanies', {}, { q, limit: mostCompanies }),
  read: answer => foundIn(members(answer)['suggestions'], companyRow, mostCompanies),
};

const occupations: VocabularyList = {
  id: 'occupations',
  keepMs: 6 * hour,
  least: 0,
  isFixed: false,
  narrows: 'whenFound',
  isSure: false,
  draft: q => request('listOccupations', {}, { ...(q !== '' && { q }), limit: mostOccupations }),
  read: answer => foundIn(members(answer)['occupations'], occupationRow, mostOccupations),
};

const lists: readonly FilterList[] = ['work_models', 'employment_types', 'experience_levels'];

function filterRows(answer: unknown): ListAnswer | undefined {
  const enums = members(members(answer)['enums']);
  const rows = lists.flatMap(list => {
    const rowOf = (value: unknown) => (isText(value) ? { value, list } : undefined);
    return foundIn(enums[list], rowOf, mostOptions)?.rows ?? [];
  });
  return rows.length === 0 ? undefined : { rows, whole: true };
}

function optionRow(value: unknown): Row | undefined {
  const { key, count } = members(value);
  if (!isText(key)) return undefined;
  return { value: key, ...(typeof count === 'number' && Number.isFinite(count) && { count }) };
}

function placeRow(value: unknown): Row | undefined {
  const { display_name: name, city, region, country } = members(value);
  if (!isText(name)) return undefined;
  return {
    value: name,
    ...(isText(city) && { city }),
    ...(isText(region) && { region }),
    ...(isText(country) && { country }),
  };
}

function companyRow(value: unknown): Row | undefined {
  const { name, domain } = members(value);
  return isText(name) ? { value: name, ...(isText(domain) && { within: domain }) } : undefined;
}

function occupationRow(value: unknown): Row | undefined {
  const { id, name } = members(value);
  return isText(id) ? { value: id, ...(isText(name) && { label: name }) } : undefined;
}

function foundIn(
  value: unknown,
  rowOf: (value: unknown) => Row | undefined,
  limit: number,
): ListAnswer | undefined {
  if (!Array.isArray(value)) return undefined;
  const { length } = value;
  // A server that caps its answers without saying so does it at a round number.
  const whole = length < limit && (length === 0 || length % 5 !== 0);
  return { rows: value.slice(0, limit).flatMap(each => rowOf(each) ?? []), whole };
}

/** Reads a row kept on disk; undefined for anything else. */
export function parseRow(value: unknown): Row | undefined {
  const { list } = members(value);
  const known = lists.find(name => name === list);
  const { value: key, ...rest } = members(value);
  if (!isText(key)) return undefined;
  const { label, within } = rest;
  const { city, region, country } = placeRow({ ...rest, display_name: key }) ?? {};
  return {
    ...optionRow({ key, count: rest['count'] }),
    value: key,
    ...(known && { list: known }),
    ...(city !== undefined && { city }),
    ...(region !== undefined && { region }),
    ...(country !== undefined && { country }),
    ...(isText(label) && { label }),
    ...(isText(within) && { within }),
  };
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longestValue;

const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
