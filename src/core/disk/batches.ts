import { readFile, unlink } from 'node:fs/promises';
import { absent } from './absent';
import { readFileWithin } from './readFileWithin';
import { replaceFile } from './replaceFile';
import type { KeptRun } from '../history/historyStore';
import { parseRow, type HistoryRow } from '../history/row';
import { longestFile, rowText } from '../history/rowText';

/** In bytes. A longer body has a file of its own. */
const longestBody = 64 * 1024;

/** Knows which runs share a file. The file is removed when the last of them is forgotten. */
export class Batches {
  readonly #fileOf = new Map<string, string>();
  readonly #left = new Map<string, Set<string>>();
  readonly #ours = new Set<string>();

  /**
   * Remembers the runs of a file.
   * @param isOurs this window has written it, so that there is nothing else in it
   */
  add(file: string, ids: readonly string[], isOurs = false): void {
    this.#left.set(file, new Set(ids));
    if (isOurs) this.#ours.add(file);
    for (const id of ids) {
      const before = this.#fileOf.get(id);
      if (before !== undefined && before !== file) this.#left.get(before)?.delete(id);
      this.#fileOf.set(id, file);
    }
  }

  has(id: string): boolean {
    return this.#fileOf.has(id);
  }

  /** Forgets a file that is no longer there and returns the ids of its runs. */
  drop(file: string): readonly string[] {
    const ids = [...(this.#left.get(file) ?? [])];
    this.#left.delete(file);
    this.#ours.delete(file);
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
    if (this.#ours.delete(file)) await unlink(file);
    else await withoutRuns(file);
  }
}

/** Removes a file, or all but the rows of a newer version of this extension: those are not ours to remove. */
async function withoutRuns(file: string): Promise<void> {
  const others = othersIn((await readFile(file, 'utf8').catch(absent)) ?? '');
  if (others.length === 0) await unlink(file);
  else await replaceFile(file, others.join(''));
}

/** The text of one file of runs, and the bodies that are too long for it. */
export function batchOf(runs: readonly KeptRun[], mask: (text: string) => string) {
  const ids = runs.map(({ row }) => row.exchange.id);
  const long = runs.flatMap(({ row, body }) =>
    body && body.length > longestBody ? [{ id: row.exchange.id, body }] : [],
  );
  return { first: ids[0] ?? '', ids, text: runs.map(run => linesOf(run, mask)).join(''), long };
}

/** Two lines a run: the row, then its body in base64, or a blank line if the body is not in this file. */
function linesOf({ row, body }: KeptRun, mask: (text: string) => string): string {
  return `${rowText(row, mask)}\n${body && body.length <= longestBody ? inBase64(body) : ''}\n`;
}

/** A body without bytes is written as `=`, which tells it from no body. */
const inBase64 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('base64') || '=';

const wholeBase64 = /^[A-Za-z\d+/]+={0,2}$|^=$/;

/**
 * Reads the runs of a file and leaves out what cannot be read. Each run is read by itself, wherever its lines stand: a
 * crash may cut, lose or overwrite others.
 */
export const parseBatch = (
  text: string,
): readonly { readonly row: HistoryRow; readonly body?: Uint8Array }[] =>
  entriesIn(text).flatMap(({ line, body }) => {
    const row = parseRow(line);
    return row ? [{ row, ...(body !== undefined && { body: Buffer.from(body, 'base64') }) }] : [];
  });

/** The lines of rows that are whole, but not in a form that this version knows. */
const othersIn = (text: string): readonly string[] =>
  entriesIn(text)
    .filter(({ line }) => !parseRow(line) && isJson(line))
    .map(({ line, body = '' }) => `${line}\n${body}\n`);

function entriesIn(text: string): readonly { readonly line: string; readonly body?: string }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (!line.startsWith('{')) return [];
    const next = lines[index + 1] ?? '';
    // The last line was cut off if no line break follows it: half a body must not pass for the answer.
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
