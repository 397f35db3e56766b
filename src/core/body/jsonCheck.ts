import type { Steps } from '../common/steps';
import { deepest } from './jsonIndex';
import { JsonWalk } from './jsonWalk';

/** What is odd about a text as JSON. */
export interface JsonCheck {
  /** Where it stops being JSON. */
  readonly error?: number;
  readonly tooDeep: boolean;
  /** Members whose name stands before them in the same object: how many, and the first such name. */
  readonly repeated?: { readonly name: string; readonly count: number };
}

export const checkJson = (bytes: Uint8Array, start: number): Steps<JsonCheck> =>
  new Checker(bytes).run(start);

class Checker extends JsonWalk {
  readonly #text: Buffer;
  /** The names of each open object so far; an array has none. */
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

  /** The same for names that are the same, however they are escaped. Bytes as characters: nothing is decoded. */
  #nameAt(start: number, end: number): string {
    const bytes = this.#text.toString('latin1', start + 1, end - 1);
    if (!bytes.includes('\\')) return bytes;
    const name = this.#decoded(start, end);
    // Half of a pair has no bytes; no other name begins with a control character that is not escaped.
    return name.isWellFormed() ? Buffer.from(name).toString('latin1') : `\0${name}`;
  }

  /** Of a JSON string whose escapes are known to be right. */
  #decoded(start: number, end: number): string {
    return JSON.parse(this.#text.toString('utf8', start, end)) as string;
  }
}
