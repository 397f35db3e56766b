/** Letters of an anchor: every piece of a key that counts holds a whole one. */
export const anchorLength = 16;

const bits = 18;
export const mostAnchor = (1 << bits) - 1;

/**
 * Where a piece of a key could stand, at little cost: a filter of the hashes of all its runs of `anchorLength` letters. It
 * keeps 18 bits of each, which tell nothing of the letters and are wrong now and then.
 */
export class Anchors {
  readonly #seed: number;
  readonly #factor: number;
  readonly #filter = new Uint8Array(1 << (bits - 3));

  /** @param seed eight bytes that nobody else knows */
  constructor(seed: Buffer) {
    this.#seed = seed.readUInt32LE(0);
    this.#factor = seed.readUInt32LE(4) | 1;
  }

  /** What `mark` takes: the anchor at a place, in any case. */
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

/** With the bit set that tells small letters from capitals; what else becomes the same by that, the fingerprints tell apart. */
const fourAt = (codes: Uint8Array, at: number): number =>
  (codes[at] ?? 0) |
  ((codes[at + 1] ?? 0) << 8) |
  ((codes[at + 2] ?? 0) << 16) |
  ((codes[at + 3] ?? 0) << 24) |
  0x20202020;
