/** How many numbers are in a piece: growing by pieces copies nothing, which would take long with millions of them. */
const [pieceBits, pieceSize] = [16, 65_536];

/** A growing list of unsigned 32-bit numbers: a tenth of an array's memory, which garbage collection skips. */
export class Numbers {
  /** Pieces of `pieceSize` numbers; only the first one may be smaller, as long as it is the only one. */
  readonly #full: Uint32Array[] = [];
  #piece: Uint32Array;
  /** How many numbers are in the last piece. */
  #used = 0;

  constructor(expected: number) {
    this.#piece = new Uint32Array(Math.min(pieceSize, Math.max(16, expected)));
  }

  get length(): number {
    return this.#full.length * pieceSize + this.#used;
  }

  push(value: number): void {
    if (this.#used === this.#piece.length) this.#grow();
    this.#piece[this.#used++] = value;
  }

  /** Removes and returns the last number; 0 if there is none. */
  pop(): number {
    if (this.#used === 0) {
      const before = this.#full.pop();
      if (!before) return 0;
      this.#piece = before;
      this.#used = pieceSize;
    }
    return this.#piece[--this.#used] ?? 0;
  }

  last(): number {
    return (this.#used > 0 ? this.#piece[this.#used - 1] : this.#full.at(-1)?.[pieceSize - 1]) ?? 0;
  }

  set(index: number, value: number): void {
    const piece = this.#full[index >> pieceBits] ?? this.#piece;
    piece[index & (pieceSize - 1)] = value;
  }

  /** A copy of the numbers, without spare room. */
  take(): Uint32Array {
    const all = new Uint32Array(this.length);
    for (const [index, piece] of this.#full.entries()) all.set(piece, index * pieceSize);
    all.set(this.#piece.subarray(0, this.#used), this.#full.length * pieceSize);
    return all;
  }

  #grow(): void {
    const { length } = this.#piece;
    if (length === pieceSize) {
      this.#full.push(this.#piece);
      this.#piece = new Uint32Array(pieceSize);
      this.#used = 0;
      return;
    }
    const grown = new Uint32Array(Math.min(pieceSize, length * 2));
    grown.set(this.#piece);
    this.#piece = grown;
  }
}
