import { pointerOf } from '../common/pointer';

/** Why a value cannot be written as JSON without loss. */
export type NoJson =
  | 'bigint'
  | 'function'
  | 'symbol'
  /** NaN or an infinity: `JSON.stringify` would make it null. */
  | 'notFinite'
  /** An undefined entry of a list: `JSON.stringify` would make it null. */
  | 'undefined'
  /** The value contains itself. */
  | 'cycle'
  /** A Map, a Promise, a RegExp …: `JSON.stringify` would drop its content. */
  | 'otherObject'
  /** Its getter, `toJSON` or proxy threw. */
  | 'threw'
  | 'tooLarge';

export type WrittenJson =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly why: NoJson;
      /** JSON pointer to the value that cannot be written; only the beginning of a long one. */
      readonly pointer: string;
    };

interface WriteOptions {
  /** Each member and entry gets a line of its own. */
  readonly indented?: boolean;
  /** Members are sorted by name, so that their order makes no difference. */
  readonly sorted?: boolean;
}

/** The longest text (UTF-16 units) and the deepest nesting: an object whose getters make new objects has no end. */
const most = { units: 64_000_000, depth: 1_200_000 };

/** Deeper values stand on one line, or the text would grow with the square of the depth. */
export const deepestIndent = 20;

/** Down to this depth each level is checked for a cycle. */
const alwaysLooked = 64;

/** The most keys in a pointer. */
const longestPointer = 8;

/**
 * Writes any value as `JSON.stringify` does, `toJSON` included, without recursion. A value that JSON would drop or
 * change is refused; only undefined members are left out. Never throws.
 */
export function writeJson(value: unknown, options: WriteOptions = {}): WrittenJson {
  const writer = new Writer(options, most.units);
  const why = writer.write(value);
  return why === undefined
    ? { ok: true, text: writer.text }
    : { ok: false, why, pointer: writer.pointer };
}

/**
 * The first `units` UTF-16 units of a value's JSON text, and one more if there are more, so that a cut can be seen.
 * Writing stops there, and before the first thing that is not JSON.
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
      // A getter, a `toJSON` or a proxy threw. Its error is foreign and tells the user nothing.
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

  /** Deep down only some levels are checked: a cycle passes one of them again, and the cost stays linear. */
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

  /** The line break before an entry at a depth (`out` 0), or before the closing bracket of its container (`out` 1). */
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

/** What JSON writes for a value: the result of its `toJSON`, or the content of a `new String()` and the like. */
function replaced(given: unknown, key: string): unknown {
  if (given === null || !/^(?:object|function|bigint)$/.test(typeof given)) return given;
  const { toJSON } = given as { readonly toJSON?: unknown };
  const value: unknown = typeof toJSON === 'function' ? toJSON.call(given, key) : given;
  if (value instanceof Number) return Number(value);
  if (value instanceof String) return String(value);
  return value instanceof Boolean ? value.valueOf() : value;
}

/** Writes a value that is known to be JSON; anything else becomes `null`. */
export function jsonText(value: unknown, indented = false): string {
  const written = writeJson(value, { indented });
  return written.ok ? written.text : 'null';
}
