import type { Delimiter } from './hereDocument';
import { matchAt } from './shellWord';

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
/** `<job-id>`, which the shell would take for two redirections. */
const placeholder = /<[A-Za-z][\w-]{0,60}>/y;

/** @param isWordStart a number belongs to the operator only there */
export function redirectionAt(
  text: string,
  at: number,
  { isWordStart, hasHereDocuments }: { isWordStart: boolean; hasHereDocuments: boolean },
): Redirection | undefined {
  const isMark = /[<>&*]/.test(text.charAt(at)) || (isWordStart && matchAt(number, text, at));
  if (!isMark || placeholderAt(text, at) !== undefined) return undefined;
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

export const placeholderAt = (text: string, at: number): string | undefined =>
  matchAt(placeholder, text, at)?.[0];
