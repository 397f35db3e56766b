import { withFile, type OpenFile } from './readFileWithin';
import { longestFile } from '../history/rowText';

/** The texts of the rows of a file, each as it stands there. */
export interface RowTexts {
  readonly texts: readonly string[];
  readonly stamp: string;
}

/** Reads a file that holds one row, whatever its lines. */
export const ownText = (file: string): Promise<RowTexts> =>
  withFile(file, longestFile, async ({ part, size, stamp }) => ({
    texts: [(await part(0, size)).toString('utf8')],
    stamp,
  }));

/** Reads the lines of a batch that are rows. What stands between them may be a hundred times as long. */
export const batchTexts = (file: string): Promise<RowTexts> =>
  withFile(file, longestFile, async open => ({ texts: await rowLines(open), stamp: open.stamp }));

/** In bytes. Bodies are in memory for so long at most. */
const piece = 256 * 1024;
const [lineBreak, rowStart] = [0x0a, 0x7b];

async function rowLines({ part, size }: OpenFile): Promise<readonly string[]> {
  const lines: string[] = [];
  /** The pieces of the line that goes on; undefined for one that is no row. */
  let line: Buffer[] | undefined;
  let isStart = true;
  for (let from = 0; from < size; from += piece) {
    const bytes = await part(from, Math.min(piece, size - from));
    for (let at = 0; at < bytes.length;) {
      if (isStart) line = bytes[at] === rowStart ? [] : undefined;
      const found = bytes.indexOf(lineBreak, at);
      isStart = found >= 0;
      const end = isStart ? found : bytes.length;
      line?.push(bytes.subarray(at, end));
      if (isStart && line) lines.push(textOf(line));
      at = end + 1;
    }
  }
  // The last line was cut off, which only its row can tell.
  return !isStart && line ? [...lines, textOf(line)] : lines;
}

const textOf = (pieces: readonly Buffer[]): string => Buffer.concat(pieces).toString('utf8');
