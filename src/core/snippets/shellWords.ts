/** The words of one command line as a shell would hand them to a program; `undefined`: a quote is never closed. */
export function shellWords(line: string): string[] | undefined {
  // How the first line goes on, or the first quote begins, tells the shell; later marks may stand in texts.
  if (/^.*[ \t]\^\r?\n|^[^'"]*[ \t]\^"/.test(line))
    return wordsOf(withoutCarets(line), windowsRules);
  if (/^.*[ \t]`[ \t]*\r?\n/.test(line)) return wordsOf(line, powerShellRules);
  return wordsOf(line, posixRules);
}

/** What stands at an offset: the text it means, and how long it is. `undefined`: nothing special begins here. */
type Piece = { readonly text: string; readonly length: number } | 'open' | undefined;
type Rules = (line: string, at: number) => Piece;

function wordsOf(line: string, rules: Rules): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  const end = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (let at = 0; at < line.length;) {
    const piece = rules(line, at);
    if (piece === 'open') return undefined;
    if (piece) {
      // A line that goes on is no text.
      if (piece.text !== '' || !found(continuation, line, at)) word = (word ?? '') + piece.text;
      at += piece.length;
      continue;
    }
    const mark = line.charAt(at);
    // Another command begins; one that is meant for a program never stands alone in front of a word.
    if (word === undefined && /[|;&<>]/.test(mark) && words.length > 0) break;
    if (/\s/.test(mark)) end();
    else word = (word ?? '') + mark;
    at += 1;
  }
  end();
  return words;
}

/** A match of a sticky expression at an offset. */
function found(form: RegExp, line: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(line);
}

const continuation = /[\\`][ \t]*\r?\n/y;

/** A quoted text by its expression, or `open`; its inside goes through `unescape`. */
function quoted(
  line: string,
  at: number,
  form: RegExp,
  unescape: (inside: string) => string,
): Piece {
  const match = found(form, line, at);
  return match ? { text: unescape(match[1] ?? ''), length: match[0].length } : 'open';
}

const posix = {
  ansi: /\$'((?:[^\\']|\\[^])*)'/y,
  single: /'([^']*)'/y,
  double: /\$?"((?:[^\\"]|\\[^])*)"/y,
  escaped: /\\(\r?\n|[^])/y,
};

const posixRules: Rules = (line, at) => {
  if (line.startsWith("$'", at)) return quoted(line, at, posix.ansi, ansiC);
  if (line.startsWith("'", at)) return quoted(line, at, posix.single, inside => inside);
  if (line.startsWith('"', at)) {
    return quoted(line, at, posix.double, inside =>
      inside.replace(/\\(\r?\n|[$`"\\])/g, (_, mark: string) => (/\n/.test(mark) ? '' : mark)),
    );
  }
  const escaped = found(posix.escaped, line, at);
  if (!escaped) return undefined;
  const [all, mark = ''] = escaped;
  return { text: /\n/.test(mark) ? '' : mark, length: all.length };
};

const powerShell = {
  single: /'((?:[^']|'')*)'/y,
  double: /"((?:[^"`]|`[^]|"")*)"/y,
  escaped: /`(?:[ \t]*\r?\n|([^]))/y,
};

const powerShellRules: Rules = (line, at) => {
  if (line.startsWith("'", at))
    return quoted(line, at, powerShell.single, inside => inside.replaceAll("''", "'"));
  if (line.startsWith('"', at)) {
    return quoted(line, at, powerShell.double, inside =>
      inside.replace(/`([^])|""/g, (_, mark?: string) =>
        mark === undefined ? '"' : (backticks[mark] ?? mark),
      ),
    );
  }
  const escaped = found(powerShell.escaped, line, at);
  return escaped ? { text: escaped[1] ?? '', length: escaped[0].length } : undefined;
};

const backticks: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

const windowsQuoted = /"((?:[^"\\]|\\[^]|"")*)"/y;

/** As Windows programs split their command line: backslashes matter before a quote only. */
const windowsRules: Rules = (line, at) => {
  if (line.startsWith('\\"', at)) return { text: '"', length: 2 };
  if (!line.startsWith('"', at)) return undefined;
  return quoted(line, at, windowsQuoted, inside =>
    inside
      .replaceAll('""', '"')
      .replace(/(?<!\\)(\\+)("|$)/g, (_, marks: string, quote: string) => {
        const half = '\\'.repeat(Math.floor(marks.length / 2));
        return half + quote;
      }),
  );
};

/** cmd's own escapes: a caret takes the meaning of the next character, but not between quotes. */
function withoutCarets(line: string): string {
  let out = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const mark = line.charAt(at);
    if (mark === '^' && !isQuoted) {
      const newline = /^\r?\n/.exec(line.slice(at + 1));
      // The line goes on; a line break right after that is one.
      at += newline ? newline[0].length + 1 : 1;
      const next = line.charAt(at);
      out += newline && next === '\r' ? '' : next;
      continue;
    }
    if (mark === '"') isQuoted = !isQuoted;
    out += mark;
  }
  return out;
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

/** Bash's `$'…'`. Bytes next to each other are UTF-8. */
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
