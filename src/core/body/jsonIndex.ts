import { atOnce } from '../common/steps';
import { JsonWalk } from './jsonWalk';
import { Numbers } from './numbers';

/** Containers nested deeper than this are one row without children: no walker or screen gains from more. */
export const deepest = 512;

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

export function indexJson(bytes: Uint8Array, start: number): JsonIndex {
  return new Indexer(bytes).run(start);
}

class Indexer extends JsonWalk {
  readonly #at: Numbers;
  readonly #size: Numbers;
  /** For each open container: its number in the index (0 below the cap, where it has none). */
  readonly #open = new Numbers(64);
  #tooDeep = false;

  constructor(bytes: Uint8Array) {
    super(bytes);
    this.#at = new Numbers(bytes.length >> 4);
    this.#size = new Numbers(bytes.length >> 4);
  }

  run(start: number): JsonIndex {
    const fault = atOnce(this.walk(start));
    while (this.#open.length > 0) this.onClose();
    return {
      length: this.#at.length,
      at: this.#at.take(),
      size: this.#size.take(),
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
