import { mapped, type Steps } from '../common/steps';
import { compact, type Exact, type ExactObject } from './exactJson';

/** A row of a list, as a person knows it. */
export interface RowName {
  readonly id: string;
  /** Its title or name, where it has one. */
  readonly title?: string;
}

interface RowChange extends RowName {
  /** Names of the members that differ, are new or are gone. */
  readonly members: readonly string[];
}

/** How two lists differ, row by row and by id. */
export interface ListChange {
  /** Where the list stands: `jobs`; empty for the answer itself. */
  readonly path: string;
  readonly before: number;
  readonly after: number;
  readonly added: readonly RowName[];
  readonly removed: readonly RowName[];
  readonly changed: readonly RowChange[];
  /** How many of the rows that both have stand in another order: the fewest that would have to move. */
  readonly moved: number;
}

/** Rows are known by their id. Rows that share one pair up with their likes first, then in order. */
export function* compareRows(
  path: string,
  before: readonly Exact[],
  after: readonly Exact[],
): Steps<ListChange> {
  const pairs = new Map<number, number>();
  const texts = [yield* mapped(before, compact), yield* mapped(after, compact)] as const;
  // Likes first: else a second row of the same id would make the first look changed.
  pairUp(...texts, pairs);
  const likes = new Set(pairs.keys());
  yield;
  pairUp(before.map(idOf(texts[0])), after.map(idOf(texts[1])), pairs);
  yield;
  const taken = new Set(pairs.values());
  const both = [...pairs].filter(([from]) => !likes.has(from)).sort(([a], [b]) => a - b);
  const changed = yield* mapped(both, ([from, to]) => changeOf(before[from], after[to]));
  return {
    path,
    before: before.length,
    after: after.length,
    added: after.filter((_, index) => !taken.has(index)).map(nameOf),
    removed: before.filter((_, index) => !pairs.has(index)).map(nameOf),
    changed: changed.flat(),
    moved: moves(before.flatMap((_, index) => pairs.get(index) ?? [])),
  };
}

/** Pairs the rows of one key that have no partner yet, in order. Answers may be hostile: one step a row. */
function pairUp(
  before: readonly string[],
  after: readonly string[],
  pairs: Map<number, number>,
): void {
  const taken = new Set(pairs.values());
  const waiting = new Map<string, number[]>();
  for (let index = after.length - 1; index >= 0; index--) {
    if (taken.has(index)) continue;
    const key = after[index] ?? '';
    const known = waiting.get(key);
    if (known) known.push(index);
    else waiting.set(key, [index]);
  }
  for (const [index, key] of before.entries()) {
    const partner = pairs.has(index) ? undefined : waiting.get(key)?.pop();
    if (partner !== undefined) pairs.set(index, partner);
  }
}

/** A row without an id is known by all that it says, so that it is never a changed one. */
const idOf = (texts: readonly string[]) => (row: Exact, index: number) =>
  idIn(row) ?? ` ${texts[index] ?? ''}`;

function changeOf(before: Exact | undefined, after: Exact | undefined): readonly RowChange[] {
  if (before?.kind !== 'object' || after?.kind !== 'object') return [];
  const members = changedMembers(before, after);
  return members.length === 0 ? [] : [{ ...nameOf(after), members }];
}

function changedMembers(before: ExactObject, after: ExactObject): readonly string[] {
  const one = texts(before);
  const other = texts(after);
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter(name => one.get(name) !== other.get(name))
    .sort();
}

/** A name that stands twice counts with all its values. */
function texts({ members }: ExactObject): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of members) {
    const known = found.get(name);
    found.set(name, known === undefined ? compact(value) : `${known},${compact(value)}`);
  }
  return found;
}

function nameOf(row: Exact): RowName {
  const title = textIn(row, 'title') ?? textIn(row, 'name');
  return { id: idIn(row) ?? '', ...(title !== undefined && { title }) };
}

/** The id as a person reads it; numbers to their digits. */
export function idIn(row: Exact): string | undefined {
  const id = memberOf(row, 'id');
  if (id?.kind !== 'scalar' || id.text === 'null') return undefined;
  return unquoted(id.text);
}

function textIn(row: Exact, name: string): string | undefined {
  const value = memberOf(row, name);
  return value?.kind === 'scalar' && value.text.startsWith('"') ? unquoted(value.text) : undefined;
}

const memberOf = (value: Exact, name: string): Exact | undefined =>
  value.kind === 'object' ? value.members.find(([each]) => each === name)?.[1] : undefined;

const unquoted = (text: string): string =>
  text.startsWith('"') ? (JSON.parse(text) as string) : text;

/** All but the longest run of rows that already stand in rising order. */
function moves(order: readonly number[]): number {
  /** The smallest last number of any rising run of each length. */
  const last: number[] = [];
  for (const value of order) {
    let low = 0;
    let high = last.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((last[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    last[low] = value;
  }
  return order.length - last.length;
}
