import { matchAt, open, Pieces, type Fill, type Shell } from './shellWord';

/** As Windows programs split their command line: backslashes are special only before a quote, and `""` is one quote. */
export const windowsShell: Shell = {
  piece(text, from) {
    const [outside = '', before = '', quote] = matchAt(marks, text, from) ?? [];
    if (outside === '') return undefined;
    if (quote === undefined) return { text: before, end: from + before.length };
    const half = '\\'.repeat(before.length >> 1);
    if (before.length % 2 === 1) return { text: `${half}"`, end: from + outside.length };
    const pieces = new Pieces();
    pieces.add(half);
    for (let at = from + outside.length; at < text.length;) {
      const run = matchAt(plain, text, at)?.[0] ?? '';
      pieces.add(run);
      at += run.length;
      const [all = '', slashes = '', found] = matchAt(quoting, text, at) ?? [];
      const isOdd = slashes.length % 2 === 1;
      pieces.add('\\'.repeat(found === undefined ? slashes.length : slashes.length >> 1));
      at += all.length;
      if (found === '"' && !isOdd) return pieces.until(at);
      if (found !== undefined) pieces.add('"');
      // The backslash escapes only the first of two quotes.
      if (found === '""' && isOdd) at -= 1;
    }
    return open('openQuote', from + before.length, '"');
  },
  continuation: /\^(?:([ \t\u00a0]*)\r?\n|$)/y,
  operator: /[|&]/y,
  hasComments: false,
  hasHereDocuments: false,
};

const plain = /[^\\"]+/y;
const quoting = /(\\*)(""?)?/y;
const marks = /(\\*)(")?/y;

/** A text as cmd changes it, and the original offset of each character. */
export interface Uncareted {
  readonly text: string;
  /** Of each character, and of the end. */
  readonly offsets: readonly number[];
}

interface CaretRules {
  /** Carets count between quotes, too, as Chrome and Edge wrote their lines until 2023. */
  readonly everywhere: boolean;
  readonly fill: Fill;
  /** Sticky; what a terminal puts before each line. */
  readonly gutter?: RegExp | undefined;
}

/**
 * Changes a line as cmd does before the program sees it: a caret makes the next character literal, and `%NAME%` is
 * filled in if the text tells its value.
 */
export function withoutCarets(
  text: string,
  from: number,
  { everywhere, fill, gutter }: CaretRules,
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
      if (newline !== undefined && gutter) at += matchAt(gutter, text, at)?.[0].length ?? 0;
      // After a continued line, another line break is a real one.
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
