import { pointerOf } from './pointer';

/** Why a value has no JSON text that says all of it. */
export type NoJson =
  | 'bigint'
  | 'function'
  | 'symbol'
  /** NaN or an infinity: `JSON.stringify` would make it null. */
  | 'notFinite'
  /** A place in a list that holds nothing: `JSON.stringify` would make it null. */
  | 'undefined'
  /** It holds itself. */
  | 'cycle'
  /** A Map, a Promise, a RegExp …: `JSON.stringify` would drop what is in it. */
  | 'otherObject'
  /** Reading it failed. */
  | 'threw'
  | 'tooLarge';

export type WrittenJson =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly why: NoJson;
      /** Where the value stands, as a JSON pointer; of a deep one the beginning. */
      readonly pointer: string;
    };

interface WriteOptions {
  /** A line for each member and entry. */
  readonly indented?: boolean;
  /** Members by name: the same text for what differs in their order only. */
  readonly sorted?: boolean;
}

/** The longest text, in UTF-16 units, and the deepest nesting: an object that makes new ones as it is read has no end. */
const most = { units: 64_000_000, depth: 1_200_000 };

/** What is deeper stands on one line: the text of a deep value must not grow with the square of its depth. */
export const deepestIndent = 20;

/** Levels in which an object that holds itself is seen at once. */
const alwaysLooked = 64;

/** As long as a pointer gets, in keys. */
const longestPointer = 8;

/**
 * The JSON text of any value, as `JSON.stringify` writes it, `toJSON` included; at any depth, without recursion. What
 * JSON would leave out or change is refused, but for members that are undefined: those are not there. Never throws.
 */
export function writeJson(value: unknown, options: WriteOptions = {}): WrittenJson {
  const writer = new Writer(options, most.units);
  const why = writer.write(value);
  return why === undefined
    ? { ok: true, text: writer.text }
    : { ok: false, why, pointer: writer.pointer };
}

/**
 * The first `units` of the JSON text of a value, and one more where there are more, so that a cut can be seen. Of what
 * is no JSON, what comes before it. Takes no longer than that, whatever the value.
 */
export function jsonExcerpt(value: unknown, units: number): string {
  const writer = new Writer({}, units);
  writer.write(value);
  return writer.text.slice(0, units + 1);
}

/** A list or object that is being written. */
interface Frame {
  readonly value: object;
  /** Undefined for a list. */
  readonly names: readonly string[] | undefined;
  readonly length: number;
  next: number;
  isEmpty: boolean;
}

class Writer {
  readonly #options: WriteOptions;
  readonly #units: number;
  readonly #parts: string[] = [];
  readonly #open: Frame[] = [];
  #length = 0;

  constructor(options: WriteOptions, units: number) {
    this.#options = options;
    this.#units = units;
  }

  get text(): string {
    return this.#parts.join('');
  }

  get pointer(): string {
    const keys = this.#open
      .slice(0, longestPointer)
      .map(({ names, next }) => (names ? names[next - 1] : undefined) ?? String(next - 1));
    return pointerOf(keys.map(key => key.slice(0, 60)));
  }

  write(value: unknown): NoJson | undefined {
    try {
      let why = this.#value(value, '');
      for (let frame = this.#open.at(-1); frame && !why; frame = this.#open.at(-1))
        why = this.#next(frame);
      return why;
    } catch {
      // A getter, a `toJSON` or a proxy: what it has thrown is of others, and says nothing to a person.
      return 'threw';
    }
  }

  #next(frame: Frame): NoJson | undefined {
    const { value, names, length, isEmpty } = frame;
    if (frame.next === length) return this.#close(frame);
    const name = names?.[frame.next];
    const key = name ?? String(frame.next);
    frame.next += 1;
    const given = (value as Readonly<Record<string, unknown>>)[key];
    if (names && given === undefined) return undefined;
    frame.isEmpty = false;
    const comma = isEmpty ? '' : ',';
    const label = name === undefined ? '' : `${quoted(name)}:${this.#options.indented ? ' ' : ''}`;
    return this.#put(comma + this.#gap(this.#open.length, 0) + label) ?? this.#value(given, key);
  }

  #value(given: unknown, key: string): NoJson | undefined {
    const value = replaced(given, key);
    switch (typeof value) {
      case 'string':
        return this.#put(quoted(value.slice(0, this.#units + 1)));
      case 'number':
        return Number.isFinite(value) ? this.#put(String(value)) : 'notFinite';
      case 'boolean':
        return this.#put(String(value));
      case 'object':
        return value === null ? this.#put('null') : this.#enter(value);
      case 'bigint':
        return 'bigint';
      case 'function':
        return 'function';
      case 'symbol':
        return 'symbol';
      case 'undefined':
        return 'undefined';
    }
  }

  #enter(value: object): NoJson | undefined {
    if (this.#isInside(value)) return 'cycle';
    const isList = Array.isArray(value);
    if (!isList && Object.prototype.toString.call(value) !== '[object Object]')
      return 'otherObject';
    if (this.#open.length >= most.depth) return 'tooLarge';
    const own = isList ? undefined : Object.keys(value);
    const names = this.#options.sorted ? own?.sort() : own;
    const { length } = isList ? value : (names ?? []);
    this.#open.push({ value, names, length, next: 0, isEmpty: true });
    return this.#put(names ? '{' : '[');
  }

  /** Below the first levels only now and then: whatever holds itself comes by there again, and no depth costs its square. */
  #isInside(value: object): boolean {
    const { length: depth } = this.#open;
    const looks = depth <= alwaysLooked || Number.isInteger(Math.log2(depth));
    return looks && this.#open.some(frame => frame.value === value);
  }

  #close({ names, isEmpty }: Frame): NoJson | undefined {
    const gap = isEmpty ? '' : this.#gap(this.#open.length, 1);
    this.#open.pop();
    return this.#put(gap + (names ? '}' : ']'));
  }

  /** What stands before an entry at a depth, or, a step further out, before the end of its list or object. */
  #gap(depth: number, out: 0 | 1): string {
    const isLine = this.#options.indented && depth <= deepestIndent;
    return isLine ? `\n${'  '.repeat(depth - out)}` : '';
  }

  #put(text: string): NoJson | undefined {
    this.#parts.push(text);
    this.#length += text.length;
    return this.#length > this.#units ? 'tooLarge' : undefined;
  }
}

const quoted = (text: string): string => JSON.stringify(text);

/** What JSON writes in place of a value: what its `toJSON` says, and what a `new String()` and its like hold. */
function replaced(given: unknown, key: string): unknown {
  if (given === null || !/^(?:object|function|bigint)$/.test(typeof given)) return given;
  const { toJSON } = given as { readonly toJSON?: unknown };
  const value: unknown = typeof toJSON === 'function' ? toJSON.call(given, key) : given;
  if (value instanceof Number) return Number(value);
  if (value instanceof String) return String(value);
  return value instanceof Boolean ? value.valueOf() : value;
}

/** For values that are JSON already; what is none becomes `null`. */
export function jsonText(value: unknown, indented = false): string {
  const written = writeJson(value, { indented });
  return written.ok ? written.text : 'null';
}
