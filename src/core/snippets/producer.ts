import { shellOf } from './prefix';
import { posixShell } from './posixShell';
import { powerShell } from './powerShell';
import { isProblem, matchAt, type Fill, type Word } from './shellWord';
import { splitCommand, type Input } from './splitCommand';

/**
 * The text that is piped into a command, if it is known: of `echo`, `printf`, `cat <<EOF`, and of PowerShell strings.
 * @param end where the command begins
 */
export function producerBefore(text: string, end: number, fill: Fill): Input {
  const before = text.slice(0, end);
  const line = before.lastIndexOf('\n') + 1;
  const starts = [
    lastOf(/\b(?:echo|printf|cat|Write-Output)[ \t]/gi, before),
    before.lastIndexOf('@('),
  ];
  // Only at the beginning of a statement: words of other statements may be quoted, too.
  const quote = /(?<=^(?:.{0,200}[>$#%;=])?\s*)['"]/.exec(before.slice(line));
  starts.push(before.search(/@['"][ \t]*\r?\n/), quote ? line + quote.index : -1);
  for (const start of starts.filter(at => at >= 0)) {
    const input =
      texts(before, start, fill) ?? inCmd(before, start) ?? printed(text, start, end, fill);
    if (input) return input;
  }
  return 'pipe';
}

const lastOf = (form: RegExp, text: string): number => [...text.matchAll(form)].at(-1)?.index ?? -1;

/** A piped PowerShell string, or a list of them, as in our own *Copy as*. */
function texts(before: string, start: number, fill: Fill): Word | undefined {
  const begin = matchAt(/@\([\s,]*/y, before, start)?.[0] ?? '';
  const lines: string[] = [];
  let at = start + begin.length;
  do {
    const piece = powerShell.piece(before, at, fill);
    if (!piece || isProblem(piece) || (piece.holes ?? []).length > 0) break;
    lines.push(piece.text);
    at = piece.end + (matchAt(/[\s,]*/y, before, piece.end)?.[0].length ?? 0);
  } while (begin !== '');
  const close = begin === '' ? /\|\s*$/y : /\)\s*\|\s*$/y;
  if (lines.length === 0 || !matchAt(close, before, at)) return undefined;
  return { text: lines.map(each => `${each}\n`).join(''), at: start, holes: [] };
}

/** The text of cmd's `echo`, which keeps quotes; unknown if there is a caret, a variable or an operator. */
function inCmd(before: string, start: number): Input | undefined {
  const line = before.slice(before.lastIndexOf('\n', start) + 1, start);
  if (shellOf(line, '') !== 'cmd') return undefined;
  const [, said] = /^echo[ \t]([^|&<>^%\r\n]*)\|\s*$/i.exec(before.slice(start)) ?? [];
  return said === undefined ? 'pipe' : { text: `${said.trim()}\n`, at: start, holes: [] };
}

function printed(text: string, start: number, end: number, fill: Fill): Input | undefined {
  const closer = /\([ \t]*$/.test(text.slice(Math.max(0, start - 3), start)) ? ')' : undefined;
  const split = splitCommand(text, start, posixShell, { fill, closer });
  const { words, ending, endingAt, input } = split;
  const [program, ...rest] = words;
  // Another command may stand between this one and the pipe.
  const behind = text.slice(endingAt, end);
  if (!(ending === ')' ? /^\)\s*\|[\s\\]*$/ : /^\|[\s\\]*$/).test(behind)) return undefined;
  if (!program) return undefined;
  const holes = rest.flatMap(word => word.holes);
  const said = (line: string): Word => ({ text: line, at: program.at, holes });
  switch (program.text) {
    case 'echo':
    case 'Write-Output': {
      const texts = rest.map(word => word.text);
      const first = texts.findIndex(each => !/^-[neE]+$/.test(each));
      const flags = texts.slice(0, first < 0 ? texts.length : first).join('');
      const line = texts.slice(first < 0 ? texts.length : first).join(' ');
      if (flags.includes('e') && line.includes('\\')) return undefined;
      return said(line + (flags.includes('n') ? '' : '\n'));
    }
    case 'printf': {
      const [format = '', ...texts] = rest.map(word => word.text);
      if (/^%s(?:\\n)?$/.test(format) && texts.length === 1) return said(texts[0] ?? '');
      return texts.length === 0 && /^[^%\\]*(?:\\n)?$/.test(format)
        ? said(format.replace(/\\n$/, '\n'))
        : undefined;
    }
    case 'cat':
      return rest.length === 0 ? input : 'elsewhere';
    default:
      return undefined;
  }
}
