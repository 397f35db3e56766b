import { filled, parenthesisEnd } from './expansion';
import { isProblem, matchAt, open, Pieces, type Fill, type Piece } from './shellWord';
import type { Shell, SplitProblem, Word } from './shellWord';
import { windowsShell } from './windowsShell';

/** PowerShell from 7.3 on, which passes each word to a program unchanged. */
export const powerShell: Shell = {
  piece(text, at, fill) {
    const here = matchAt(/@(['"])[ \t]*\r?\n/y, text, at);
    if (here) return hereString(text, at, here, fill);
    switch (text.charAt(at)) {
      case "'":
        return singleQuoted(text, at);
      case '"':
        return doubleQuoted(text, at, fill);
      case '`':
        return { text: text.charAt(at + 1), end: at + 2 };
      case '$':
        return variableAt(text, at, fill);
      default:
        return undefined;
    }
  },
  continuation: /`(?:([ \t\u00a0]*)\r?\n|$)/y,
  joined: '`',
  operator: /[;|&]/y,
  hasComments: true,
  hasHereDocuments: false,
};

/**
 * A word as a program gets it from Windows PowerShell 5.1, which does not escape the quotes inside: the program reads
 * them as its own quotes, so people write a backslash before each.
 */
export function resplit(word: Word): Word {
  const pieces = new Pieces();
  for (let at = 0; at < word.text.length;) {
    const piece = windowsShell.piece(word.text, at, () => undefined);
    if (piece && isProblem(piece)) return word;
    const run = matchAt(/[^\\"]+/y, word.text, at)?.[0] ?? '';
    pieces.add(piece?.text ?? run);
    at = piece?.end ?? at + run.length;
  }
  return { ...word, text: pieces.until(word.text.length).text };
}

function singleQuoted(text: string, from: number): Piece | SplitProblem {
  const pieces = new Pieces();
  for (let at = from + 1; ;) {
    const end = text.indexOf("'", at);
    if (end < 0) return open('openQuote', from, "'");
    pieces.add(text.slice(at, end));
    if (!text.startsWith("''", end)) return pieces.until(end + 1);
    pieces.add("'");
    at = end + 2;
  }
}

const plain = /[^"`$]+/y;

function doubleQuoted(text: string, from: number, fill: Fill): Piece | SplitProblem {
  const pieces = new Pieces();
  for (let at = from + 1; at < text.length;) {
    const run = matchAt(plain, text, at)?.[0] ?? '';
    pieces.add(run);
    at += run.length;
    if (text.startsWith('"', at) && !text.startsWith('""', at)) return pieces.until(at + 1);
    const piece = text.startsWith('"', at) ? { text: '"', end: at + 2 } : special(text, at, fill);
    if (isProblem(piece)) return piece;
    pieces.add(piece.text, piece.holes);
    at = piece.end;
  }
  return open('openQuote', from, '"');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** A backtick or a dollar sign between double quotes. */
function special(text: string, at: number, fill: Fill): Piece | SplitProblem {
  if (text.startsWith('`', at)) {
    const mark = text.charAt(at + 1);
    return { text: escapes[mark] ?? mark, end: at + 2 };
  }
  return variableAt(text, at, fill) ?? { text: text.charAt(at), end: at + 1 };
}

const variable = /\$(?:\{(?:env:)?(\w+)\}|(?:env:|script:|global:)?(\w+))/iy;

function variableAt(text: string, at: number, fill: Fill): Piece | SplitProblem | undefined {
  if (text.startsWith('$(', at)) {
    const end = parenthesisEnd(text, at + 1);
    return end === undefined
      ? open('openSubstitution', at, '$(')
      : filled('$(…)', text.slice(at, end), at, undefined);
  }
  const found = matchAt(variable, text, at);
  if (!found) return undefined;
  const [written, inBraces, bare = ''] = found;
  return filled(written.replace(/[{}]/g, ''), written, at, fill(inBraces ?? bare));
}

const plainLines = /[^`$]+/y;

/** A here-string: `@'` at the end of a line, up to `'@` at the beginning of one. */
function hereString(
  text: string,
  from: number,
  [begin, quote = '']: RegExpExecArray,
  fill: Fill,
): Piece | SplitProblem {
  const inside = from + begin.length;
  const close = text.indexOf(`\n${quote}@`, inside - 1);
  if (close < 0) return open('openQuote', from, `@${quote}`);
  const end = Math.max(inside, text.startsWith('\r', close - 1) ? close - 1 : close);
  if (quote === "'") return { text: text.slice(inside, end), end: close + 3 };
  const pieces = new Pieces();
  for (let at = inside; at < end;) {
    const run = matchAt(plainLines, text, at)?.[0].slice(0, end - at) ?? '';
    pieces.add(run);
    at += run.length;
    if (at >= end) break;
    const piece = special(text, at, fill);
    if (isProblem(piece)) return piece;
    pieces.add(piece.text, piece.holes);
    at = piece.end;
  }
  return pieces.until(close + 3);
}
