import { indexJsonInSteps, type JsonIndex } from '../body/jsonIndex';
import { skipSpaceInSteps } from '../body/jsonTokens';
import { decodeInSteps } from '../body/source';
import { utf8InSteps } from '../charset/toUtf8';
import { deepestIndent } from '../body/writeJson';
import { sortedInSteps } from '../common/sortedInSteps';
import type { Steps } from '../common/steps';
import { longString } from './longString';

/** JSON with all digits of every number: JavaScript's own numbers are rounded beyond 2^53. */
export type Exact = ExactObject | ExactArray | ExactScalar;
export interface ExactObject {
  readonly kind: 'object';
  /** Sorted by name; members with the same name in the order of the source. */
  readonly members: readonly Member[];
  readonly isLong?: true;
}
type Member = readonly [name: string, value: Exact];
interface ExactArray {
  readonly kind: 'array';
  readonly items: readonly Exact[];
  /** Its source was long: what goes through it does so in steps. */
  readonly isLong?: true;
}
interface ExactScalar {
  readonly kind: 'scalar';
  /** A number as in the source, or a string as `JSON.stringify` writes it. */
  readonly text: string;
}

/** In bytes: a longer value is read and written in steps. */
const longSource = 32_768;
/** How many lines are put together between two steps. */
const linesInStep = 1_024;

/** Undefined if the bytes are not JSON to their end, or are nested deeper than `deepest` (jsonIndex.ts). */
export function* parseExact(received: Uint8Array, contentType: string): Steps<Exact | undefined> {
  const bytes = yield* utf8InSteps(received, contentType);
  const index = yield* indexJsonInSteps(bytes, yield* skipSpaceInSteps(bytes, 0));
  if (index.length === 0 || index.error !== undefined || index.tooDeep) return undefined;
  const text = yield* decodeInSteps(bytes, 0, bytes.length);
  return yield* new Parser(text, index, bytes.length).inSteps(0);
}

const space = /[ \t\n\r]*/y;
const token = /[^ \t\n\r,\]}]+/y;

/** Parses text that `indexJson` found to be JSON and not too deep: it checks nothing, and its recursion is bounded. */
class Parser {
  readonly #text: string;
  readonly #index: JsonIndex;
  #at = 0;
  /** In bytes. */
  readonly #length: number;

  constructor(text: string, index: JsonIndex, length: number) {
    this.#text = text;
    this.#length = length;
    this.#index = index;
  }

