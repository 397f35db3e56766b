import { indexJson } from '../body/jsonIndex';
import { skipSpace } from '../body/jsonTokens';
import { toUtf8 } from '../charset/toUtf8';
import { deepestIndent } from '../body/writeJson';
import type { Steps } from '../common/steps';

/** JSON with every number to its digits: JavaScript's own would round those beyond 2^53. */
export type Exact = ExactObject | ExactArray | ExactScalar;
export interface ExactObject {
  readonly kind: 'object';
  /** By name; of names that stand twice, in the order of the source. */
  readonly members: readonly Member[];
}
type Member = readonly [name: string, value: Exact];
interface ExactArray {
  readonly kind: 'array';
  readonly items: readonly Exact[];
}
interface ExactScalar {
  readonly kind: 'scalar';
  /** A number as in the source; a string with the escapes that it needs. */
  readonly text: string;
}

/** Down to the rows of a list that is a member of an answer there is a step before each value. */
const rowsAt = 2;

/** Undefined where the bytes are not JSON, not all of it, or nested deeper than anybody reads. */
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

/** Of a text that is known to be JSON, nested no deeper than the index goes: nothing is checked, recursion is bound. */
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

  /** @param levels of lists and objects that are read with a step before each value */
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

  /** Goes on to the next value, or over the end. */
  #closes(closer: string): boolean {
    this.#take(space);
    if (this.#text[this.#at] === ',') this.#at++;
    if (this.#text[this.#at] !== closer) return false;
    this.#at++;
    return true;
  }

  /** Searched, not matched: a string may be longer than a regular expression can hold. */
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

/** On one line, the same text for the same value: members by name. */
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
 * Two spaces a level, members by name: two answers that differ in nothing else are the same text. What is deeper than
 * anybody reads stands on one line.
 */
export function* pretty(value: Exact): Steps<string> {
  const lines: string[] = [];
  yield* writeInSteps({ value, indent: '', before: '', after: '' }, lines, rowsAt);
  return lines.join('\n') + '\n';
}

/** A value with what stands around it. */
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
