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
 * The most rows that an answer to this draft can have: a bound for a guard. Whatever a tolerant server could take for the
 * size counts, wherever it stands and however its name and its value are written, and of several the largest.
 */
export function mostRows(draft: Draft, operation: Operation): number {
  const { sizedBy, unit } = operation.price;
  if (!sizedBy || unit !== 'item') return 1;
  const { member, default: unsaid } = sizedBy;
  const bounds = { largest: largestSize(operation), unsaid };
  // A cursor has a size of its own, which only the server knows.
  const cursors = [...inQuery(draft, operation, 'cursor'), ...inBody(draft, operation, 'cursor')];
  if (cursors.some(({ value }) => !isEmpty(value))) return bounds.largest;
  const [query, body] = [inQuery(draft, operation, member), inBody(draft, operation, member)];
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

/** Also those that stand twice: nobody knows which of them counts. */
function inBody({ body }: Draft, operation: Operation, wanted: string): readonly Sent[] {
  if (!operation.body || body === undefined || !parseJson(body).ok) return [];
  return partsOf(body)
    .filter(({ name }) => isNamed(name, wanted))
    .map(({ name, value: { start, end } }) => {
      const value: unknown = JSON.parse(body.slice(start, end));
      return { name, value };
    });
}

const isNamed = (name: string, wanted: string): boolean => lettersOf(name) === lettersOf(wanted);

/** Some servers pass over case, and over what stands between the words. */
const lettersOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

interface Bounds {
  readonly largest: number;
  /** The rows where no size is said, or one that is not taken for one. */
  readonly unsaid: number;
}

/** Every number is written in digits there; what is written in another way may be passed over, too. */
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

/** A number, numbers with commas between, or nothing; what is anything else may mean everything there is. */
function rowsIn(value: unknown, bounds: Bounds): number {
  if (isEmpty(value)) return bounds.unsaid;
  if (typeof value !== 'string' && typeof value !== 'number') return bounds.largest;
  const parts = String(value)
    .split(',')
    .map(part => (part.trim() === '' ? bounds.unsaid : rowsOf(Number(part), bounds)));
  return most(bounds.unsaid, parts);
}

/** To some servers none or less than none is everything there is. */
function rowsOf(size: number, { largest, unsaid }: Bounds): number {
  if (!(size > 0)) return largest;
  return Number.isInteger(size) ? size : Math.max(unsaid, Math.ceil(size));
}

/** Lists of others may be longer than a call takes arguments. */
const most = (least: number, values: readonly number[]): number =>
  values.reduce((largest, value) => Math.max(largest, value), least);
