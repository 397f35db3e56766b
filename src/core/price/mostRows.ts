import { parametersIn } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import { queryText } from '../request/build';
import type { Draft } from '../request/draft';
import { partsOf } from '../request/jsonParts';
import { parseJson } from '../request/parseJson';
import { largestSize } from './requestedSize';

interface Sent {
  readonly name: string;
  readonly value: unknown;
}

/**
 * The most rows that an answer to this draft can have, for the spending guard. Everything that a tolerant server could
 * read as the page size counts: in query or body, however name and value are spelt. Of several sizes the largest
 * counts.
 */
export function mostRows(draft: Draft, operation: Operation): number {
  const { sizedBy, unit } = operation.price;
  if (!sizedBy || unit !== 'item') return 1;
  const { member, default: unsaid } = sizedBy;
  const bounds = { largest: largestSize(operation), unsaid };
  // A cursor carries its own page size, which only the server knows.
  const members = membersOf(draft, operation);
  const cursors = [...inQuery(draft, operation, 'cursor'), ...inBody(members, 'cursor')];
  if (cursors.some(({ value }) => !isEmpty(value))) return bounds.largest;
  const [query, body] = [inQuery(draft, operation, member), inBody(members, member)];
  const isOfQuery = parametersIn(operation, 'query').some(({ name }) => name === member);
  const isSaid = (isOfQuery ? query : body).some(({ name }) => name === member);
  const rows = [
    ...query.map(({ value }) => rowsInQuery(value, bounds)),
    ...body.map(({ value }) => rowsInBody(value, bounds)),
  ];
  return Math.min(bounds.largest, most(isSaid ? 0 : unsaid, rows));
}

function inQuery(draft: Draft, operation: Operation, wanted: string): readonly Sent[] {
  const named = Object.entries(draft.query).filter(([name]) => isNamed(name, wanted));
  return named.flatMap(([name, value]) => {
    const text = queryText(name, value, operation);
    return text === undefined ? [] : [{ name, value: text }];
  });
}

interface Member {
  readonly name: string;
  /** As JSON. */
  readonly text: string;
}

/** Includes members that stand twice, since the server may use either. */
function membersOf({ body }: Draft, operation: Operation): readonly Member[] {
  if (!operation.body || body === undefined || !parseJson(body).ok) return [];
  return partsOf(body).map(({ name, value: { start, end } }) => ({
    name,
    text: body.slice(start, end),
  }));
}

const inBody = (members: readonly Member[], wanted: string): readonly Sent[] =>
  members
    .filter(({ name }) => isNamed(name, wanted))
    .map(({ name, text }) => ({ name, value: JSON.parse(text) as unknown }));

const isNamed = (name: string, wanted: string): boolean => lettersOf(name) === lettersOf(wanted);

/** Some servers ignore case, and separators between words. */
const lettersOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

interface Bounds {
  readonly largest: number;
  /** The rows if no size is given, or one that the server ignores. */
  readonly unsaid: number;
}

/** A size in a query is written in digits; the server may ignore any other spelling. */
const rowsInQuery = (value: unknown, bounds: Bounds): number =>
  typeof value === 'string' && /^\d{1,15}$/.test(value)
    ? rowsOf(Number(value), bounds)
    : rowsIn(value, bounds);

const rowsInBody = (value: unknown, bounds: Bounds): number =>
  typeof value === 'number'
    ? rowsOf(value, bounds)
    : Array.isArray(value)
      ? most(
          bounds.unsaid,
          value.map(each => rowsIn(each, bounds)),
        )
      : rowsIn(value, bounds);

/** Reads a number, numbers separated by commas, or an empty value; anything else may mean all rows. */
function rowsIn(value: unknown, bounds: Bounds): number {
  if (isEmpty(value)) return bounds.unsaid;
  if (typeof value !== 'string' && typeof value !== 'number') return bounds.largest;
  const parts = String(value)
    .split(',')
    .map(part => (part.trim() === '' ? bounds.unsaid : rowsOf(Number(part), bounds)));
  return most(bounds.unsaid, parts);
}

/** Some servers take zero or a negative size as all rows. */
function rowsOf(size: number, { largest, unsaid }: Bounds): number {
  if (!(size > 0)) return largest;
  return Number.isInteger(size) ? size : Math.max(unsaid, Math.ceil(size));
}

/** No `Math.max(...values)`: a list in a body may be longer than a call can take arguments. */
const most = (least: number, values: readonly number[]): number =>
  values.reduce((largest, value) => Math.max(largest, value), least);
