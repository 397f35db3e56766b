/** Typographic quotation marks, accents and primes, with which no shell that we read quotes. */
const quotes =
  /[\u00ab\u00b4\u00bb\u2018-\u201f\u2032-\u2037\u2039\u203a\u275b-\u275e\u300c-\u300f\u301d-\u301f\uff02\uff07]/;
/** Long dashes, which editors make from two hyphens. */
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;

/**
 * A typographic character at an offset outside quotes that stands in place of a shell's quote or of hyphens.
 * @param before the last characters of the word so far
 */
export function typographicAt(text: string, at: number, before: string): string | undefined {
  const mark = text.charAt(at);
  if (mark < '\u00ab') return undefined;
  // In the middle of a word, it may be an apostrophe.
  const isEdge =
    /^$|[=:@,{[(]$|^-[A-Za-z]$/.test(before) || /^(?:[\s;|&)]|$)/.test(text.charAt(at + 1));
  if (quotes.test(mark) && isEdge) return mark;
  const next = text.charAt(at + 1);
  return before === '' && dashes.test(mark) && (/[\w-]/.test(next) || dashes.test(next))
    ? mark
    : undefined;
}

/** The offset of the typographic mark that was meant to close the quote at `from`, in its line. */
export function closingMark(text: string, from: number): number | undefined {
  const line = /.{0,2000}/y;
  line.lastIndex = from + 1;
  const found = /[\u2018-\u201f\u00bb\u2033\u2036](?=[\s;|&)]|$)/.exec(line.exec(text)?.[0] ?? '');
  return found ? from + 1 + found.index : undefined;
}
