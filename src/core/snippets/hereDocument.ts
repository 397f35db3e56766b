import { isProblem, matchAt, Pieces, type Hole, type Piece, type SplitProblem } from './shellWord';

/** What a shell puts in place of a mark at an offset; undefined: the mark stands for itself. */
type Expand = (text: string, at: number) => Piece | SplitProblem | undefined;

export interface Delimiter {
  readonly delimiter: string;
  /** The delimiter is quoted, so that nothing is filled in. */
  readonly isLiteral: boolean;
  /** `<<-`: tabs at the beginning of a line are dropped. */
  readonly isIndented: boolean;
  readonly expand: Expand;
  /** Sticky; what a terminal or a quotation puts before each line. */
  readonly gutter?: RegExp | undefined;
}

/**
 * The lines up to the delimiter's line, which may be indented, as in documents copied from lists and scripts.
 * @returns undefined if that line is missing
 */
export function hereDocument(
  text: string,
  from: number,
  { delimiter, isLiteral, isIndented, expand, gutter }: Delimiter,
): Piece | undefined {
  const lines: string[] = [];
  const starts: number[] = [];
  for (let at = from; at <= text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const own = at + (gutter ? (matchAt(gutter, text, at)?.[0].length ?? 0) : 0);
    const start = own + (isIndented ? (matchAt(/\t+/y, text, own)?.[0].length ?? 0) : 0);
    const line = text.slice(start, end).replace(/\r$/, '');
    if (line.trim() === delimiter) return { ...bodyOf({ lines, starts }, isLiteral, expand), end };
    lines.push(line);
    starts.push(start);
    at = end + 1;
  }
  return undefined;
}

interface Lines {
  readonly lines: readonly string[];
  /** The offset of each in the text that was read. */
  readonly starts: readonly number[];
}

function bodyOf({ lines, starts }: Lines, isLiteral: boolean, expand: Expand): Omit<Piece, 'end'> {
  const body = lines.map(each => `${each}\n`).join('');
  if (isLiteral) return { text: body };
  const { text, holes = [] } = expanded(body, expand);
  let [line, before] = [0, 0];
  const placed = holes.map((hole): Hole => {
    for (; hole.at > before + (lines[line]?.length ?? Infinity); line += 1)
      before += (lines[line]?.length ?? 0) + 1;
    return { ...hole, at: (starts[line] ?? 0) + hole.at - before };
  });
  return { text, holes: placed };
}

const plain = /[^\\$`]+/y;
const escaped = /\\(?:\n|([\\$`]))/y;

/** Quotes have no meaning there; a backslash only before a mark that would be filled in. */
function expanded(body: string, expand: Expand): Piece {
  const pieces = new Pieces();
  for (let at = 0; at < body.length;) {
    const run = matchAt(plain, body, at)?.[0] ?? '';
    pieces.add(run);
    at += run.length;
    if (at >= body.length) break;
    const escape = matchAt(escaped, body, at);
    const special = escape || body.startsWith('\\', at) ? undefined : expand(body, at);
    const piece = special && !isProblem(special) ? special : { text: body.charAt(at), end: at + 1 };
    pieces.add(escape ? (escape[1] ?? '') : piece.text, escape ? [] : piece.holes);
    at = escape ? at + escape[0].length : piece.end;
  }
  return pieces.until(body.length);
}
