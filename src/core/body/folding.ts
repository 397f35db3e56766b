import type { JsonIndex } from './jsonIndex';
import { char } from './jsonTokens';
import { Numbers } from './numbers';
import { valueStart } from './source';

/** Longer arrays first unfold to ranges of this many items. */
export const rangeSize = 1000;

/** One visible row of the tree. */
export interface Visible {
  /** Number of the value in the index; for a range, of its first item. */
  readonly node: number;
  /** The container around it; for a range, its array; for the top value, itself. */
  readonly parent: number;
  /** Position in the parent, from 0; for a range, its position among the ranges. */
  readonly ordinal: number;
  readonly depth: number;
  readonly isRange: boolean;
}

interface Frame {
  readonly container: number;
  readonly end: number;
  readonly depth: number;
  readonly ranged: boolean;
  next: number;
  ordinal: number;
  shown: boolean;
}

/** Rows while they are gathered, as four lists of the same length. */
class Rows {
  readonly nodes: Numbers;
  readonly parents: Numbers;
  readonly ordinals: Numbers;
  /** Depth times two, plus one for a range. */
  readonly shapes: Numbers;

  constructor(expected: number) {
    this.nodes = new Numbers(expected);
    this.parents = new Numbers(expected);
    this.ordinals = new Numbers(expected);
    this.shapes = new Numbers(expected);
  }

  add(node: number, parent: number, ordinal: number, depth: number, range: 0 | 1): void {
    this.nodes.push(node);
    this.parents.push(parent);
    this.ordinals.push(ordinal);
    this.shapes.push(depth * 2 + range);
  }
}

/** Knows which values are unfolded, and lists the rows that are visible then. */
export class Folding {
  readonly #index: JsonIndex;
  readonly #bytes: Uint8Array;
  readonly #open: Uint8Array;
  readonly #openRanges = new Map<number, Set<number>>();
  readonly #counts = new Map<number, number>();
  #nodes: Uint32Array = new Uint32Array(0);
  #parents: Uint32Array = new Uint32Array(0);
  #ordinals: Uint32Array = new Uint32Array(0);
  /** Depth times two, plus one for a range. */
  #shapes: Uint32Array = new Uint32Array(0);
  #stale = true;

  constructor(index: JsonIndex, bytes: Uint8Array) {
    this.#index = index;
    this.#bytes = bytes;
    this.#open = new Uint8Array(index.length);
  }

  get rowCount(): number {
    this.#refresh();
    return this.#nodes.length;
  }

  row(i: number): Visible {
    this.#refresh();
    const shape = this.#shapes[i] ?? 0;
    return {
      node: this.#nodes[i] ?? 0,
      parent: this.#parents[i] ?? 0,
      ordinal: this.#ordinals[i] ?? 0,
      depth: shape >>> 1,
      isRange: (shape & 1) === 1,
    };
  }

  canOpen(row: Visible): boolean {
    return row.isRange || this.#sizeOf(row.node) > 1;
  }

  isOpen(row: Visible): boolean {
    if (row.isRange) return this.#openRanges.get(row.parent)?.has(row.ordinal) ?? false;
    return this.#open[row.node] === 1;
  }

  toggle(row: Visible): void {
    if (!this.canOpen(row)) return;
    this.#stale = true;
    if (!row.isRange) this.#open[row.node] = this.#open[row.node] === 1 ? 0 : 1;
    else if (!this.#openRanges.get(row.parent)?.delete(row.ordinal)) {
      this.#openRange(row.parent, row.ordinal);
    }
  }

