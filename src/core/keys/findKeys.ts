import { eachBase64 } from './base64';
import { eachKeyForm } from './keyForm';
import type { CodeSet, Letters } from './letters';
import { lettersOf, sourceOf } from './letters';
import type { Search } from './search';
import type { Span } from './span';
import { merged } from './span';
import type { Run } from './stretches';
import { eachStretch } from './stretches';
import { longestUnescaped, unescaped } from './unescape';

/** What to look for: keys, in runs of the characters that they can be written with, escaped or not. */
export interface Wanted extends Run {
  readonly searches: readonly Search[];
  /** The characters that they are written with if nothing is escaped. */
  readonly plain: CodeSet;
  /** The length of the longest text that can be a short key, as a whole value; 0 if no short key is known. */
  readonly longestValue: number;
}

/** The most steps of unescaping: an escape may itself be escaped, and base64 may hold escapes. */
export const mostSteps = 4;

/** Finds keys, and pieces of them that count, in a text. */
export function findKeys(codes: Uint8Array, wanted: Wanted): readonly Span[] {
  const found: Span[] = [];
  eachPart(lettersOf(codes), wanted, letters => {
    look(letters, wanted, mostSteps, found);
  });
  return merged(found);
}

function look(letters: Letters, wanted: Wanted, steps: number, found: Span[]): void {
  const { searches, plain, least, set } = wanted;
  const lookDeeper = (meant: Letters): void => {
    if (steps > 0) look(meant, wanted, steps - 1, found);
  };
  eachPart(letters, { set: plain, least }, part => {
    const tell = (from: number, to: number): void => {
      found.push(sourceOf(part, from, to));
    };
    for (const search of searches) search.eachPiece(part, tell);
    eachKeyForm(part, tell);
    eachBase64(part, wanted, lookDeeper);
  });
  if (longestUnescaped(letters, set) < least) return;
  const meant = unescaped(letters);
  if (meant) eachPart(meant, wanted, lookDeeper);
}

function eachPart(letters: Letters, run: Run, tell: (part: Letters) => void): void {
  const { codes, places } = letters;
  eachStretch(codes, letters.from, letters.to, run, (from, to) => {
    tell({ codes, places, from, to });
  });
}
