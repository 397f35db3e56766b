import type { Steps } from '../common/steps';
import { deepest } from './jsonIndex';
import { JsonWalk } from './jsonWalk';

/** Faults and oddities of a JSON text. */
export interface JsonCheck {
  /** Byte offset at which it stops being JSON. */
  readonly error?: number;
  readonly tooDeep: boolean;
  /** How many members repeat a name of their own object, and the first repeated name. */
  readonly repeated?: { readonly name: string; readonly count: number };
}

/** Checks JSON from the byte offset `start` on, in steps. */
export const checkJson = (bytes: Uint8Array, start: number): Steps<JsonCheck> =>
  new Checker(bytes).run(start);

class Checker extends JsonWalk {
  readonly #text: Buffer;
  /** The names so far in each open object; an array has no entry. */
  readonly #names: Set<string>[] = [];
  #tooDeep = false;
  #first: string | undefined;
  #count = 0;

  constructor(bytes: Uint8Array) {
    super(bytes);
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  *run(start: number): Steps<JsonCheck> {
    const fault = yield* this.walk(start);
    const [name, count] = [this.#first, this.#count];
    return {
      tooDeep: this.#tooDeep,
      ...(fault && { error: fault.error }),
      ...(name !== undefined && { repeated: { name, count } }),
    };
  }

  protected onOpen(_at: number, isObject: boolean): void {
    if (this.depth > deepest) this.#tooDeep = true;
    if (isObject) this.#names.push(new Set());
  }

  protected onClose(isObject: boolean): void {
    if (isObject) this.#names.pop();
  }

  protected onScalar(): void {
    if (this.depth > deepest) this.#tooDeep = true;
  }

  protected override onName(start: number, end: number): void {
    const names = this.#names.at(-1);
    const name = this.#nameAt(start, end);
    if (names?.has(name) === false) {
      names.add(name);
      return;
    }
    this.#count += 1;
    this.#first ??= this.#decoded(start, end);
  }

  /** A text to compare names by, the same however a name is escaped. Names without escapes are not decoded. */
  #nameAt(start: number, end: number): string {
    const bytes = this.#text.toString('latin1', start + 1, end - 1);
    if (!bytes.includes('\\')) return bytes;
    const name = this.#decoded(start, end);
    // A lone surrogate has no UTF-8 form. The `\0` keeps it apart: plain names hold no control character.
    return name.isWellFormed() ? Buffer.from(name).toString('latin1') : `\0${name}`;
  }

  /** Decodes a JSON string whose escapes were checked before. */
  #decoded(start: number, end: number): string {
    return JSON.parse(this.#text.toString('utf8', start, end)) as string;
  }
}
