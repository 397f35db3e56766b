/** Text of others in Markdown: it is read as it is, and does nothing. */

/** What begins markup somewhere in CommonMark or GitHub's dialect, a bare address and a mention too. */
const special = /[\\`*_{}[\]()<>#+\-!|&~$:@=^]|(?<=\bwww|\d)\./gi;

/** Marks that a reader does not see, and that turn the order of the letters around. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

const onOneLine = (text: string): string =>
  text.replace(invisible, ' ').replace(/\s+/g, ' ').trim();

/** As a part of a line or of a table's cell. Several lines become one. */
export const asText = (text: string): string => onOneLine(text).replace(special, '\\$&');

/** As code within a line; `` ` `` where there is nothing. Not for a table, which ends a cell at a `|` even in code. */
export function asCode(text: string): string {
  const line = onOneLine(text);
  const longest = longestRun(line, 0);
  const fence = '`'.repeat(longest + 1);
  const apart = longest > 0 || line === '' ? ' ' : '';
  return fence + apart + line + apart + fence;
}

/** Of backticks, at least as many as given. */
const longestRun = (text: string, least: number): number =>
  (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), least);

/** As a block of code, line by line. */
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
