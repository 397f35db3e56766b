import { expansion, processAt } from './expansion';
import { isProblem, matchAt, open, Pieces, type Fill, type Piece } from './shellWord';
import type { Shell, SplitProblem } from './shellWord';

/** What sh, bash, zsh and fish have in common, and bash's `$'…'` and `$"…"`. */
export const posixShell: Shell = {
  piece(text, at, fill) {
    if (text.startsWith("$'", at)) return ansiQuoted(text, at);
    if (text.startsWith('$"', at)) return doubleQuoted(text, at, at + 2, fill);
    switch (text.charAt(at)) {
      case "'": {
        const end = text.indexOf("'", at + 1);
        return end < 0
          ? open('openQuote', at, "'")
          : { text: text.slice(at + 1, end), end: end + 1 };
      }
      case '"':
        return doubleQuoted(text, at, at + 1, fill);
      case '\\':
        return { text: text.charAt(at + 1) || '\\', end: at + 2 };
      case '<':
      case '>':
        return processAt(text, at);
      case '$':
      case '`':
        return expansion(text, at, fill);
      default:
        return undefined;
    }
  },
  continuation: /\\(?:([ \t\u00a0]*)\r?\n|$)/y,
  joined: '\\',
  operator: /[;|&]/y,
  hasComments: true,
  hasHereDocuments: true,
};

const plain = /[^\\"$`]+/y;
const escaped = /\\(?:\r?\n|([$`"\\]))/y;

function doubleQuoted(
  text: string,
  from: number,
  inside: number,
  fill: Fill,
): Piece | SplitProblem {
  const pieces = new Pieces();
  for (let at = inside; at < text.length;) {
    const run = matchAt(plain, text, at)?.[0] ?? '';
    pieces.add(run);
    at += run.length;
    if (text.startsWith('"', at)) return pieces.until(at + 1);
    const escape = matchAt(escaped, text, at);
    const special = escape || text.startsWith('\\', at) ? undefined : expansion(text, at, fill);
    if (special && isProblem(special)) return special;
    pieces.add(escape ? (escape[1] ?? '') : (special?.text ?? text.charAt(at)), special?.holes);
    at = escape ? at + escape[0].length : (special?.end ?? at + 1);
  }
  return open('openQuote', from, '"');
}

const ansiPlain = /(?:[^\\']|\\[^]){1,1000}/y;

function ansiQuoted(text: string, from: number): Piece | SplitProblem {
  let at = from + 2;
  for (let run = matchAt(ansiPlain, text, at); run; run = matchAt(ansiPlain, text, at))
    at += run[0].length;
  if (!text.startsWith("'", at)) return open('openQuote', from, "'");
  return { text: ansiC(text.slice(from + 2, at)), end: at + 1 };
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Decodes bash's `$'…'`. Adjacent byte escapes are decoded together, as UTF-8. */
const ansiC = (inside: string): string =>
  inside.replace(
    /((?:\\x[\da-fA-F]{1,2}|\\[0-7]{1,3})+)|\\u([\da-fA-F]{1,4})|\\U([\da-fA-F]{1,8})|\\([^])/g,
    (_, bytes?: string, unit?: string, point?: string, letter = '') => {
      if (bytes !== undefined) return utf8(bytes);
      const code = unit ?? point;
      if (code === undefined) return letters[letter as string] ?? (letter as string);
      const value = Number.parseInt(code, 16);
      return value > 0x10ffff ? '\ufffd' : String.fromCodePoint(value);
    },
  );

const utf8 = (escapes: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(escapes.split('\\').slice(1), text =>
      /^x/i.test(text) ? Number.parseInt(text.slice(1), 16) : Number.parseInt(text, 8),
    ),
  );
