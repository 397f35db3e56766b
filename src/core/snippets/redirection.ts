import type { Delimiter } from './hereDocument';
import { matchAt, type Piece } from './shellWord';

/** Where a command's streams go to or come from, and what of it the next word says. */
export interface Redirection {
  readonly end: number;
  /** The next word: it belongs to the command; a file that is written; one that is read; the text that is read. */
  readonly next: 'word' | 'target' | 'source' | 'hereString';
  /** The lines that are read begin behind this line, and end before the line of the delimiter. */
  readonly document?: Pick<Delimiter, 'delimiter' | 'isLiteral' | 'isIndented'>;
  readonly isInput: boolean;
}

const hereString = /\d*<<<[ \t]*/y;
const here = /\d*<<(-?)[ \t]*(?:'([^'\r\n]*)'|"([^"\r\n]*)"|(\\?)([^\s'"\\;|&<>()]+))/y;
const file = /(?:\d*|[&*])(?:>>?\|?|<>|<)(?:&(\d+|-)|&)?(?![(<])/y;
const number = /\d+(?=[<>])/y;
/** `<your job id>`, which the shell would take for two redirections; those have a blank or a number before the second. */
const placeholder = /<(?![\s(&/])[^<>"\r\n]{1,200}(?<!\s[\d&]?)>/y;
/** Nobody writes a redirection there. */
const inAddress = /[/=:?&,]$/;

interface Around {
  /** The last letters of the word so far. */
  readonly before: string;
  /** A number belongs to the operator only there. */
  readonly isWordStart: boolean;
  readonly hasHereDocuments: boolean;
}

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
 * What a person shall fill in, as a hole; an address between the two marks is that address.
 * @param before the last letters of the word so far
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
