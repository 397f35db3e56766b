import type { Steps } from '../common/steps';
import { ManyTexts } from './manyTexts';
import { compactInSteps, type Exact, type ExactObject } from './exactJson';

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

/** How many rows are looked at between two steps. */
const rowsInStep = 1_024;

/** Pairs rows by id and compares them. Of rows with the same id, equal ones are paired first, the others in order. */
export function* compareRows(
  path: string,
  before: readonly Exact[],
  after: readonly Exact[],
): Steps<ListChange> {
  const pairs = new Pairs(before.length, after.length);
  const texts = [yield* compacted(before), yield* compacted(after)] as const;
  // Equal rows first: else another row with the same id would make an unchanged one look changed.
  yield* pairs.add(...texts);
  const likes = pairs.partners.slice();
  yield* pairs.add(yield* ids(before, texts[0]), yield* ids(after, texts[1]));
  const changed: RowChange[] = [];
  for (const [index, partner] of pairs.partners.entries()) {
    yield;
    if (partner === none || likes[index] !== none) continue;
    const change = yield* changeOf(before[index], after[partner]);
    if (change) changed.push(change);
  }
  return {
    path,
    before: before.length,
    after: after.length,
    added: yield* namesOf(after, index => pairs.taken[index] === 0),
    removed: yield* namesOf(before, index => pairs.partners[index] === none),
    changed,
    moved: yield* moves(pairs.partners),
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

/** The names of those rows whose positions are wanted. */
function* namesOf(rows: readonly Exact[], isWanted: (index: number) => boolean): Steps<RowName[]> {
  const names: RowName[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % rowsInStep === 0) yield;
    if (isWanted(index)) names.push(nameOf(row));
  }
  return names;
}

/** Stands for the position of a row that does not exist. */
const none = -1;

/** Which rows of two lists belong together, by their positions. */
class Pairs {
  /** For each row of the first list its partner's position in the second, or `none`. */
  readonly partners: Int32Array;
  /** For each row of the second list: 1 if it has a partner. */
  readonly taken: Uint8Array;

  constructor(before: number, after: number) {
    this.partners = new Int32Array(before).fill(none);
    this.taken = new Uint8Array(after);
  }

  /** Pairs rows of one key that have no partner yet, in order. Takes linear time, because answers may be hostile. */
  *add(before: readonly string[], after: readonly string[]): Steps<void> {
    const { partners, taken } = this;
    /** The first row of each key that still waits for a partner; behind each row, the next one of its key. */
    const first = new ManyTexts<number>(after.length);
    const next = new Int32Array(after.length);
    for (let index = after.length - 1; index >= 0; index--) {
      if (index % rowsInStep === 0) yield;
      if (taken[index] === 1) continue;
      const key = after[index] ?? '';
      next[index] = first.get(key) ?? none;
      first.set(key, index);
    }
    for (const [index, key] of before.entries()) {
      if (index % rowsInStep === 0) yield;
      const partner = partners[index] === none ? (first.get(key) ?? none) : none;
      if (partner === none) continue;
      partners[index] = partner;
      taken[partner] = 1;
      first.set(key, next[partner] ?? none);
    }
  }
}

/** A row without an id is known by its whole text, so that it never counts as changed. */
function* ids(rows: readonly Exact[], texts: readonly string[]): Steps<string[]> {
  const all: string[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % rowsInStep === 0) yield;
    all.push(idIn(row) ?? ` ${texts[index] ?? ''}`);
  }
  return all;
}

function* changeOf(before?: Exact, after?: Exact): Steps<RowChange | undefined> {
  if (before?.kind !== 'object' || after?.kind !== 'object') return undefined;
  const members = yield* changedMembers(before, after);
  return members.length === 0 ? undefined : { ...nameOf(after), members };
}

/** Goes through the members of both side by side, since both are sorted by name. */
function* changedMembers(before: ExactObject, after: ExactObject): Steps<string[]> {
  const [one, other] = [yield* texts(before), yield* texts(after)];
  const changed: string[] = [];
  for (let i = 0, j = 0; i < one.length || j < other.length;) {
    yield;
    const [a, b] = [one[i], other[j]];
    const isBoth = a?.name === b?.name;
    const isFirst = a !== undefined && (b === undefined || a.name < b.name);
    const named = isFirst ? a : b;
    if (named && !(isBoth && a?.text === b?.text)) changed.push(named.name);
    if (isBoth || isFirst) i++;
    if (isBoth || !isFirst) j++;
  }
  return changed;
}

interface MemberText {
  readonly name: string;
  text: string;
}

/** The text of each member, sorted by name; a name that stands twice has all its values. */
function* texts({ members }: ExactObject): Steps<MemberText[]> {
  const found: MemberText[] = [];
  for (const [name, value] of members) {
    yield;
    const text = yield* compactInSteps(value);
    const known = found.at(-1);
    if (known?.name === name) known.text += `,${text}`;
    else found.push({ name, text });
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

/** The first member of this name. Members are sorted by name. */
function memberOf(value: Exact, name: string): Exact | undefined {
  if (value.kind !== 'object') return undefined;
  const { members } = value;
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((members[middle]?.[0] ?? '') < name) low = middle + 1;
    else high = middle;
  }
  const found = members[low];
  return found?.[0] === name ? found[1] : undefined;
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? (JSON.parse(text) as string) : text;

/** How many paired rows are outside the longest rising subsequence of their partners' positions. */
function* moves(partners: Int32Array): Steps<number> {
  /** For each length, the smallest position that ends a rising subsequence of that length. */
  const last: number[] = [];
  let count = 0;
  for (const [index, partner] of partners.entries()) {
    if (index % rowsInStep === 0) yield;
    if (partner === none) continue;
    count += 1;
    let low = 0;
    let high = last.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((last[middle] ?? 0) < partner) low = middle + 1;
      else high = middle;
    }
    last[low] = partner;
  }
  return count - last.length;
}