  value(): Exact {
    this.#take(space);
    const first = this.#text[this.#at];
    if (first === '{')
      return { kind: 'object', members: this.#list('}', () => this.#member()).sort(byName) };
    if (first === '[') return { kind: 'array', items: this.#list(']', () => this.value()) };
    const text = first === '"' ? JSON.stringify(this.#string()) : this.#take(token);
    return { kind: 'scalar', text };
  }

  /** @param node its number in the index, which tells how long its source is */
  *inSteps(node: number): Steps<Exact> {
    yield;
    if (!this.#isLong(node)) return this.value();
    this.#take(space);
    const first = this.#text[this.#at];
    if (first === '"') {
      const { text, end } = yield* longString(this.#text, this.#at);
      this.#at = end;
      return { kind: 'scalar', text };
    }
    if (first !== '{' && first !== '[') return this.value();
    this.#open();
    let child = node + 1;
    const next = () => (child += this.#index.size[child] ?? 1);
    if (first === '[') {
      const items: Exact[] = [];
      for (; !this.#closes(']'); next()) items.push(yield* this.inSteps(child));
      return { kind: 'array', items, isLong: true };
    }
    const members: Member[] = [];
    for (; !this.#closes('}'); next()) members.push([this.#name(), yield* this.inSteps(child)]);
    return { kind: 'object', members: yield* sortedInSteps(members, byName), isLong: true };
  }

  #isLong(node: number): boolean {
    const { at, size } = this.#index;
    const end = at[node + (size[node] ?? 1)] ?? this.#length;
    return end - (at[node] ?? 0) > longSource;
  }

  #member(): Member {
    return [this.#name(), this.value()];
  }

  #name(): string {
    this.#take(space);
    const name = this.#string();
    this.#take(space);
    this.#at++;
    return name;
  }

  #list<T>(closer: string, next: () => T): T[] {
    const list: T[] = [];
    this.#open();
    while (!this.#closes(closer)) list.push(next());
    return list;
  }

  #open(): void {
    this.#at++;
    this.#take(space);
  }

  /** Moves to the next value, or behind the closing bracket, which gives true. */
  #closes(closer: string): boolean {
    this.#take(space);
    if (this.#text[this.#at] === ',') this.#at++;
    if (this.#text[this.#at] !== closer) return false;
    this.#at++;
    return true;
  }

  /** Uses `indexOf`: a string may be too long for a regular expression. */
  #string(): string {
    const start = this.#at;
    let end = this.#text.indexOf('"', start + 1);
    while (this.#isEscaped(end)) end = this.#text.indexOf('"', end + 1);
    this.#at = end + 1;
    const inner = this.#text.slice(start + 1, end);
    return inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : inner;
  }

  #isEscaped(quote: number): boolean {
    let at = quote;
    while (this.#text[at - 1] === '\\') at--;
    return (quote - at) % 2 === 1;
  }

  #take(what: RegExp): string {
    what.lastIndex = this.#at;
    const found = what.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}

const byName = ([a]: Member, [b]: Member): number => (a < b ? -1 : a > b ? 1 : 0);

/** JSON on one line. Equal values give the same text, because members are sorted by name. */
function compact(value: Exact): string {
  switch (value.kind) {
    case 'scalar':
      return value.text;
    case 'array':
      return `[${value.items.map(compact).join(',')}]`;
    case 'object':
      return `{${value.members.map(([name, each]) => `${JSON.stringify(name)}:${compact(each)}`).join(',')}}`;
  }
}

/**
 * JSON indented by two spaces a level, members sorted by name: answers that differ only in the order of members or in
 * white space give the same text. Values deeper than `deepestIndent` stand on one line.
 */
export function* pretty(value: Exact): Steps<string> {
  const lines: Texts = { latest: [], parts: [] };
  yield* writeInSteps({ value, indent: '', before: '', after: '' }, lines);
  join(lines, '\n');
  lines.parts.push('');
  return lines.parts.join('\n');
}

/** JSON on one line, as `compact` writes it, in steps. */
export function* compactInSteps(value: Exact): Steps<string> {
  if (value.kind === 'scalar' || !value.isLong) return compact(value);
  const texts: Texts = { latest: [], parts: [] };
  const inner = value.kind === 'array' ? value.items : value.members;
  for (const each of inner) {
    if (texts.latest.length === linesInStep) {
      join(texts, ',');
      yield;
    }
    texts.latest.push(
      'kind' in each
        ? yield* compactInSteps(each)
        : `${JSON.stringify(each[0])}:${yield* compactInSteps(each[1])}`,
    );
  }
  join(texts, ',');
  const all = texts.parts.join(',');
  return value.kind === 'array' ? `[${all}]` : `{${all}}`;
}

/** Lines or items of a text, and those before them, put together so that the whole is joined in no time. */
interface Texts {
  latest: string[];
  readonly parts: string[];
}

function join(texts: Texts, between: string): void {
  texts.parts.push(texts.latest.join(between));
  texts.latest = [];
}

/** A value with the text around it. */
interface Written {
  readonly value: Exact;
  readonly indent: string;
  readonly before: string;
  readonly after: string;
}

function* writeInSteps(written: Written, lines: Texts): Steps<void> {
  if (lines.latest.length > linesInStep) join(lines, '\n');
  yield;
  const { value } = written;
  if (value.kind === 'scalar' || !value.isLong) {
    write(written, lines.latest);
    return;
  }
  if (isOnOneLine(written)) {
    const { indent, before, after } = written;
    lines.latest.push(indent + before + (yield* compactInSteps(value)) + after);
    return;
  }
  lines.latest.push(opening(written));
  for (const each of innerOf(written)) yield* writeInSteps(each, lines);
  lines.latest.push(closing(written));
}

function write(written: Written, lines: string[]): void {
  const { value, indent, before, after } = written;
  if (isOnOneLine(written)) {
    lines.push(indent + before + compact(value) + after);
    return;
  }
  lines.push(opening(written));
  for (const each of innerOf(written)) write(each, lines);
  lines.push(closing(written));
}

const isOnOneLine = ({ value, indent }: Written): boolean =>
  indent.length >= 2 * deepestIndent || isEmpty(value);

const isEmpty = (value: Exact): boolean =>
  value.kind === 'scalar' || (value.kind === 'array' ? value.items : value.members).length === 0;

const opening = ({ value, indent, before }: Written) =>
  `${indent}${before}${value.kind === 'object' ? '{' : '['}`;
const closing = ({ value, indent, after }: Written) =>
  `${indent}${value.kind === 'object' ? '}' : ']'}${after}`;

function* innerOf({ value, indent: outer }: Written): Generator<Written, void> {
  if (value.kind === 'scalar') return;
  const indent = `${outer}  `;
  const inner = value.kind === 'array' ? value.items : value.members;
  for (const [index, each] of inner.entries()) {
    const after = index < inner.length - 1 ? ',' : '';
    if ('kind' in each) yield { value: each, indent, before: '', after };
    else yield { value: each[1], indent, before: `${JSON.stringify(each[0])}: `, after };
  }
}
