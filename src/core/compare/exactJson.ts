import { indexJson } from '../body/jsonIndex';
import { skipSpace } from '../body/jsonTokens';
import { toUtf8 } from '../charset/toUtf8';
import { deepestIndent } from '../body/writeJson';
import type { Steps } from '../common/steps';

/** JSON with all digits of every number: JavaScript's own numbers are rounded beyond 2^53. */
export type Exact = ExactObject | ExactArray | ExactScalar;
export interface ExactObject {
  readonly kind: 'object';
  /** Sorted by name; members with the same name in the order of the source. */
  readonly members: readonly Member[];
}
type Member = readonly [name: string, value: Exact];
interface ExactArray {
  readonly kind: 'array';
  readonly items: readonly Exact[];
}
interface ExactScalar {
  readonly kind: 'scalar';
  /** A number as in the source, or a string as `JSON.stringify` writes it. */
  readonly text: string;
}

/** How many levels have a step before each value: down to the rows of a list that is a member of an answer. */
const rowsAt = 2;

/** Undefined if the bytes are not JSON to their end, or are nested deeper than `deepest` (jsonIndex.ts). */
export function* parseExact(received: Uint8Array, contentType: string): Steps<Exact | undefined> {
  const bytes = toUtf8(received, contentType);
  yield;
  const index = indexJson(bytes, skipSpace(bytes, 0));
  if (index.length === 0 || index.error !== undefined || index.tooDeep) return undefined;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return yield* new Parser(text).inSteps(rowsAt);
}

const space = /[ \t\n\r]*/y;
const token = /[^ \t\n\r,\]}]+/y;

/** Parses text that `indexJson` found to be JSON and not too deep: it checks nothing, and its recursion is bounded. */
class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
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

  /** @param levels how many levels are read with a step before each value */
  *inSteps(levels: number): Steps<Exact> {
    yield;
    this.#take(space);
    const first = this.#text[this.#at];
    if (levels === 0 || (first !== '{' && first !== '[')) return this.value();
    this.#open();
    if (first === '[') {
      const items: Exact[] = [];
      while (!this.#closes(']')) items.push(yield* this.inSteps(levels - 1));
      return { kind: 'array', items };
    }
    const members: Member[] = [];
    while (!this.#closes('}')) members.push([this.#name(), yield* this.inSteps(levels - 1)]);
    return { kind: 'object', members: members.sort(byName) };
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
export function compact(value: Exact): string {
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
  const lines: string[] = [];
  yield* writeInSteps({ value, indent: '', before: '', after: '' }, lines, rowsAt);
  return lines.join('\n') + '\n';
}

/** A value with the text around it. */
interface Written {
  readonly value: Exact;
  readonly indent: string;
  readonly before: string;
  readonly after: string;
}

function* writeInSteps(written: Written, lines: string[], levels: number): Steps<undefined> {
  yield;
  const inner = levels === 0 ? [] : innerOf(written);
  if (inner.length === 0) {
    write(written, lines);
    return undefined;
  }
  lines.push(opening(written));
  for (const each of inner) yield* writeInSteps(each, lines, levels - 1);
  lines.push(closing(written));
  return undefined;
}

function write(written: Written, lines: string[]): void {
  const inner = innerOf(written);
  if (inner.length === 0) {
    const { value, indent, before, after } = written;
    lines.push(indent + before + compact(value) + after);
    return;
  }
  lines.push(opening(written));
  for (const each of inner) write(each, lines);
  lines.push(closing(written));
}

const opening = ({ value, indent, before }: Written) =>
  `${indent}${before}${value.kind === 'object' ? '{' : '['}`;
const closing = ({ value, indent, after }: Written) =>
  `${indent}${value.kind === 'object' ? '}' : ']'}${after}`;

function innerOf({ value, indent: outer }: Written): readonly Written[] {
  if (value.kind === 'scalar' || outer.length >= 2 * deepestIndent) return [];
  const indent = `${outer}  `;
  const after = (index: number, { length }: readonly unknown[]) => (index < length - 1 ? ',' : '');
  return value.kind === 'array'
    ? value.items.map((each, index, all) => ({
        value: each,
        indent,
        before: '',
        after: after(index, all),
      }))
    : value.members.map(([name, each], index, all) => ({
        value: each,
        indent,
        before: `${JSON.stringify(name)}: `,
        after: after(index, all),
      }));
}
