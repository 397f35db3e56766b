import { matchAt, open, Pieces, type Fill, type Shell } from './shellWord';

/** As Windows programs take their command line apart: backslashes matter before a quote only, and `""` is one quote. */
export const windowsShell: Shell = {
  piece(text, from) {
    const outside = matchAt(/(\\*)"/y, text, from);
    if (!outside) return undefined;
    const before = outside[1] ?? '';
    const half = '\\'.repeat(before.length >> 1);
    if (before.length % 2 === 1) return { text: `${half}"`, end: from + outside[0].length };
    const pieces = new Pieces();
    pieces.add(half);
    for (let at = from + outside[0].length; at < text.length;) {
      const run = matchAt(plain, text, at)?.[0] ?? '';
      pieces.add(run);
      at += run.length;
      const [all = '', marks = '', quote] = matchAt(quoting, text, at) ?? [];
      pieces.add('\\'.repeat(quote === undefined ? marks.length : marks.length >> 1));
      at += all.length;
      if (quote === '"' && marks.length % 2 === 0) return pieces.until(at);
      if (quote !== undefined) pieces.add('"');
      if (quote === '""' && marks.length % 2 === 1) at -= 1;
    }
    return open('openQuote', from + before.length, '"');
  },
  continuation: /\^([ \t\u00a0]*)\r?\n/y,
  operator: /[|&]/y,
  hasComments: false,
  hasHereDocuments: false,
};

const plain = /[^\\"]+/y;
const quoting = /(\\*)(""?)?/y;

/** A text without what cmd takes out of it, and where each of its letters stood. */
export interface Uncareted {
  readonly text: string;
  /** Of each letter, and of what follows the last. */
  readonly offsets: readonly number[];
}

/**
 * What cmd makes of a line before the program sees it: a caret takes the meaning of the next letter, and `%NAME%` is
 * filled in where the text tells it.
 * @param everywhere also between quotes: so Chrome and Edge wrote their lines until 2023
 */
export function withoutCarets(
  text: string,
  from: number,
  { everywhere, fill }: { readonly everywhere: boolean; readonly fill: Fill },
): Uncareted {
  const letters: string[] = [];
  const offsets: number[] = [];
  const add = (part: string, at: number) => {
    for (let i = 0; i < part.length; i += 1) {
      letters.push(part.charAt(i));
      offsets.push(at);
    }
  };
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (mark === '^' && (everywhere || !isQuoted)) {
      const newline = matchAt(lineEnd, text, at + 1)?.[0];
      if (newline !== undefined && /^[ \t]/.test(newline)) add(' ', at);
      at += (newline?.length ?? 0) + 1;
      // The line goes on; a line break right after that is one.
      if (newline === undefined || text.charAt(at) !== '\r') add(text.charAt(at), at);
      continue;
    }
    const named = mark === '%' ? matchAt(variable, text, at) : null;
    const value = named ? fill(named[1] ?? '') : undefined;
    if (named && value !== undefined) {
      add(value, at);
      at += named[0].length - 1;
      continue;
    }
    if (mark === '"') isQuoted = !isQuoted;
    add(mark, at);
  }
  return { text: letters.join(''), offsets: [...offsets, text.length] };
}

const lineEnd = /[ \t\u00a0]*\r?\n/y;
const variable = /%([A-Za-z_]\w{0,60})%/y;
