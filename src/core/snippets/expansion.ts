import { hereDocument } from './hereDocument';
import { matchAt, open, type Fill, type Piece, type SplitProblem } from './shellWord';

const variable = /\$(?:([A-Za-z_]\w*)|[\d@#?*!$-])/y;
const braced = /\$\{([A-Za-z_]\w*)(?::?-([^{}$`"'\\]*))?\}/y;
const anyBraced = /\$\{[^{}]*\}/y;
/** `$(cat <<EOF`, a common way to write a body of several lines. */
const catDocument = /\$\(\s*cat\s*<<(-?)[ \t]*(['"\\]?)(\w+)['"]?[ \t]*\r?\n/y;

/** What sh puts in place of a `$…` or a backtick; undefined: the mark stands for itself. */
export function expansion(text: string, at: number, fill: Fill): Piece | SplitProblem | undefined {
  if (text.startsWith('`', at)) return command(text, at, backtickEnd(text, at));
  if (text.startsWith('$(', at)) {
    return document(text, at, fill) ?? command(text, at, parenthesisEnd(text, at + 1));
  }
  const plain = matchAt(variable, text, at);
  if (plain) return filled(plain[0], plain[0], at, plain[1] && fill(plain[1]));
  if (!text.startsWith('${', at)) return undefined;
  const named = matchAt(braced, text, at);
  if (named) {
    const [written, name = '', other] = named;
    return filled(`$${name}`, written, at, fill(name) ?? other);
  }
  const odd = matchAt(anyBraced, text, at);
  return odd ? filled('${…}', odd[0], at, undefined) : open('openSubstitution', at, '${');
}

/** A piece with the known value, or with a hole. */
export const filled = (
  name: string,
  written: string,
  at: number,
  value: string | undefined,
): Piece => ({
  text: value ?? written,
  end: at + written.length,
  ...(value === undefined && { holes: [{ name, written, at }] }),
});

function command(text: string, at: number, end: number | undefined): Piece | SplitProblem {
  const mark = text.startsWith('`', at) ? '`' : '$(';
  if (end === undefined) return open('openSubstitution', at, mark);
  return filled(mark === '`' ? '`…`' : '$(…)', text.slice(at, end), at, undefined);
}

/** Bash's `<(…)`: the name of a file with a command's output. */
export function processAt(text: string, at: number): Piece | SplitProblem | undefined {
  if (!text.startsWith('(', at + 1)) return undefined;
  const end = parenthesisEnd(text, at + 1);
  if (end === undefined) return open('openSubstitution', at, '<(');
  return filled('<(…)', text.slice(at, end), at, undefined);
}

function backtickEnd(text: string, at: number): number | undefined {
  for (let next = at + 1; next < text.length; next += 1) {
    if (text.startsWith('\\', next)) next += 1;
    else if (text.startsWith('`', next)) return next + 1;
  }
  return undefined;
}

/** The offset behind the parenthesis that closes the one at `at`; parentheses in quotes do not count. */
export function parenthesisEnd(text: string, at: number): number | undefined {
  const inside: string[] = [];
  for (let next = at; next < text.length; next += 1) {
    const mark = text.charAt(next);
    const isQuoted = inside.at(-1) === '"';
    if (mark === '\\') next += 1;
    else if (mark === '"') {
      if (isQuoted) inside.pop();
      else inside.push('"');
    } else if (isQuoted ? text.startsWith('$(', next) : mark === '(') {
      if (isQuoted) next += 1;
      inside.push('(');
    } else if (isQuoted) continue;
    else if (mark === ')') {
      inside.pop();
      if (inside.length === 0) return next + 1;
    } else if (mark === "'") {
      const end = text.indexOf("'", next + 1);
      if (end < 0) return undefined;
      next = end;
    }
  }
  return undefined;
}

function document(text: string, at: number, fill: Fill): Piece | SplitProblem | undefined {
  const begin = matchAt(catDocument, text, at);
  if (!begin) return undefined;
  const [all, dash, quote, delimiter = ''] = begin;
  const found = hereDocument(text, at + all.length, {
    delimiter,
    isLiteral: quote !== '',
    isIndented: dash !== '',
    expand: (body, mark) => expansion(body, mark, fill),
  });
  if (!found) return open('openHereDocument', at, delimiter);
  const close = matchAt(/\s*\)/y, text, found.end);
  if (!close) return undefined;
  // `$(…)` drops the last line breaks of the output.
  let { length } = found.text;
  while (found.text.charAt(length - 1) === '\n') length -= 1;
  return { ...found, text: found.text.slice(0, length), end: found.end + close[0].length };
}
