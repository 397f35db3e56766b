import type { Steps } from '../common/steps';
import { deepest } from './jsonIndex';
import { JsonWalk } from './jsonWalk';
import { MemberNames } from './memberNames';

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
  readonly #names: MemberNames;
  #tooDeep = false;
  #first: string | undefined;
  #count = 0;

  constructor(bytes: Uint8Array) {
    super(bytes);
    this.#names = new MemberNames(bytes);
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
    if (isObject) this.#names.openObject();
  }

  protected onClose(isObject: boolean): void {
    if (isObject) this.#names.closeObject();
  }

  protected onScalar(): void {
    if (this.depth > deepest) this.#tooDeep = true;
  }

  protected override onName(start: number, end: number): void {
    if (this.#names.add(start, end)) return;
    this.#count += 1;
    this.#first ??= this.#names.nameAt(start, end);
  }
}
