import { atOnce, type Steps } from '../common/steps';
import { JsonWalk } from './jsonWalk';
import type { LongToken } from './jsonTokens';
import { Numbers } from './numbers';

/** Values nested deeper are not in the index: their container is one row without children. Nobody reads deeper. */
export const deepest = 512;

/**
 * Where the values of a JSON text stand, in document order, so that a subtree is one range of numbers. It takes eight
 * bytes a value; everything else is read from the source when a row is drawn.
 */
export interface JsonIndex {
  readonly length: number;
  /** Byte offset of each value; of a member, that of its name's opening quote. */
  readonly at: Uint32Array;
  /** How many values each subtree has, itself included. */
  readonly size: Uint32Array;
  /** Long strings (names too) and numbers by their offsets, so that they are not read for each row drawn of them. */
  readonly long: ReadonlyMap<number, LongToken>;
  /** Byte offset at which the text stops being JSON. The index holds what was read before. */
  readonly error?: number;
  /** Byte offset of the faulty member or item, the first one that is not in the index. */
  readonly rest?: number;
  readonly tooDeep: boolean;
}

/** Reads JSON from the byte offset `start` on, in one go; never throws. */
export function indexJson(bytes: Uint8Array, start: number): JsonIndex {
  return atOnce(indexJsonInSteps(bytes, start));
}

/** Reads JSON from the byte offset `start` on, as `indexJson` does. */
export const indexJsonInSteps = (bytes: Uint8Array, start: number): Steps<JsonIndex> =>
  new Indexer(bytes).run(start);

class Indexer extends JsonWalk {
  readonly #at: Numbers;
  readonly #size: Numbers;
  /** Number in the index of each open container; 0 for one that is too deep to be in it. */
  readonly #open = new Numbers(64);
  #tooDeep = false;

  constructor(bytes: Uint8Array) {
    super(bytes);
    this.#at = new Numbers(bytes.length >> 4);
    this.#size = new Numbers(bytes.length >> 4);
  }

  *run(start: number): Steps<JsonIndex> {
    const fault = yield* this.walk(start);
    while (this.#open.length > 0) this.onClose();
    const at = this.#at.take();
    yield;
    return {
      length: at.length,
      at,
      size: this.#size.take(),
      long: this.long,
      tooDeep: this.#tooDeep,
      ...fault,
    };
  }

  protected onOpen(at: number): void {
    const shown = this.#open.length <= deepest;
    this.#open.push(shown ? this.#at.length : 0);
    if (shown) this.#add(at);
    else this.#tooDeep = true;
  }

  protected onClose(): void {
    const depth = this.#open.length;
    const node = this.#open.pop();
    if (depth <= deepest + 1) this.#size.set(node, this.#at.length - node);
  }

  protected onScalar(at: number): void {
    if (this.#open.length <= deepest) this.#add(at);
    else this.#tooDeep = true;
  }

  #add(at: number): void {
    this.#at.push(at);
    this.#size.push(1);
  }
}
