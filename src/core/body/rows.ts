/** One line of the folded JSON tree (or of plain text), as it is drawn. JSON-safe, a few hundred bytes at most. */
export interface Row {
  /** Nesting, from 0. */
  readonly depth: number;
  /** Member name, or the index in a list; absent at the top and in plain text. */
  readonly key?: string;
  readonly kind: 'object' | 'array' | 'range' | 'string' | 'number' | 'boolean' | 'null' | 'text';
  /** Source text of a scalar (numbers to the digit), cut to 1,000 characters; "{…} 12 members" for what can unfold. */
  readonly text: string;
  /** Characters cut from `text`. */
  readonly cut?: number;
  /** Absent: cannot unfold. */
  readonly open?: boolean;
}
