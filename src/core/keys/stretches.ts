import type { CodeSet } from './letters';

/**
 * Tells each run of at least `least` characters of a set. Looks at every `least`-th character first, which each such run
 * holds one of, so that most of a text is never read.
 */
export function eachStretch(
  codeAt: (index: number) => number,
  [from, to]: readonly [number, number],
  { set, least }: { readonly set: CodeSet; readonly least: number },
  tell: (from: number, to: number) => void,
): void {
  let start = from;
  while (start + least <= to) {
    let back = start + least - 1;
    while (back >= start && set[codeAt(back)] === 1) back -= 1;
    if (back >= start) {
      start = back + 1;
      continue;
    }
    let end = start + least;
    while (end < to && set[codeAt(end)] === 1) end += 1;
    tell(start, end);
    start = end + 1;
  }
}
