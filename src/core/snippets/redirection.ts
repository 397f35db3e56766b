import type { Delimiter } from './hereDocument';
import { matchAt, type Piece } from './shellWord';

/** A redirection of a command's input or output, and what the next word means to it. */
export interface Redirection {
  readonly end: number;
  /** The next word is a word of the command, a file to write, a file to read, or the text to read. */
  readonly next: 'word' | 'target' | 'source' | 'hereString';
  /** A here-document, which begins after this line and ends before the delimiter's line. */
  readonly document?: Pick<Delimiter, 'delimiter' | 'isLiteral' | 'isIndented'>;
  readonly isInput: boolean;
}

const hereString = /\d*<<<[ \t]*/y;
const here = /\d*<<(-?)[ \t]*(?:'([^'\r\n]*)'|"([^"\r\n]*)"|(\\?)([^\s'"\\;|&<>()]+))/y;
const file = /(?:\d*|[&*])(?:>>?\|?|<>|<)(?:&(\d+|-)|&)?(?![(<])/y;
const number = /\d+(?=[<>])/y;
/**
 * `<your job id>`, which a shell would read as two redirections; real ones have a blank or number before the second.
 */
const placeholder = /<(?![\s(&/])[^<>"\r\n]{1,200}(?<!\s[\d&]?)>/y;
/** Inside an address, where nobody writes a redirection. */
const inAddress = /[/=:?&,]$/;

interface Around {
  /** The last characters of the word so far. */
  readonly before: string;
  /** Only at the beginning of a word a number belongs to the operator. */
  readonly isWordStart: boolean;
  readonly hasHereDocuments: boolean;
}

/** The redirection that begins at an offset; undefined: none does. */
export function redirectionAt(
  text: string,
  at: number,
  { before, isWordStart, hasHereDocuments }: Around,
): Redirection | undefined {
  const isMark = /[<>&*]/.test(text.charAt(at)) || (isWordStart && matchAt(number, text, at));
  if (!isMark || placeholderAt(text, at, before)) return undefined;
  const string = hasHereDocuments ? matchAt(hereString, text, at) : null;
  if (string) return { end: at + string[0].length, next: 'hereString', isInput: false };
  const document = hasHereDocuments ? matchAt(here, text, at) : null;
  if (document) {
    const [all, dash, single, double, escape, bare = ''] = document;
    const isLiteral = single !== undefined || double !== undefined || escape === '\\';
    const delimiter = single ?? double ?? bare;
    const end = at + all.length;
    return {
      end,
      next: 'word',
      document: { delimiter, isLiteral, isIndented: dash !== '' },
      isInput: false,
    };
  }
  const found = matchAt(file, text, at);
  if (!found) return undefined;
  const isInput = /^\d*<(?!>)/.test(found[0]);
  const next = found[1] !== undefined ? 'word' : isInput ? 'source' : 'target';
  return { end: at + found[0].length, next, isInput };
}

/**
 * A placeholder in angle brackets, as a hole; an address in angle brackets is read as that address.
 * @param before the last characters of the word so far
 */
export function placeholderAt(text: string, at: number, before: string): Piece | undefined {
  if (!text.startsWith('<', at)) return undefined;
  const written = matchAt(placeholder, text, at)?.[0];
  if (written === undefined)
    return inAddress.test(before) && !text.startsWith('(', at + 1)
      ? { text: '<', end: at + 1, holes: [{ name: '<…', written: '<', at }] }
      : undefined;
  const end = at + written.length;
  const [, address] = /^<(https?:[^|\s]*)(?:\|.*)?>$/i.exec(written) ?? [];
  if (address !== undefined && before === '') return { text: address, end };
  return { text: written, end, holes: [{ name: written, written, at }] };
}
