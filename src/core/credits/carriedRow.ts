import { parseEntry } from './ledgerEntry';

/** Begins the row in a line. Nothing else in a line reads like this: inside a text, quotes are escaped. */
const member = ',"row":"';

/** In bytes. A longer row is written to its own file before the run is sent, and stands in no line. */
export const longestCarried = 65_536;

/** By id, the rows that a text of the ledger carries; emptied ones are left out. */
export function rowsIn(text: string): ReadonlyMap<string, string> {
  const rows = new Map<string, string>();
  for (const line of linesWith(text)) {
    const entry = parseEntry(line);
    if (typeof entry?.row === 'string' && entry.row.trim() !== '') rows.set(entry.id, entry.row);
  }
  return rows;
}

/** Only these are parsed: of thousands of lines a few carry something. */
function* linesWith(text: string): Generator<string> {
  for (let at = text.indexOf(member); at >= 0;) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    yield text.slice(text.lastIndexOf('\n', at) + 1, stop);
    at = text.indexOf(member, stop);
  }
}

/**
 * The line with spaces in place of its row, of the same length in bytes, so that it can be written over the line while
 * other windows append to the file. Undefined if it carries none.
 * @param isMeant by the id of a run
 */
export function emptied(line: string, isMeant: (id: string) => boolean): string | undefined {
  const at = line.indexOf(member);
  const entry = at < 0 ? undefined : parseEntry(line);
  if (!entry?.row?.trim() || !isMeant(entry.id)) return undefined;
  const start = at + member.length;
  let end = start;
  while (line[end] !== '"') end += line[end] === '\\' ? 2 : 1;
  const spaces = ' '.repeat(Buffer.byteLength(line.slice(start, end)));
  return line.slice(0, start) + spaces + line.slice(end);
}

/** What the store looks for before it hands a line to {@link emptied}. */
export const carriedMark = member;
