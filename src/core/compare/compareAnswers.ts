import { textInSteps } from '../charset/toUtf8';
import { compactInSteps, parseExact, pretty, type Exact, type ExactObject } from './exactJson';
import { ManyTexts } from './manyTexts';
import { sortedInSteps } from '../common/sortedInSteps';
import type { Steps } from '../common/steps';
import { compareRows, idIn, type ListChange } from './rows';

/** A value outside the lists that differs. `before` or `after` is absent if that answer does not have it. */
export interface FigureChange {
  /** For example `total` or `facets.work_model[0].count`. */
  readonly path: string;
  /** JSON on one line, cut to 200 characters. */
  readonly before?: string;
  readonly after?: string;
}

export interface Summary {
  /** All lists of rows with ids, also those that do not differ. */
  readonly lists: readonly ListChange[];
  /** The first {@link mostFigures}. */
  readonly figures: readonly FigureChange[];
  readonly moreFigures: number;
}

export type Comparison =
  | {
      readonly kind: 'json';
      /** Indented JSON with its members sorted by name and numbers to the digit. */
      readonly before: string;
      readonly after: string;
      readonly summary: Summary;
    }
  /** As received, because one of them is not JSON or is too long to be parsed. */
  | { readonly kind: 'text'; readonly before: string; readonly after: string };

