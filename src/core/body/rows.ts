/** One line of the folded JSON tree (or of plain text), as it is drawn. JSON-safe, a few hundred bytes at most. */
export interface Row {
  /** Nesting, from 0. */
  readonly depth: number;
  /** Member name as it stands in the source, without its quotes, or the index in a list; absent at the top and in plain text. */
  readonly key?: string;
  readonly kind: 'object' | 'array' | 'range' | 'string' | 'number' | 'boolean' | 'null' | 'text';
  /** Source text of a scalar (numbers to the digit), cut to 1,000 characters; `{…}`, `[…]` or `[0…999]` for what holds others. */
  readonly text: string;
  /** Characters cut from `text`. */
  readonly cut?: number;
  /** Members or items of an object, array or range. */
  readonly count?: number;
  /** Absent: cannot unfold. */
  readonly open?: boolean;
  /** Place among its siblings, from 1, and how many they are: `aria-posinset`, `aria-setsize`. */
  readonly nth: number;
  readonly of: number;
}
