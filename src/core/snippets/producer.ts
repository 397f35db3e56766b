import { posixShell } from './posixShell';
import { powerShell } from './powerShell';
import { isProblem, matchAt, type Fill, type Word } from './shellWord';
import { splitCommand, type Input } from './splitCommand';

/**
 * What is written into the pipe before a command, where its text can be told: `echo`, `printf`, `cat <<EOF`, and texts of
 * PowerShell.
 * @param end of all that, where the command begins
 */
export function producerBefore(text: string, end: number, fill: Fill): Input {
  const before = text.slice(0, end);
  const line = before.lastIndexOf('\n') + 1;
  const starts = [
    lastOf(/\b(?:echo|printf|cat|Write-Output)[ \t]/gi, before),
    before.lastIndexOf('@('),
  ];
  // Where a statement begins: another one's words may be quoted too.
  const quote = /(?<=^(?:.{0,200}[>$#%;=])?\s*)['"]/.exec(before.slice(line));
  starts.push(before.search(/@['"][ \t]*\r?\n/), quote ? line + quote.index : -1);
  for (const start of starts.filter(at => at >= 0)) {
    const input = texts(before, start, fill) ?? printed(text, start, end, fill);
    if (input) return input;
  }
  return 'elsewhere';
}

const lastOf = (form: RegExp, text: string): number => [...text.matchAll(form)].at(-1)?.index ?? -1;

/** A text of PowerShell, or a list of some, with which our own *Copy as* begins, and a pipe behind it. */
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

function printed(text: string, start: number, end: number, fill: Fill): Input | undefined {
  const { words, ending, endingAt, input } = splitCommand(text, start, posixShell, { fill });
  const [program, ...rest] = words;
  // Another command may stand between the two.
  if (ending !== '|' || /[^\s\\]/.test(text.slice(endingAt + 1, end))) return undefined;
  if (!program) return undefined;
  const holes = rest.flatMap(word => word.holes);
  const said = (line: string): Word => ({ text: line, at: program.at, holes });
  switch (program.text) {
    case 'echo':
    case 'Write-Output': {
      const texts = rest.map(word => word.text);
      const hasNoEnd = texts[0] === '-n';
      return said(texts.slice(hasNoEnd ? 1 : 0).join(' ') + (hasNoEnd ? '' : '\n'));
    }
    case 'printf': {
      const [format = '', ...texts] = rest.map(word => word.text);
      if (/^%s(?:\\n)?$/.test(format) && texts.length === 1) return said(texts[0] ?? '');
      return texts.length === 0 && !/[%\\]/.test(format) ? said(format) : undefined;
    }
    case 'cat':
      return rest.length === 0 ? input : undefined;
    default:
      return undefined;
  }
}
