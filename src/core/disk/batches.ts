import { readFile, unlink } from 'node:fs/promises';
import { absent } from './absent';
import { readFileWithin } from './readFileWithin';
import { replaceFile } from './replaceFile';
import type { KeptRun } from '../history/historyStore';
import { parseRow, type HistoryRow } from '../history/row';
import { longestFile, rowText } from '../history/rowText';

/** A longer body has a file of its own. */
const longestBody = 64 * 1024;

/** Which runs lie together in one file. It goes when the last of them is forgotten. */
export class Batches {
  readonly #fileOf = new Map<string, string>();
  readonly #left = new Map<string, Set<string>>();

  /** Remembers the runs of a file. */
  add(file: string, ids: readonly string[]): void {
    this.#left.set(file, new Set(ids));
    for (const id of ids) {
      const before = this.#fileOf.get(id);
      if (before !== undefined && before !== file) this.#left.get(before)?.delete(id);
      this.#fileOf.set(id, file);
    }
  }

  has(id: string): boolean {
    return this.#fileOf.has(id);
  }

  /** The runs of a file that is no longer there. */
  drop(file: string): readonly string[] {
    const ids = [...(this.#left.get(file) ?? [])];
    this.#left.delete(file);
    for (const id of ids) this.#fileOf.delete(id);
    return ids;
  }

  async readBody(id: string): Promise<Uint8Array | undefined> {
    const file = this.#fileOf.get(id);
    if (file === undefined) return undefined;
    const read = await readFileWithin(file, longestFile).catch(() => undefined);
    const runs = parseBatch(read?.bytes.toString('utf8') ?? '');
    return runs.find(({ row }) => row.exchange.id === id)?.body;
  }

  async remove(id: string): Promise<void> {
    const file = this.#fileOf.get(id);
    if (file === undefined) return;
    this.#fileOf.delete(id);
    const left = this.#left.get(file);
    left?.delete(id);
    if (left && left.size > 0) return;
    this.#left.delete(file);
    await withoutRuns(file);
  }
}

/** Rows of a newer version of this extension are not ours to forget: they stay behind. */
async function withoutRuns(file: string): Promise<void> {
  const others = othersIn((await readFile(file, 'utf8').catch(absent)) ?? '');
  if (others.length === 0) await unlink(file);
  else await replaceFile(file, others.join(''));
}

/** One file of runs, and those bodies that are too long to lie there. */
export function batchOf(runs: readonly KeptRun[], mask: (text: string) => string) {
  const ids = runs.map(({ row }) => row.exchange.id);
  const long = runs.flatMap(({ row, body }) =>
    body && body.length > longestBody ? [{ id: row.exchange.id, body }] : [],
  );
  return { first: ids[0] ?? '', ids, text: runs.map(run => linesOf(run, mask)).join(''), long };
}

/** Two lines a run: the row, and its body in base64. The line is blank where no body lies here. */
function linesOf({ row, body }: KeptRun, mask: (text: string) => string): string {
  return `${rowText(row, mask)}\n${body && body.length <= longestBody ? inBase64(body) : ''}\n`;
}

/** A body of no bytes is one too: padding alone tells it from none. */
const inBase64 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('base64') || '=';

const wholeBase64 = /^[A-Za-z\d+/]+={0,2}$|^=$/;

/**
 * What cannot be read is left out. Each run is read for itself, wherever its lines stand: after a crash some may be cut,
 * lost or overwritten.
 */
export const parseBatch = (
  text: string,
): readonly { readonly row: HistoryRow; readonly body?: Uint8Array }[] =>
  entriesIn(text).flatMap(({ line, body }) => {
    const row = parseRow(line);
    return row ? [{ row, ...(body !== undefined && { body: Buffer.from(body, 'base64') }) }] : [];
  });

/** How many rows of a file were left out, whole ones of another version and damaged ones. */
export const leftOutOf = (text: string, runs: readonly unknown[]): number =>
  entriesIn(text).length - runs.length;

/** The lines of rows that are whole, and are none as this version knows them. */
const othersIn = (text: string): readonly string[] =>
  entriesIn(text)
    .filter(({ line }) => !parseRow(line) && isJson(line))
    .map(({ line, body = '' }) => `${line}\n${body}\n`);

function entriesIn(text: string): readonly { readonly line: string; readonly body?: string }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (!line.startsWith('{')) return [];
    const next = lines[index + 1] ?? '';
    // A line that is not followed by another was cut off: half a body must not pass for the answer.
    const isWhole = index + 2 < lines.length && wholeBase64.test(next);
    return [{ line, ...(isWhole && { body: next }) }];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
