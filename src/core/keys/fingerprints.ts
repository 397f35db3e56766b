import { createHmac } from 'node:crypto';
import { anchorLength, Anchors } from './anchors';
import { secretStart } from './keyForm';
import { codesOf, isKeyLetter } from './letters';

/** A piece of a key counts if it has at least this many letters of the secret part. */
export const leastPiece = 24;
/** The beginning of a key counts at the end of a cut answer if it has at least this many letters. */
export const leastBeginning = 12;

export const tagKinds = ['secret', 'beside', 'beginning', 'value'] as const;
export type TagKind = (typeof tagKinds)[number];

/** How a piece of text matches known keys. `beside` only tells how far a key goes on next to a `secret` piece. */
export type PieceKind = 'secret' | 'beside';

/**
 * Salted hashes of keys in lower case, kept in place of their texts: of each piece that counts, of each beginning, and
 * of each key as a whole.
 */
export class Fingerprints {
  readonly #salt: Uint8Array;
  readonly #tags: ReadonlyMap<TagKind, Set<string>> = new Map(
    tagKinds.map(kind => [kind, new Set<string>()]),
  );
  readonly anchors: Anchors;
  /** Lengths of the pieces and, in `valueLengths`, of the short keys, which count as whole values only. */
  readonly pieceLengths = new Set<number>();
  readonly valueLengths = new Set<number>();
  longestBeginning = 0;
  /** Characters of keys other than `[A-Za-z0-9_-]`. */
  odd = '';

  constructor(salt: Uint8Array) {
    this.#salt = salt;
    this.anchors = new Anchors(this.#hash('anchors', ''));
  }

  get salt(): Uint8Array {
    return this.#salt;
  }

  get isEmpty(): boolean {
    return this.tags('value').size === 0;
  }

  knows(key: string): boolean {
    return this.has('value', key.toLowerCase());
  }

  /** Adds the fingerprints of a key, not its text. */
  add(key: string): void {
    const text = key.toLowerCase();
    this.tags('value').add(this.#tag('value', text));
    for (const character of new Set(text)) {
      const isOdd = !isKeyLetter(character.charCodeAt(0));
      if (isOdd && !this.odd.includes(character)) this.odd += character;
    }
    if (key.length < anchorLength) this.valueLengths.add(key.length);
    else this.#addPieces(text, secretStart(key));
  }

  pieceKind(text: string): PieceKind | undefined {
    const tag = this.#tag('piece', text);
    if (this.tags('secret').has(tag)) return 'secret';
    return this.tags('beside').has(tag) ? 'beside' : undefined;
  }

  has(kind: 'beginning' | 'value', text: string): boolean {
    return this.tags(kind).has(this.#tag(kind, text));
  }

  tags(kind: TagKind): Set<string> {
    return this.#tags.get(kind) ?? new Set();
  }

  #addPieces(text: string, secretFrom: number): void {
    const secret = text.length - secretFrom;
    const length = secret < leastPiece ? text.length : leastPiece;
    this.pieceLengths.add(length);
    for (let from = 0; from + length <= text.length; from += 1) {
      const counts = secret < leastPiece || from >= secretFrom;
      const tag = this.#tag('piece', text.slice(from, from + length));
      this.tags(counts ? 'secret' : 'beside').add(tag);
    }
    // A longer beginning holds a piece that counts.
    const last = Math.min(text.length - 1, secretFrom + leastPiece);
    for (let end = leastBeginning; end <= last; end += 1) {
      this.tags('beginning').add(this.#tag('beginning', text.slice(0, end)));
    }
    this.longestBeginning = Math.max(this.longestBeginning, last);
    const codes = codesOf(text);
    for (let from = 0; from + anchorLength <= codes.length; from += 1) {
      this.anchors.mark(this.anchors.at(codes, from));
    }
  }

  #tag(kind: 'piece' | 'beginning' | 'value', text: string): string {
    return this.#hash(kind, text).toString('base64', 0, 12);
  }

  #hash(kind: string, text: string): Buffer {
    return createHmac('sha256', this.#salt).update(`${kind} ${text}`).digest();
  }
}
