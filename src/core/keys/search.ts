import { anchorLength } from './anchors';
import type { Fingerprints, PieceKind } from './fingerprints';
import { leastBeginning } from './fingerprints';
import type { Letters } from './letters';
import { textOf } from './letters';

/** Looks for known keys in one text, and remembers what it has looked up: an answer may hold a key many times. */
export class Search {
  /** 0: there is no key that counts as a whole value only. */
  readonly longestValue: number;
  readonly #prints: Fingerprints;
  readonly #seen = new Map<string, PieceKind | 'none'>();
  readonly #lengths: readonly number[];
  readonly #stride: number;

  constructor(prints: Fingerprints) {
    this.#prints = prints;
    this.#lengths = [...prints.pieceLengths];
    this.longestValue = Math.max(0, ...prints.valueLengths);
    this.#stride = Math.min(...this.#lengths) - anchorLength + 1;
  }

  /** Every piece of a key that counts, with all of the key that stands beside it. */
  eachPiece(letters: Letters, tell: (from: number, to: number) => void): void {
    const { codes, to } = letters;
    const { anchors } = this.#prints;
    if (this.#lengths.length === 0) return;
    let at = letters.from;
    while (at + anchorLength <= to) {
      const end = anchors.isMarked(anchors.at(codes, at))
        ? this.#pieceAround(letters, at, tell)
        : at;
      at = Math.max(end, at + this.#stride);
    }
  }

  /** Where the beginning of a key stands that is cut at the end; -1: nowhere. */
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

  /** The end of what it found, else `at`. */
  #pieceAround(letters: Letters, at: number, tell: (from: number, to: number) => void): number {
    for (const length of this.#lengths) {
      const first = Math.max(letters.from, at + anchorLength - length);
      for (let from = first; from <= at; from += 1) {
        if (this.#kindAt(letters, from, length) === 'none') continue;
        const end = this.#tellPiece(letters, from, length, tell);
        return Math.max(at, end - length + 1);
      }
    }
    return at;
  }

  #tellPiece(
    letters: Letters,
    from: number,
    length: number,
    tell: (from: number, to: number) => void,
  ): number {
    const kindAt = (at: number): PieceKind | 'none' => this.#kindAt(letters, at, length);
    let [first, last] = [from, from];
    while (kindAt(first - 1) !== 'none') first -= 1;
    while (kindAt(last + 1) !== 'none') last += 1;
    let secret = first;
    while (secret <= last && kindAt(secret) !== 'secret') secret += 1;
    if (secret <= last) tell(first, last + length);
    return last + length;
  }

  #kindAt({ codes, from, to }: Letters, at: number, length: number): PieceKind | 'none' {
    if (at < from || at + length > to) return 'none';
    const text = textOf(codes, at, at + length).toLowerCase();
    const known = this.#seen.get(text);
    if (known !== undefined) return known;
    const kind = (['secret', 'beside'] as const).find(each => this.#prints.has(each, text));
    this.#seen.set(text, kind ?? 'none');
    return kind ?? 'none';
  }
}
