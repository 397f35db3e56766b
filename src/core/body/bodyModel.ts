import { atOnce, type Steps } from '../common/steps';
import type { JsonIndex } from './jsonIndex';
import { Folding, rangeSize, type Visible } from './folding';
import { char, containerEndInSteps, skipSpace, valueEnd } from './jsonTokens';
import { Numbers } from './numbers';
import type { Row } from './rows';
import { findAllInSteps } from './search';
import { decodeInSteps, excerpt, nameEnd, valueStart } from './source';
import { lastAtMost, TextLines } from './textLines';

export interface SearchHit {
  /** Row of the hit, after unfolding the containers around it; `null` if nothing was found. */
  readonly row: number | null;
  /** How many rows hold the text. */
  readonly hits: number;
  /** Position of this hit among them, from 1; 0 if nothing was found. */
  readonly nth: number;
}

const nothingFound: SearchHit = { row: null, hits: 0, nth: 0 };

/** A body as rows: JSON as a tree, other text (or what follows a fault in JSON) as lines. */
export class BodyModel {
  readonly kind: 'none' | 'json' | 'text';
  readonly #bytes: Uint8Array;
  readonly #index: JsonIndex;
  readonly #folding: Folding;
  readonly #lines: TextLines;
  #newest: object = {};
  #searched: { readonly query: string; readonly hits: Uint32Array } = {
    query: '',
    hits: new Uint32Array(0),
  };

  private constructor(
    kind: 'none' | 'json' | 'text',
    bytes: Uint8Array,
    index: JsonIndex,
    lines: TextLines,
  ) {
    this.kind = kind;
    this.#bytes = bytes;
    this.#index = index;
    this.#folding = new Folding(index, bytes);
    this.#lines = lines;
    if (index.length === 0) return;
    this.#folding.setAll(false);
    this.#folding.openSecondLevel(100);
  }

  /** Use `openBody`. The index covers the bytes before `linesFrom`; the lines begin there. */
  static *open(
    kind: 'none' | 'json' | 'text',
    bytes: Uint8Array,
    index: JsonIndex,
    linesFrom: number,
  ): Steps<BodyModel> {
    const lines = yield* TextLines.read(bytes, linesFrom);
    const model = new BodyModel(kind, bytes, index, lines);
    yield* model.settle();
    return model;
  }

  /** Does the work of the last change in steps; without it, the next look at the rows does it in one go. */
  settle(): Steps<void> {
    return this.#folding.settle();
  }

  get rowCount(): number {
    return this.#folding.rowCount + this.#lines.count;
  }

  /** At most `count` rows, fewer at the end. */
  rows(from: number, count: number): Row[] {
    const start = Math.max(0, from);
    const length = Math.max(0, Math.min(this.rowCount - start, count));
    return Array.from({ length }, (_, i) => this.#row(start + i));
  }

  /** Folds or unfolds a row of the tree; ignores other rows. */
  toggle(row: number): void {
    if (row >= 0 && row < this.#folding.rowCount) this.#folding.toggle(this.#folding.row(row));
  }

  foldAll(open: boolean): void {
    if (this.#index.length > 0) this.#folding.setAll(open);
  }

  /** Finds the next row with the text after (or before) row `from`, ignoring case; goes on from the other end. */
  search(query: string, from: number, backwards: boolean): SearchHit {
    return atOnce(this.searchInSteps(query, from, backwards)) ?? nothingFound;
  }

  /** Searches as `search` does. Undefined where a newer search has begun meanwhile. */
  *searchInSteps(query: string, from: number, backwards: boolean): Steps<SearchHit | undefined> {
    const own = (this.#newest = {});
    const isNewest = () => own === this.#newest;
    const found =
      query === this.#searched.query ? this.#searched.hits : yield* this.#hits(query, isNewest);
    if (found === undefined) return undefined;
    this.#searched = { query, hits: found };
    yield* this.settle();
    if (!isNewest()) return undefined;
    const hit = this.#hitFrom(found, from, backwards);
    if (hit.row === null) return hit;
    yield* this.settle();
    return { ...hit, row: this.#rowOf(hit.row) };
  }

  /** The next hit, its container unfolded; `row` is its position in document order. */
  #hitFrom(hits: Uint32Array, from: number, backwards: boolean): SearchHit {
    const here = from < 0 ? -1 : this.#position(from);
    // A position may be a half, so a quarter is less than any distance.
    const edge = backwards ? here - 0.25 : here;
    const last = lastAtMost(hits, edge);
    const before = (hits[last] ?? Infinity) <= edge ? last : -1;
    const after = before + 1 < hits.length ? before + 1 : 0;
    const found = backwards ? (before < 0 ? hits.length - 1 : before) : after;
    const hit = hits[found];
    if (hit === undefined) return nothingFound;
    if (hit < this.#index.length) this.#folding.reveal(hit);
    return { row: hit, hits: hits.length, nth: found + 1 };
  }

  #rowOf(position: number): number {
    const line = position - this.#index.length;
    return line < 0 ? this.#folding.rowOf(position) : this.#folding.rowCount + line;
  }

  /** The row's exact and whole source: a value without its name, a line, or all items of a range. */
  textOf(row: number): string {
    return atOnce(this.textInSteps(row));
  }

  /** Reads as `textOf` does. */
  *textInSteps(row: number): Steps<string> {
    const line = row - this.#folding.rowCount;
    if (line >= 0) return this.#lines.textOf(line);
    const visible = this.#folding.row(row);
    const start = this.#valueAt(visible.node);
    const last = this.#valueAt(visible.isRange ? this.#lastOfRange(visible) : visible.node);
    const end = this.#isContainer(last)
      ? yield* containerEndInSteps(this.#bytes, last)
      : this.#scalarEnd(last);
    return yield* decodeInSteps(this.#bytes, start, end);
  }

  /** Position in document order among all values and lines, folded or not. A range stands before its first item. */
  #position(row: number): number {
    const line = row - this.#folding.rowCount;
    if (line >= 0) return this.#index.length + line;
    const visible = this.#folding.row(row);
    return visible.isRange ? visible.node - 0.5 : visible.node;
  }

  /** Positions of all rows that hold the text, in document order; undefined once `goesOn` says no. */
  *#hits(query: string, goesOn: () => boolean): Steps<Uint32Array | undefined> {
    const hits = new Numbers(64);
    const linesFrom = this.#lines.start;
    let node = -1;
    let drawnEnd = 0;
    const searching = findAllInSteps(this.#bytes, query, (start, end) => {
      if (start >= linesFrom) {
        const hit = this.#index.length + this.#lines.lineAt(start);
        if (hits.length === 0 || hits.last() !== hit) hits.push(hit);
        return end;
      }
      const found = lastAtMost(this.#index.at, start);
      if (found !== node) drawnEnd = this.#drawnEnd(found);
      node = found;
      // Brackets, commas and white space between values are not drawn, so they are no hits.
      if (start < (this.#index.at[node] ?? 0) || end > drawnEnd) return start + 1;
      hits.push(node);
      return Math.max(end, drawnEnd);
    });
    while (!searching.next().done) {
      yield;
      if (!goesOn()) return undefined;
    }
    return hits.take();
  }

  /** Where the drawn source of a row ends: a container's name, or a scalar. */
  #drawnEnd(node: number): number {
    const at = this.#index.at[node] ?? 0;
    const value = this.#valueAt(node);
    if (this.#isContainer(value)) return this.#nameEnd(at) ?? at;
    return this.#scalarEnd(value);
  }

  #nameEnd(at: number): number | undefined {
    return nameEnd(this.#bytes, at, this.#index.long);
  }

  #scalarEnd(value: number): number {
    return this.#index.long.get(value)?.end ?? valueEnd(this.#bytes, value);
  }

  #valueAt(node: number): number {
    return valueStart(this.#bytes, this.#index.at[node] ?? 0, this.#index.long);
  }

  #isContainer(value: number): boolean {
    return this.#bytes[value] === char.openBrace || this.#bytes[value] === char.openBracket;
  }

  #row(row: number): Row {
    const line = row - this.#folding.rowCount;
    if (line >= 0) return this.#lines.row(line);
    const visible = this.#folding.row(row);
    return visible.isRange ? this.#rangeRow(visible) : this.#valueRow(visible);
  }

  #rangeRow(visible: Visible): Row {
    const all = this.#folding.count(visible.parent);
    const first = visible.ordinal * rangeSize;
    const last = Math.min(all, first + rangeSize) - 1;
    return {
      depth: visible.depth,
      kind: 'range',
      text: `[${first}…${last}]`,
      count: last - first + 1,
      open: this.#folding.isOpen(visible),
      nth: visible.ordinal + 1,
      of: Math.ceil(all / rangeSize),
    };
  }

  #valueRow(visible: Visible): Row {
    const value = this.#valueAt(visible.node);
    const isTop = visible.node === 0;
    const siblings = isTop ? 1 : this.#folding.count(visible.parent);
    const isItem = !isTop && this.#bytes[this.#valueAt(visible.parent)] === char.openBracket;
    const inRange = isItem && siblings > rangeSize;
    const rangeStart = visible.ordinal - (visible.ordinal % rangeSize);
    const place = {
      depth: visible.depth,
      ...(isTop ? {} : { key: isItem ? String(visible.ordinal) : this.#name(visible.node) }),
      nth: 1 + visible.ordinal - (inRange ? rangeStart : 0),
      of: inRange ? Math.min(rangeSize, siblings - rangeStart) : siblings,
    };
    if (!this.#isContainer(value)) {
      const units = this.#index.long.get(value)?.units;
      const text = excerpt(this.#bytes, value, this.#scalarEnd(value), units);
      return { ...place, kind: scalarKind(this.#bytes[value] ?? 0), ...text };
    }
    return { ...place, ...this.#containerText(visible, value) };
  }

  #containerText(visible: Visible, value: number): Pick<Row, 'kind' | 'text' | 'open' | 'count'> {
    const isObject = this.#bytes[value] === char.openBrace;
    const kind = isObject ? 'object' : 'array';
    if (this.#folding.canOpen(visible)) {
      const count = this.#folding.count(visible.node);
      const open = this.#folding.isOpen(visible);
      return { kind, text: isObject ? '{…}' : '[…]', count, open };
    }
    const closer = isObject ? char.closeBrace : char.closeBracket;
    const isEmpty = this.#bytes[skipSpace(this.#bytes, value + 1)] === closer;
    if (isEmpty) return { kind, text: isObject ? '{}' : '[]', count: 0 };
    return { kind, text: isObject ? '{…}' : '[…]' };
  }

  #name(node: number): string {
    const at = this.#index.at[node] ?? 0;
    const end = (this.#nameEnd(at) ?? at + 2) - 1;
    const units = this.#index.long.get(at)?.units;
    const { text, cut } = excerpt(this.#bytes, at + 1, end, units && units - 2);
    return cut === undefined ? text : `${text}…`;
  }

  #lastOfRange(range: Visible): number {
    const end = range.parent + (this.#index.size[range.parent] ?? 1);
    let node = range.node;
    for (let i = 1; i < rangeSize; i++) {
      const next = node + (this.#index.size[node] ?? 1);
      if (next >= end) return node;
      node = next;
    }
    return node;
  }
}

function scalarKind(first: number): Row['kind'] {
  if (first === char.quote) return 'string';
  if (first === 0x74 || first === 0x66) return 'boolean';
  return first === 0x6e ? 'null' : 'number';
}
