import { eachBase64 } from './base64';
import { beginsEscape, escapeAt, longestEscape } from './escapes';
import type { Wanted } from './findKeys';
import { mostSteps } from './findKeys';
import { cutKeyForm } from './keyForm';
import type { Letters } from './letters';
import { lettersOf, sourceOf } from './letters';
import type { Span } from './span';
import { unescaped } from './unescape';

/** In bytes: more than the beginning of a key takes, however it is escaped. */
const longestEnd = 1_024;

/** Finds the beginning of a key at the end of bytes that broke off, perhaps within an escape. */
export function findCutKey(codes: Uint8Array, wanted: Wanted): Span | undefined {
  const end = codes.length;
  let start = end;
  const look = (letters: Letters, steps: number): void => {
    const part = lastPart(letters, wanted);
    for (const to of new Set([part.to, wholeUntil(part)])) {
      const cut = { ...part, to };
      for (const at of [cutKeyForm(cut), ...wanted.searches.map(search => search.cutAt(cut))]) {
        if (at !== -1) start = Math.min(start, sourceOf(cut, at, to).start);
      }
      const meant = unescaped(cut);
      if (meant && steps > 0) look(meant, steps - 1);
    }
    if (steps === 0) return;
    eachBase64(part, { set: wanted.set, least: 1 }, inner => {
      // The last characters of base64 may hold less than a byte.
      if (sourceOf(inner, inner.from, inner.to).end >= end - 2) look(inner, steps - 1);
    });
  };
  look(lettersOf(codes, Math.max(0, end - longestEnd)), mostSteps);
  return start < end ? { start, end } : undefined;
}

function lastPart(letters: Letters, { set }: Wanted): Letters {
  let { to: from } = letters;
  while (from > letters.from && set[letters.codes[from - 1] ?? 0] === 1) from -= 1;
  return { ...letters, from };
}

/** Where an escape begins that the end may have cut; `to` if there is none. */
function wholeUntil({ codes, from, to }: Letters): number {
  for (let at = to - 1; at >= Math.max(from, to - longestEscape); at -= 1) {
    const escape = escapeAt(codes, at, to);
    if (beginsEscape[codes[at] ?? 0] === 1 && (escape === 0 || at + (escape >> 8) === to))
      return at;
  }
  return to;
}
