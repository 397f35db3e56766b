import { eachBase64 } from './base64';
import { eachKeyForm } from './keyForm';
import type { CodeSet, Letters } from './letters';
import { sourceOf } from './letters';
import type { Search } from './search';
import type { Span } from './span';
import { merged } from './span';
import { eachStretch } from './stretches';
import { unescaped } from './unescape';

/** What is looked for. */
export interface Wanted {
  readonly searches: readonly Search[];
  /** What such keys can be written with, escaped or not. */
  readonly set: CodeSet;
  /** The fewest characters of a text that can hold one. */
  readonly least: number;
}

/** Steps of unescaping: an escape may itself be escaped, and base64 hold escapes. */
export const mostSteps = 4;

/** Where keys, and pieces of them that count, stand in a text. */
export function findKeys(codes: Uint8Array, wanted: Wanted): readonly Span[] {
  const found: Span[] = [];
  const look = (letters: Letters, steps: number): void => {
    const tell = (from: number, to: number): void => {
      found.push(sourceOf(letters, from, to));
    };
    for (const search of wanted.searches) search.eachPiece(letters, tell);
    eachKeyForm(letters, tell);
    if (steps === 0) return;
    const lookDeeper = (meant: Letters): void => {
      look(meant, steps - 1);
    };
    eachBase64(letters, wanted, lookDeeper);
    const meant = unescaped(letters);
    if (meant) eachPart(meant, wanted, lookDeeper);
  };
  eachPart({ codes, from: 0, to: codes.length }, wanted, letters => {
    look(letters, mostSteps);
  });
  return merged(found);
}

function eachPart(letters: Letters, wanted: Wanted, tell: (part: Letters) => void): void {
  const { codes } = letters;
  eachStretch(
    index => codes[index] ?? 0,
    [letters.from, letters.to],
    wanted,
    (from, to) => {
      tell({ ...letters, from, to });
    },
  );
}
