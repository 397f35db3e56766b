import { anchorLength } from './anchors';
import type { Fingerprints, PieceKind } from './fingerprints';
import { leastBeginning } from './fingerprints';
import type { Letters } from './letters';
import { textOf } from './letters';

/** Looks for known keys in a text, and caches what it has looked up: an answer may hold a key many times. */
export class Search {
  readonly #prints: Fingerprints;
  readonly #seen = new Map<string, PieceKind | 'none'>();
  readonly #lengths: readonly number[];
  readonly #stride: number;

  constructor(prints: Fingerprints) {
    this.#prints = prints;
    this.#lengths = [...prints.pieceLengths];
    this.#stride = Math.min(...this.#lengths) - anchorLength + 1;
  }

  /** To be called after each text: the cache holds pieces of keys. */
  forget(): void {
    // Clearing an empty map makes a new one: too slow for each header of each answer.
    if (this.#seen.size > 0) this.#seen.clear();
  }

  /** Reports every piece of a key that counts, together with the rest of the key beside it. */
  eachPiece(letters: Letters, tell: (from: number, to: number) => void): void {
    if (this.#lengths.length === 0) return;
    let at = letters.from;
    while (at + anchorLength <= letters.to) {
      const end = this.#mayHold(letters, at) ? this.#pieceAround(letters, at, tell) : at;
      at = Math.max(end, at + this.#stride);
    }
  }

  /** In a piece longer than an anchor each anchor has another one beside it. Testing it saves most vain lookups. */
  #mayHold(letters: Letters, at: number): boolean {
    if (!this.#isAnchor(letters, at)) return false;
    return this.#stride === 1 || this.#isAnchor(letters, at - 1) || this.#isAnchor(letters, at + 1);
  }

  #isAnchor({ codes, from, to }: Letters, at: number): boolean {
    const { anchors } = this.#prints;
    return at >= from && at + anchorLength <= to && anchors.isMarked(anchors.at(codes, at));
  }

  /** Where a key begins that the end cuts; -1 if there is none. */
  cutAt({ codes, from, to }: Letters): number {
    const most = Math.min(this.#prints.longestBeginning, to - from);
    for (let length = most; length >= leastBeginning; length -= 1) {
      const text = textOf(codes, to - length, to).toLowerCase();
      if (this.#prints.has('beginning', text)) return to - length;
    }
    return -1;
  }

  isValue({ codes, from, to }: Letters): boolean {
    if (!this.#prints.valueLengths.has(to - from)) return false;
    return this.#prints.has('value', textOf(codes, from, to).toLowerCase());
  }

  /** Reports the piece around an anchor. @returns where the search goes on */
  #pieceAround(letters: Letters, at: number, tell: (from: number, to: number) => void): number {
    for (const length of this.#lengths) {
      const first = Math.max(letters.from, at + anchorLength - length);
      for (let from = first; from <= at; from += 1) {
        if (this.#kindAt(letters, from, length) === undefined) continue;
        const left = this.#ends(letters, { from, length, way: -1 });
        const right = this.#ends(letters, { from, length, way: 1 });
        if (left.counts || right.counts) tell(left.at, right.at + length);
        return right.at + 1;
      }
    }
    return at;
  }

  /** How far a key goes on in one direction: the adjacent piece is tried first, then ever shorter steps. */
  #ends(letters: Letters, { from, length, way }: Piece): { at: number; counts: boolean } {
    let at = from;
    let counts = this.#kindAt(letters, at, length) === 'secret';
    for (let step = length; step >= 1;) {
      const kind = this.#kindAt(letters, at + way * step, length);
      if (kind === undefined) {
        step = Math.floor(step / 2);
        continue;
      }
      counts ||= kind === 'secret';
      at += way * step;
    }
    return { at, counts };
  }

  #kindAt({ codes, from, to }: Letters, at: number, length: number): PieceKind | undefined {
    if (at < from || at + length > to) return undefined;
    const text = textOf(codes, at, at + length).toLowerCase();
    const known = this.#seen.get(text);
    if (known !== undefined) return known === 'none' ? undefined : known;
    const kind = this.#prints.pieceKind(text);
    this.#seen.set(text, kind ?? 'none');
    return kind;
  }
}

interface Piece {
  readonly from: number;
  readonly length: number;
  readonly way: 1 | -1;
}
