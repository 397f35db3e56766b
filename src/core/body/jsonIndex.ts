import { char, endsToken, skipSpace, stringEnd } from './jsonTokens';
import { Numbers } from './numbers';

/** Containers nested deeper than this are one row without children: no walker or screen gains from more. */
const deepest = 512;

/**
 * Where the values of a JSON text stand, in document order (so that a subtree is a run of numbers). Eight bytes a value:
 * everything else is read from the source when a row is drawn.
 */
export interface JsonIndex {
  readonly length: number;
  /** Byte offset of the value, or of its member name's opening quote. */
  readonly at: Uint32Array;
  /** Values in the subtree, itself included. */
  readonly size: Uint32Array;
  /** Where the text stops being JSON. What was read before it is in the index. */
  readonly error?: number;
  /** Where the first thing that is not in the index begins: the faulty member or item. */
  readonly rest?: number;
  readonly tooDeep: boolean;
}

const enum Expect {
  value,
  firstName,
  name,
  firstItem,
  commaOrEnd,
}

/** Iterative: a text of brackets only must not exhaust the stack. Numbers are checked and never converted. */
export function indexJson(bytes: Uint8Array, start: number): JsonIndex {
  return new Indexer(bytes).run(start);
}

class Indexer {
  readonly #bytes: Uint8Array;
  readonly #at: Numbers;
  readonly #size: Numbers;
  /** For each open container: its number in the index (0 below the cap, where it has none). */
  readonly #open = new Numbers(64);
  /** For each open container: 1 for an object, 0 for an array. */
  readonly #isObject = new Numbers(64);
  #tooDeep = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#at = new Numbers(bytes.length >> 4);
    this.#size = new Numbers(bytes.length >> 4);
  }

  run(start: number): JsonIndex {
    const bytes = this.#bytes;
    let expect = Expect.value;
    let p = skipSpace(bytes, start);
    while (p < bytes.length) {
      const c = bytes[p] ?? 0;
      if (expect === Expect.commaOrEnd) {
        if (this.#open.length === 0) return this.#done(p, p);
        const isObject = this.#isObject.last() === 1;
        if (c === char.comma) expect = isObject ? Expect.name : Expect.value;
        else if (c === (isObject ? char.closeBrace : char.closeBracket)) this.#close();
        else return this.#done(p, p);
        p = skipSpace(bytes, p + 1);
        continue;
      }
      if (expect === Expect.firstItem || expect === Expect.firstName) {
        const closer = expect === Expect.firstName ? char.closeBrace : char.closeBracket;
        if (c === closer) {
          this.#close();
          expect = Expect.commaOrEnd;
          p = skipSpace(bytes, p + 1);
          continue;
        }
      }
      let value = p;
      if (expect === Expect.name || expect === Expect.firstName) {
        if (c !== char.quote) return this.#done(p, p);
        const nameEnd = stringEnd(bytes, p);
        if (nameEnd < 0) return this.#done(~nameEnd, p);
        const colon = skipSpace(bytes, nameEnd);
        if (bytes[colon] !== char.colon) return this.#done(colon, p);
        value = skipSpace(bytes, colon + 1);
      }
      const first = bytes[value] ?? 0;
      if (first === char.openBrace || first === char.openBracket) {
        this.#enter(p, first === char.openBrace);
        expect = first === char.openBrace ? Expect.firstName : Expect.firstItem;
        p = skipSpace(bytes, value + 1);
        continue;
      }
      const end = scalarEnd(bytes, value);
      if (end < 0) return this.#done(~end, p);
      if (this.#open.length <= deepest) this.#add(p);
      else this.#tooDeep = true;
      expect = Expect.commaOrEnd;
      p = skipSpace(bytes, end);
    }
    const isWhole = expect === Expect.commaOrEnd && this.#open.length === 0;
    return this.#done(isWhole ? undefined : p, p);
  }

  #add(at: number): void {
    this.#at.push(at);
    this.#size.push(1);
  }

  #enter(at: number, isObject: boolean): void {
    const shown = this.#open.length <= deepest;
    this.#open.push(shown ? this.#at.length : 0);
    this.#isObject.push(isObject ? 1 : 0);
    if (shown) this.#add(at);
    else this.#tooDeep = true;
  }

  #close(): void {
    const depth = this.#open.length;
    const node = this.#open.pop();
    this.#isObject.pop();
    if (depth <= deepest + 1) this.#size.set(node, this.#at.length - node);
  }

  #done(error: number | undefined, rest: number): JsonIndex {
    while (this.#open.length > 0) this.#close();
    return {
      length: this.#at.length,
      at: this.#at.take(),
      size: this.#size.take(),
      tooDeep: this.#tooDeep,
      ...(error === undefined ? {} : { error, rest }),
    };
  }
}

const words: Readonly<Record<number, string>> = { 0x74: 'true', 0x66: 'false', 0x6e: 'null' };

/** After the scalar; `~offset` of what is wrong with it. */
function scalarEnd(bytes: Uint8Array, p: number): number {
  const c = bytes[p] ?? 0;
  if (c === char.quote) return stringEnd(bytes, p);
  const word = words[c];
  if (word === undefined) return numberEnd(bytes, p);
  for (let i = 0; i < word.length; i++) {
    if (bytes[p + i] !== word.charCodeAt(i)) return ~(p + i);
  }
  return delimited(bytes, p + word.length);
}

function numberEnd(bytes: Uint8Array, start: number): number {
  let p = start;
  if (bytes[p] === char.minus) p++;
  if (bytes[p] === char.zero) p++;
  else if ((p = digits(bytes, p)) < 0) return p;
  if (bytes[p] === char.dot && (p = digits(bytes, p + 1)) < 0) return p;
  if (bytes[p] === 0x65 || bytes[p] === 0x45) {
    p++;
    if (bytes[p] === char.plus || bytes[p] === char.minus) p++;
    if ((p = digits(bytes, p)) < 0) return p;
  }
  return delimited(bytes, p);
}

/** After at least one digit; `~offset` where there is none. */
function digits(bytes: Uint8Array, start: number): number {
  let p = start;
  while (isDigit(bytes[p])) p++;
  return p === start ? ~p : p;
}

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 0x30 && c <= 0x39;

/** `p` where a number or word may end, else `~p`. */
function delimited(bytes: Uint8Array, p: number): number {
  return p >= bytes.length || endsToken(bytes[p] ?? 0) ? p : ~p;
}
