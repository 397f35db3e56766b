import { atOnce, type Steps } from '../common/steps';
import type { JsonIndex } from './jsonIndex';
import { char } from './jsonTokens';
import { Numbers } from './numbers';
import { valueStart } from './source';
import { lastAtMost } from './textLines';

/** Longer arrays first unfold to ranges of this many items. */
export const rangeSize = 1000;

/** How many rows are gathered between two steps. */
const rowsInStep = 4_096;

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
  /** Replaced by each change, so that rows that are being gathered are seen to be outdated. */
  #change: object = {};

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
    this.#changed();
    if (!row.isRange) this.#open[row.node] = this.#open[row.node] === 1 ? 0 : 1;
    else if (!this.#openRanges.get(row.parent)?.delete(row.ordinal)) {
      this.#openRange(row.parent, row.ordinal);
    }
  }

  /** Unfolds or folds all values. When all are folded, the members of the top still show. */
  setAll(open: boolean): void {
    this.#changed();
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
    this.#changed();
  }

  /** Unfolds the containers around a value. */
  reveal(node: number): void {
    let container = 0;
    while (container !== node) {
      if (this.#open[container] !== 1) this.#changed();
      this.#open[container] = 1;
      let ordinal = 0;
      let child = container + 1;
      while (child + this.#sizeOf(child) <= node) {
        child += this.#sizeOf(child);
        ordinal++;
      }
      if (this.#isRanged(container)) {
        this.#openRange(container, Math.floor(ordinal / rangeSize));
        this.#changed();
      }
      container = child;
    }
  }

  /** The row of a value whose containers are unfolded: rows stand in document order. */
  rowOf(node: number): number {
    this.#refresh();
    const row = lastAtMost(this.#nodes, node);
    return this.#nodes[row] === node ? row : 0;
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
    const value = valueStart(this.#bytes, this.#index.at[node] ?? 0, this.#index.long);
    return this.#bytes[value] === char.openBracket && this.count(node) > rangeSize;
  }

  #openRange(node: number, range: number): void {
    const open = this.#openRanges.get(node) ?? new Set();
    this.#openRanges.set(node, open.add(range));
  }

  #changed(): void {
    this.#stale = true;
    this.#change = {};
  }

  #refresh(): void {
    if (this.#stale) atOnce(this.settle());
  }

  /** Lists the rows that are visible now, so that reading them takes no time. Begins again when something changes. */
  *settle(): Steps<void> {
    while (this.#stale) {
      const change = this.#change;
      const rows = yield* this.#gather(change);
      if (rows === undefined) continue;
      const nodes = rows.nodes.take();
      yield;
      const parents = rows.parents.take();
      yield;
      const ordinals = rows.ordinals.take();
      yield;
      const shapes = rows.shapes.take();
      if (!this.#isDue(change)) continue;
      this.#stale = false;
      this.#nodes = nodes;
      this.#parents = parents;
      this.#ordinals = ordinals;
      this.#shapes = shapes;
    }
  }

  /** Whether the rows of this change are still wanted: nothing was changed, and nobody else listed them meanwhile. */
  #isDue(change: object): boolean {
    return this.#stale && change === this.#change;
  }

  /** Undefined where the rows are no longer wanted. */
  *#gather(change: object): Steps<Rows | undefined> {
    const rows = new Rows(this.#nodes.length);
    const frames: Frame[] = [];
    const unfold = (node: number, depth: number) => {
      if (this.#open[node] === 1 && this.#sizeOf(node) > 1) frames.push(this.#frame(node, depth));
    };
    if (this.#index.length > 0) rows.add(0, 0, 0, 0, 0);
    unfold(0, 1);
    let step = 0;
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      if (++step % rowsInStep === 0) {
        yield;
        if (!this.#isDue(change)) return undefined;
      }
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
    return rows;
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
