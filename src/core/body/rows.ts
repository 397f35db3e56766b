/** One row as it is drawn: of the folded JSON tree, or of plain text. JSON-safe, a few kilobytes at most. */
export interface Row {
  /** Nesting, from 0. */
  readonly depth: number;
  /** Member name as written, without quotes, or the index in a list; absent at the top and in plain text. */
  readonly key?: string;
  readonly kind: 'object' | 'array' | 'range' | 'string' | 'number' | 'boolean' | 'null' | 'text';
  /** A scalar as written, cut to 1,000 characters; `{…}`, `[…]` or `[0…999]` for an object, array or range. */
  readonly text: string;
  /** How many characters were cut from `text`. */
  readonly cut?: number;
  /** Members or items of an object, array or range. */
  readonly count?: number;
  /** Whether it is unfolded; absent if it cannot be. */
  readonly open?: boolean;
  /** Position among its siblings, from 1, and their number: `aria-posinset`, `aria-setsize`. */
  readonly nth: number;
  readonly of: number;
}
