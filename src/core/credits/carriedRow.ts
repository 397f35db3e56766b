import { parseEntry, piecesOf } from './ledgerEntry';

/** Begins the row in a line. Nothing else in a line reads like this: inside a text, quotes are escaped. */
const member = ',"row":"';

/** In bytes. A longer row is written to its own file before the run is sent, and stands in no line. */
export const longestCarried = 65_536;

/** By id, the rows that a text of the ledger carries; emptied ones are left out. */
export function rowsIn(text: string): ReadonlyMap<string, string> {
  const rows = new Map<string, string>();
  for (const piece of [...linesWith(text)].flatMap(piecesOf)) {
    const entry = piece.includes(member) ? parseEntry(piece) : undefined;
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
 * The line with spaces in place of the rows in it, of the same length, so that it can be written over the line while other
 * windows append to the file. What is left of a row that was cut off goes, too. Undefined if nothing changes.
 * @param line a character for each byte
 * @param isMeant by the id of a run
 * @param isEnded false: somebody may still be writing what looks cut off at its end
 */
export function emptied(
  line: string,
  isMeant: (id: string) => boolean,
  { isEnded } = { isEnded: true },
): string | undefined {
  const pieces = piecesOf(line);
  const changed = pieces.map((piece, index) => {
    const entry = piece.includes(member) ? parseEntry(piece) : undefined;
    const isCut = isEnded || index < pieces.length - 1;
    return (entry ? isMeant(entry.id) : isCut) ? blanked(piece) : piece;
  });
  const all = changed.join('');
  return all === line ? undefined : all;
}

function blanked(piece: string): string {
  const at = piece.indexOf(member);
  if (at < 0) return piece;
  const start = at + member.length;
  let end = start;
  while (end < piece.length && piece[end] !== '"') end += piece[end] === '\\' ? 2 : 1;
  end = Math.min(end, piece.length);
  return piece.slice(0, start) + ' '.repeat(end - start) + piece.slice(end);
}

/** What the store looks for before it hands a line to {@link emptied}. */
export const carriedMark = member;
