import type { Steps } from '../common/steps';
import { char, endsToken, skipSpace, stringEnd } from './jsonTokens';
import { Numbers } from './numbers';

const enum Expect {
  value,
  firstName,
  name,
  firstItem,
  commaOrEnd,
}

/** Where a text stops being JSON, and where the first thing begins that was not read: the faulty member or item. */
export interface JsonFault {
  readonly error: number;
  readonly rest: number;
}

/** So many values are read between two steps. */
const valuesInStep = 4_096;

/**
 * Goes through a JSON text once, in document order, and says what it meets. Iterative: a text of brackets only must not
 * exhaust the stack. Numbers are checked and never converted.
 */
export abstract class JsonWalk {
  protected readonly bytes: Uint8Array;
  /** For each open container: 1 for an object, 0 for an array. */
  readonly #isObject = new Numbers(64);

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** How many containers are open. */
  protected get depth(): number {
    return this.#isObject.length;
  }

  /** A container opens. @param at its member name's opening quote, else its bracket */
  protected abstract onOpen(at: number, isObject: boolean): void;
  protected abstract onClose(isObject: boolean): void;
  protected abstract onScalar(at: number): void;
  /** The name of a member of the object that is open, quotes and all. */
  protected onName?(start: number, end: number): void;

  protected *walk(start: number): Steps<JsonFault | undefined> {
    const { bytes } = this;
    let expect = Expect.value;
    let p = skipSpace(bytes, start);
    for (let values = 1; p < bytes.length;) {
      const c = bytes[p] ?? 0;
      if (expect === Expect.commaOrEnd) {
        if (this.depth === 0) return { error: p, rest: p };
        const isObject = this.#isObject.last() === 1;
        if (c === char.comma) expect = isObject ? Expect.name : Expect.value;
        else if (c === (isObject ? char.closeBrace : char.closeBracket)) this.#close();
        else return { error: p, rest: p };
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
      if (values++ % valuesInStep === 0) yield;
      let value = p;
      if (expect === Expect.name || expect === Expect.firstName) {
        if (c !== char.quote) return { error: p, rest: p };
        const nameEnd = stringEnd(bytes, p);
        if (nameEnd < 0) return { error: ~nameEnd, rest: p };
        const colon = skipSpace(bytes, nameEnd);
        if (bytes[colon] !== char.colon) return { error: colon, rest: p };
        this.onName?.(p, nameEnd);
        value = skipSpace(bytes, colon + 1);
      }
      const first = bytes[value] ?? 0;
      if (first === char.openBrace || first === char.openBracket) {
        this.onOpen(p, first === char.openBrace);
        this.#isObject.push(first === char.openBrace ? 1 : 0);
        expect = first === char.openBrace ? Expect.firstName : Expect.firstItem;
        p = skipSpace(bytes, value + 1);
        continue;
      }
      const end = scalarEnd(bytes, value);
      if (end < 0) return { error: ~end, rest: p };
      this.onScalar(p);
      expect = Expect.commaOrEnd;
      p = skipSpace(bytes, end);
    }
    const isWhole = expect === Expect.commaOrEnd && this.depth === 0;
    return isWhole ? undefined : { error: p, rest: p };
  }

  #close(): void {
    this.onClose(this.#isObject.pop() === 1);
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