export interface Answer {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export const mostFigures = 100;
/** How many members are looked at between two steps. */
const membersInStep = 1_024;
/** In bytes. A longer answer is compared as text, because parsing both would take too long. */
const longest = 16_000_000;

/**
 * Compares the answers of two runs, with a step at each row. Answers over 16 MB are not parsed, so that the time has a
 * bound.
 */
export function* compareAnswers(one: Answer, other: Answer): Steps<Comparison> {
  const before = yield* exact(one);
  const after = before && (yield* exact(other));
  if (!before || !after) {
    const texts = { before: yield* plain(one), after: yield* plain(other) };
    return { kind: 'text', ...texts };
  }
  const summary = yield* summarise(before, after);
  const texts = { before: yield* pretty(before), after: yield* pretty(after) };
  return { kind: 'json', ...texts, summary };
}

function* exact({ bytes, contentType }: Answer): Steps<Exact | undefined> {
  return bytes.length > longest ? undefined : yield* parseExact(bytes, contentType);
}

/** One answer as the editor shows it beside another: JSON with its members sorted by name, else as received. */
export function* normalised(answer: Answer): Steps<string> {
  const value = yield* exact(answer);
  return value ? yield* pretty(value) : yield* plain(answer);
}

const plain = ({ bytes, contentType }: Answer): Steps<string> => textInSteps(bytes, contentType);

export const isUnchanged = ({ lists, figures }: Summary): boolean =>
  figures.length === 0 &&
  lists.every(
    ({ added, removed, changed, moved }) =>
      added.length + removed.length + changed.length + moved === 0,
  );

function* summarise(before: Exact, after: Exact): Steps<Summary> {
  const lists: ListChange[] = [];
  const figures: FigureChange[] = [];
  let more = 0;
  /** Parts that are still to be compared, the innermost last. */
  const left: Iterator<Part, unknown, undefined>[] = [[['', before, after] as Part].values()];
  for (let inner = left.at(-1); inner; inner = left.at(-1)) {
    yield;
    const next = inner.next();
    if (next.done) {
      left.pop();
      continue;
    }
    const [path, one, other] = next.value;
    if (yield* isList(one, other)) {
      lists.push(yield* compareRows(path, itemsOf(one), itemsOf(other)));
      continue;
    }
    const parts = yield* partsOf(path, one, other);
    if (parts) left.push(parts);
    else {
      const texts = [yield* textOf(one), yield* textOf(other)] as const;
      if (texts[0] === texts[1]) continue;
      if (figures.length < mostFigures) figures.push(figure(path, ...texts));
      else more += 1;
    }
  }
  return { lists, figures, moreFigures: more };
}

/** Whether these are lists with ids in at least one of them. One of them may be missing. */
function* isList(one: Exact | undefined, other: Exact | undefined): Steps<boolean> {
  const could = [one, other].every(each => each === undefined || each.kind === 'array');
  return could && ((yield* hasIds(itemsOf(one))) || (yield* hasIds(itemsOf(other))));
}

function* hasIds(rows: readonly Exact[]): Steps<boolean> {
  for (const [index, row] of rows.entries()) {
    if (index % membersInStep === 0) yield;
    if (idIn(row) !== undefined) return true;
  }
  return false;
}

const itemsOf = (value: Exact | undefined): readonly Exact[] =>
  value?.kind === 'array' ? value.items : [];

type Part = readonly [path: string, one: Exact | undefined, other: Exact | undefined];

/** The inner parts of two containers of one kind; undefined if the two are compared as a whole. */
function* partsOf(
  path: string,
  one: Exact | undefined,
  other: Exact | undefined,
): Steps<Iterator<Part, unknown, undefined> | undefined> {
  const [some, another] = [one ?? other, other ?? one];
  if (some?.kind === 'array' && another?.kind === 'array') {
    if (one === undefined || other === undefined) return undefined;
    return itemParts(path, some.items, another.items);
  }
  if (some?.kind !== 'object' || another?.kind !== 'object') return undefined;
  if (one === undefined || other === undefined) {
    // An object that one side lacks is one change. If it holds a list, that is reported row by row.
    return (yield* holdsList(some)) ? yield* membersOf(path, one, other) : undefined;
  }
  return yield* membersOf(path, one, other);
}

function* itemParts(
  path: string,
  some: readonly Exact[],
  another: readonly Exact[],
): Generator<Part, void, undefined> {
  const length = Math.max(some.length, another.length);
  for (let i = 0; i < length; i++) yield [`${path}[${i}]`, some[i], another[i]];
}

function* holdsList(value: ExactObject): Steps<boolean> {
  for (const [index, [, each]] of value.members.entries()) {
    if (index % membersInStep === 0) yield;
    if (yield* isList(each, undefined)) return true;
  }
  return false;
}

function* membersOf(
  path: string,
  one: Exact | undefined,
  other: Exact | undefined,
): Steps<Iterator<Part, unknown, undefined>> {
  const before = yield* occurrences(one);
  const after = yield* occurrences(other);
  const names: string[] = [];
  for (const members of [before, after]) {
    let passed = 0;
    for (const name of members.keys()) {
      if (passed++ % membersInStep === 0) yield;
      if (members === before || !before.has(name)) names.push(name);
    }
  }
  const sorted = yield* sortedInSteps(names, (a, b) => (a < b ? -1 : 1));
  return memberParts(path, sorted, before, after);
}

function* memberParts(
  path: string,
  names: readonly string[],
  before: ManyTexts<Exact>,
  after: ManyTexts<Exact>,
): Generator<Part, void, undefined> {
  for (const name of names)
    yield [path === '' ? name : `${path}.${name}`, before.get(name), after.get(name)];
}

/** Members by name; the second one with the same name is `name#2`. */
function* occurrences(value: Exact | undefined): Steps<ManyTexts<Exact>> {
  const members = value?.kind === 'object' ? value.members : [];
  const found = new ManyTexts<Exact>(members.length);
  // Members are sorted by name, so that those of one name stand together.
  let latest: string | undefined;
  let n = 2;
  for (const [index, [name, each]] of members.entries()) {
    if (index % membersInStep === 0) yield;
    if (name !== latest) n = 2;
    latest = name;
    let key = name;
    for (; found.has(key); n++) key = `${name}#${n}`;
    found.set(key, each);
  }
  return found;
}

function* textOf(value: Exact | undefined): Steps<string | undefined> {
  return value && (yield* compactInSteps(value));
}

function figure(path: string, one: string | undefined, other: string | undefined): FigureChange {
  return {
    path,
    ...(one !== undefined && { before: one.slice(0, 200) }),
    ...(other !== undefined && { after: other.slice(0, 200) }),
  };
}
