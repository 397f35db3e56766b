/** Puts foreign text into Markdown so that it reads as it is and has no effect. */

/** Characters that begin markup in CommonMark or GitHub's dialect, including bare addresses and mentions. */
const special = /[\\`*_{}[\]()<>#+\-!|&~$:@=^]|(?<=\bwww|\d)\./gi;

/** Control and format characters: a reader does not see them, and some reverse the order of letters. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

const onOneLine = (text: string): string =>
  text.replace(invisible, ' ').replace(/\s+/g, ' ').trim();

/** Text within a line or a table cell. Several lines become one. */
export const asText = (text: string): string => onOneLine(text).replace(special, '\\$&');

/** Code within a line. Not for a table, which ends a cell at a `|` even in code. */
export function asCode(text: string): string {
  const line = onOneLine(text);
  const longest = longestRun(line, 0);
  const fence = '`'.repeat(longest + 1);
  const apart = longest > 0 || line === '' ? ' ' : '';
  return fence + apart + line + apart + fence;
}

/** The length of the longest run of backticks, or `least` if that is more. */
const longestRun = (text: string, least: number): number =>
  (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), least);

/** A block of code, line by line. */
export function asBlock(lines: readonly string[], language: string): string {
  const text = lines.map(onOneLine).join('\n');
  const longest = longestRun(text, 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function asTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
