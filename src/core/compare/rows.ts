import { mapped, type Steps } from '../common/steps';
import { compact, compactInSteps, type Exact, type ExactObject } from './exactJson';

/** What a user knows a row of a list by. */
export interface RowName {
  readonly id: string;
  /** Its title or name, if it has one. */
  readonly title?: string;
}

interface RowChange extends RowName {
  /** Names of the members that differ, are new or are gone. */
  readonly members: readonly string[];
}

/** How two lists differ, row by row, with rows paired by id. */
export interface ListChange {
  /** Path of the list, such as `jobs`; empty if the answer itself is the list. */
  readonly path: string;
  /** How many rows each list has. */
  readonly before: number;
  readonly after: number;
  readonly added: readonly RowName[];
  readonly removed: readonly RowName[];
  readonly changed: readonly RowChange[];
  /** The fewest rows that would have to move to bring the rows of both lists into one order. */
  readonly moved: number;
}

/** How many rows are paired between two steps. */
const rowsInStep = 4_096;

/** Pairs rows by id and compares them. Of rows with the same id, equal ones are paired first, the others in order. */
export function* compareRows(
  path: string,
  before: readonly Exact[],
  after: readonly Exact[],
): Steps<ListChange> {
  const pairs = new Map<number, number>();
  const texts = [yield* compacted(before), yield* compacted(after)] as const;
  // Equal rows first: else another row with the same id would make an unchanged one look changed.
  yield* pairUp(...texts, pairs);
  const likes = new Set(pairs.keys());
  yield;
  yield* pairUp(before.map(idOf(texts[0])), after.map(idOf(texts[1])), pairs);
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

function* compacted(rows: readonly Exact[]): Steps<string[]> {
  const all: string[] = [];
  for (const row of rows) {
    yield;
    all.push(yield* compactInSteps(row));
  }
  return all;
}

/** Pairs rows of one key that have no partner yet, in order. Takes linear time, because answers may be hostile. */
function* pairUp(
  before: readonly string[],
  after: readonly string[],
  pairs: Map<number, number>,
): Steps<void> {
  const taken = new Set(pairs.values());
  const waiting = new Map<string, number[]>();
  for (let index = after.length - 1; index >= 0; index--) {
    if (index % rowsInStep === 0) yield;
    if (taken.has(index)) continue;
    const key = after[index] ?? '';
    const known = waiting.get(key);
    if (known) known.push(index);
    else waiting.set(key, [index]);
  }
  for (const [index, key] of before.entries()) {
    if (index % rowsInStep === 0) yield;
    const partner = pairs.has(index) ? undefined : waiting.get(key)?.pop();
    if (partner !== undefined) pairs.set(index, partner);
  }
}

/** A row without an id is known by its whole text, so that it never counts as changed. */
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

/** The text of each member by name; a name that stands twice has all its values. */
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

/** The row's id without quotes, numbers to the digit; undefined if it has none. */
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

/** How many numbers are outside the longest rising subsequence. */
function moves(order: readonly number[]): number {
  /** For each length, the smallest number that ends a rising subsequence of that length. */
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
