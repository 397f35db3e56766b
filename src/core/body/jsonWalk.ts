import type { Steps } from '../common/steps';
import {
  char,
  endsToken,
  faultAt,
  faultOffset,
  isFault,
  measuredString,
  skipSpace,
  skipSpaceInSteps,
  stringEnd,
  unread,
  type LongToken,
  type TokenEnd,
} from './jsonTokens';
import { Numbers } from './numbers';

const enum Expect {
  value,
  firstName,
  name,
  firstItem,
  commaOrEnd,
}

/** Byte offsets: where a text stops being JSON, and where the faulty member or item begins. */
export interface JsonFault {
  readonly error: number;
  readonly rest: number;
}

/** In bytes: longer strings are measured in steps, and kept, so that no row of them reads them again. */
const longToken = 16_384;

/** How many bytes are read between two steps; a longer number is read in one go. */
const bytesInStep = 65_536;

/**
 * Goes through a JSON text once, in document order, and reports each value. Not recursive: a text of nothing but
 * brackets must not exhaust the stack. Numbers are checked and never converted.
 */
export abstract class JsonWalk {
  protected readonly bytes: Uint8Array;
  /** For each open container: 1 for an object, 0 for an array. */
  readonly #isObject = new Numbers(16);
  /** Strings and numbers over `longToken`, by their offsets. */
  protected readonly long = new Map<number, LongToken>();
  #expect = Expect.value;
  /** The string that was measured last. */
  #measured = { at: -1, end: 0 };

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** How many containers are open. */
  protected get depth(): number {
    return this.#isObject.length;
  }

  /** A container opens. @param at offset of its member name's opening quote, else of its bracket */
  protected abstract onOpen(at: number, isObject: boolean): void;
  protected abstract onClose(isObject: boolean): void;
  protected abstract onScalar(at: number): void;
  /** Reports the name of a member, quotes included. */
  protected onName?(start: number, end: number): void;

  protected *walk(start: number): Steps<JsonFault | undefined> {
    const { bytes } = this;
    this.#expect = Expect.value;
    let p = yield* skipSpaceInSteps(bytes, start);
    for (let step = p + bytesInStep; p < bytes.length;) {
      if (p > step) {
        step = p + bytesInStep;
        yield;
      }
      const next = this.#pastMark(p);
      if (isFault(next)) return { error: p, rest: p };
      if (next > p) {
        p = skipSpace(bytes, next);
        continue;
      }
      let value = this.#pastName(p);
      if (value === unread) {
        yield* this.#measure(p);
        value = this.#pastName(p);
      }
      if (isFault(value)) return { error: faultOffset(value), rest: p };
      let end = this.#pastValue(p, value);
      if (end === unread) {
        yield* this.#measure(value);
        end = this.#pastValue(p, value);
      }
      if (isFault(end)) return { error: faultOffset(end), rest: p };
      p = skipSpace(bytes, end);
    }
    return this.#isWhole() ? undefined : { error: p, rest: p };
  }

  *#measure(at: number): Steps<void> {
    const token = yield* measuredString(this.bytes, at);
    this.#measured = { at, end: token.end };
    if (!isFault(token.end)) this.long.set(at, token);
  }

  /** The offset after a string; `unread` if it has to be measured before. */
  #stringEnd(at: number): TokenEnd {
    const { at: known, end } = this.#measured;
    return at === known ? end : stringEnd(this.bytes, at, longToken);
  }

  #isWhole(): boolean {
    return this.#expect === Expect.commaOrEnd && this.depth === 0;
  }

  /** The offset after a comma or closing bracket; `p` itself if a name or value is due; else a fault. */
  #pastMark(p: number): TokenEnd {
    const c = this.bytes[p];
    const isObject = this.#isObject.last() === 1;
    const isEnd = c === (isObject ? char.closeBrace : char.closeBracket);
    switch (this.#expect) {
      case Expect.commaOrEnd:
        if (this.depth === 0) return faultAt(p);
        if (c === char.comma) this.#expect = isObject ? Expect.name : Expect.value;
        else if (isEnd) this.#close();
        else return faultAt(p);
        return p + 1;
      case Expect.firstName:
      case Expect.firstItem:
        if (!isEnd) return p;
        this.#close();
        return p + 1;
      case Expect.name:
      case Expect.value:
        return p;
    }
  }

  /** Where the value begins: behind its member name, if one is due. A fault if the name is wrong. */
  #pastName(p: number): TokenEnd {
    const { bytes } = this;
    if (this.#expect !== Expect.name && this.#expect !== Expect.firstName) return p;
    if (bytes[p] !== char.quote) return faultAt(p);
    const end = this.#stringEnd(p);
    if (isFault(end)) return end;
    const colon = skipSpace(bytes, end);
    if (bytes[colon] !== char.colon) return faultAt(colon);
    this.onName?.(p, end);
    return skipSpace(bytes, colon + 1);
  }

  /** The offset after a scalar or opening bracket, or a fault. @param at offset of its name, if it has one */
  #pastValue(at: number, value: number): TokenEnd {
    const first = this.bytes[value] ?? 0;
    const isObject = first === char.openBrace;
    if (isObject || first === char.openBracket) {
      this.onOpen(at, isObject);
      this.#isObject.push(isObject ? 1 : 0);
      this.#expect = isObject ? Expect.firstName : Expect.firstItem;
      return value + 1;
    }
    const isString = first === char.quote;
    const end = isString ? this.#stringEnd(value) : wordEnd(this.bytes, value);
    if (isFault(end)) return end;
    const length = end - value;
    if (length > longToken && !isString) this.long.set(value, { end, units: length });
    this.onScalar(at);
    this.#expect = Expect.commaOrEnd;
    return end;
  }

  #close(): void {
    this.onClose(this.#isObject.pop() === 1);
    this.#expect = Expect.commaOrEnd;
  }
}

const words: Readonly<Record<number, string>> = { 0x74: 'true', 0x66: 'false', 0x6e: 'null' };

/** The offset after a word or number. */
function wordEnd(bytes: Uint8Array, p: number): TokenEnd {
  const c = bytes[p] ?? 0;
  const word = words[c];
  if (word === undefined) return numberEnd(bytes, p);
  for (let i = 0; i < word.length; i++) {
    if (bytes[p + i] !== word.charCodeAt(i)) return faultAt(p + i);
  }
  return delimited(bytes, p + word.length);
}

function numberEnd(bytes: Uint8Array, start: number): TokenEnd {
  let p = start;
  if (bytes[p] === char.minus) p++;
  if (bytes[p] === char.zero) p++;
  else if (isFault((p = digits(bytes, p)))) return p;
  if (bytes[p] === char.dot && isFault((p = digits(bytes, p + 1)))) return p;
  if (bytes[p] === 0x65 || bytes[p] === 0x45) {
    p++;
    if (bytes[p] === char.plus || bytes[p] === char.minus) p++;
    if (isFault((p = digits(bytes, p)))) return p;
  }
  return delimited(bytes, p);
}

/** The offset after one or more digits; a fault if there is none. */
function digits(bytes: Uint8Array, start: number): TokenEnd {
  let p = start;
  while (isDigit(bytes[p])) p++;
  return p === start ? faultAt(p) : p;
}

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 0x30 && c <= 0x39;

/** `p` if a number or word may end there, else a fault. */
function delimited(bytes: Uint8Array, p: number): TokenEnd {
  return p >= bytes.length || endsToken(bytes[p] ?? 0) ? p : faultAt(p);
}
