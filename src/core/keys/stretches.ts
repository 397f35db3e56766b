import type { CodeSet } from './letters';

/** Runs of at least this many characters of a set. */
export interface Run {
  readonly set: CodeSet;
  readonly least: number;
}

/**
 * Reports each run. Looks at every `least`-th character first: each run holds one of them, so that most of a text is
 * never read.
 */
export function eachStretch(
  codes: Uint8Array,
  from: number,
  to: number,
  { set, least }: Run,
  tell: (from: number, to: number) => void,
): void {
  let start = from;
  while (start + least <= to) {
    let back = start + least - 1;
    while (back >= start && set[codes[back] ?? 0] === 1) back -= 1;
    if (back >= start) {
      start = back + 1;
      continue;
    }
    let end = start + least;
    while (end < to && set[codes[end] ?? 0] === 1) end += 1;
    tell(start, end);
    start = end + 1;
  }
}