  /** Unfolds or folds all values. When all are folded, the members of the top still show. */
  setAll(open: boolean): void {
    this.#stale = true;
    this.#open.fill(open ? 1 : 0);
    this.#openRanges.clear();
    if (this.#open.length > 0) this.#open[0] = 1;
    if (!open) return;
    for (let node = 0; node < this.#index.length; node++) {
      // A value with at most `rangeSize` values inside has no ranges.
      if (this.#sizeOf(node) <= rangeSize || !this.#isRanged(node)) continue;
      const ranges = Math.ceil(this.count(node) / rangeSize);
      for (let range = 0; range < ranges; range++) this.#openRange(node, range);
    }
  }

  /** Unfolds the members of the top if at most `rows` rows are visible then. */
  openSecondLevel(rows: number): void {
    const end = this.#sizeOf(0);
    let shown = 1;
    for (let child = 1; child < end; child += this.#sizeOf(child)) {
      shown += 1 + (this.#isRanged(child) ? rows : this.count(child));
      if (shown > rows) return;
    }
    for (let child = 1; child < end; child += this.#sizeOf(child)) this.#open[child] = 1;
    this.#stale = true;
  }

  /** Unfolds the containers around a value and returns its row. */
  reveal(node: number): number {
    let container = 0;
    while (container !== node) {
      if (this.#open[container] !== 1) this.#stale = true;
      this.#open[container] = 1;
      let ordinal = 0;
      let child = container + 1;
      while (child + this.#sizeOf(child) <= node) {
        child += this.#sizeOf(child);
        ordinal++;
      }
      if (this.#isRanged(container)) {
        this.#openRange(container, Math.floor(ordinal / rangeSize));
        this.#stale = true;
      }
      container = child;
    }
    this.#refresh();
    for (let row = 0; row < this.#nodes.length; row++) {
      if (this.#nodes[row] === node && ((this.#shapes[row] ?? 0) & 1) === 0) return row;
    }
    return 0;
  }

  /** How many members or items the value has. */
  count(node: number): number {
    const end = node + this.#sizeOf(node);
    if (end === node + 1) return 0;
    const known = this.#counts.get(node);
    if (known !== undefined) return known;
    let count = 0;
    for (let child = node + 1; child < end; child += this.#sizeOf(child)) count++;
    this.#counts.set(node, count);
    return count;
  }

  #sizeOf(node: number): number {
    return this.#index.size[node] ?? 1;
  }

  #isRanged(node: number): boolean {
    if (this.#sizeOf(node) <= rangeSize) return false;
    const value = valueStart(this.#bytes, this.#index.at[node] ?? 0);
    return this.#bytes[value] === char.openBracket && this.count(node) > rangeSize;
  }

  #openRange(node: number, range: number): void {
    const open = this.#openRanges.get(node) ?? new Set();
    this.#openRanges.set(node, open.add(range));
  }

  #refresh(): void {
    if (!this.#stale) return;
    this.#stale = false;
    const rows = new Rows(this.#nodes.length);
    const frames: Frame[] = [];
    const unfold = (node: number, depth: number) => {
      if (this.#open[node] === 1 && this.#sizeOf(node) > 1) frames.push(this.#frame(node, depth));
    };
    if (this.#index.length > 0) rows.add(0, 0, 0, 0, 0);
    unfold(0, 1);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      if (frame.next >= frame.end) {
        frames.pop();
        continue;
      }
      const { container, next: node, ordinal, depth } = frame;
      if (frame.ranged && ordinal % rangeSize === 0) {
        const range = ordinal / rangeSize;
        rows.add(node, container, range, depth, 1);
        frame.shown = this.#openRanges.get(container)?.has(range) ?? false;
      }
      frame.next += this.#sizeOf(node);
      frame.ordinal++;
      if (!frame.shown) continue;
      const own = depth + (frame.ranged ? 1 : 0);
      rows.add(node, container, ordinal, own, 0);
      unfold(node, own + 1);
    }
    this.#nodes = rows.nodes.take();
    this.#parents = rows.parents.take();
    this.#ordinals = rows.ordinals.take();
    this.#shapes = rows.shapes.take();
  }

  #frame(container: number, depth: number): Frame {
    const ranged = this.#isRanged(container);
    return {
      container,
      end: container + this.#sizeOf(container),
      depth,
      ranged,
      next: container + 1,
      ordinal: 0,
      shown: !ranged,
    };
  }
}
