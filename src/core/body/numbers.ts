/** A growing list of unsigned 32-bit numbers: a tenth of an array's memory, which garbage collection skips. */
export class Numbers {
  #items: Uint32Array;
  #length = 0;

  constructor(expected: number) {
    this.#items = new Uint32Array(Math.max(16, expected));
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      const grown = new Uint32Array(this.#items.length * 2);
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.#length++] = value;
  }

  /** Removes and returns the last number; 0 if there is none. */
  pop(): number {
    if (this.#length === 0) return 0;
    return this.#items[--this.#length] ?? 0;
  }

  last(): number {
    return this.#items[this.#length - 1] ?? 0;
  }

  set(index: number, value: number): void {
    this.#items[index] = value;
  }

  /** A copy of the numbers, without spare room. */
  take(): Uint32Array {
    return this.#items.slice(0, this.#length);
  }
}
