/** The length of an anchor in letters. Every piece of a key that counts contains a whole anchor. */
export const anchorLength = 16;

const bits = 18;
export const mostAnchor = (1 << bits) - 1;

/**
 * Tells cheaply where a piece of a key could stand: a filter with a hash of each `anchorLength` letters in a row.
 * It keeps 18 bits of each hash, which reveal no letters and match other text now and then.
 */
export class Anchors {
  readonly #seed: number;
  readonly #factor: number;
  readonly #filter = new Uint8Array(1 << (bits - 3));

  /** @param seed secret bytes, at least eight */
  constructor(seed: Buffer) {
    this.#seed = seed.readUInt32LE(0);
    this.#factor = seed.readUInt32LE(4) | 1;
  }

  /** The hash of the anchor at a place, ignoring case, for `mark` and `isMarked`. */
  at(codes: Uint8Array, from: number): number {
    let hash = this.#seed;
    for (let at = from; at < from + anchorLength; at += 4) {
      hash = Math.imul(hash ^ fourAt(codes, at), this.#factor);
      hash ^= hash >>> 15;
    }
    return hash >>> (32 - bits);
  }

  mark(anchor: number): void {
    this.#filter[anchor >> 3] = (this.#filter[anchor >> 3] ?? 0) | (1 << (anchor & 7));
  }

  isMarked(anchor: number): boolean {
    return ((this.#filter[anchor >> 3] ?? 0) & (1 << (anchor & 7))) !== 0;
  }

  marked(): number[] {
    const all: number[] = [];
    for (let anchor = 0; anchor <= mostAnchor; anchor += 1) {
      if (this.isMarked(anchor)) all.push(anchor);
    }
    return all;
  }
}

/** Four characters, with capitals as small letters. Other characters that become equal differ in their fingerprints. */
const fourAt = (codes: Uint8Array, at: number): number =>
  (codes[at] ?? 0) |
  ((codes[at + 1] ?? 0) << 8) |
  ((codes[at + 2] ?? 0) << 16) |
  ((codes[at + 3] ?? 0) << 24) |
  0x20202020;
