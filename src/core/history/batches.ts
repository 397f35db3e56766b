import { readFile, unlink } from 'node:fs/promises';
import type { KeptRun } from './historyStore';
import { parseRow, type HistoryRow } from './row';

/** Few enough that a batch is soon empty again once its runs are forgotten one by one. */
const mostRuns = 100;
/** A longer body has a file of its own. */
const longestBody = 64 * 1024;

/** Which runs lie together in one file. It goes when the last of them is forgotten. */
export class Batches {
  readonly #fileOf = new Map<string, string>();
  readonly #left = new Map<string, Set<string>>();

  /** Remembers the runs of a file. */
  add(file: string, ids: readonly string[]): void {
    this.#left.set(file, new Set(ids));
    for (const id of ids) this.#fileOf.set(id, file);
  }

  async readBody(id: string): Promise<Uint8Array | undefined> {
    const file = this.#fileOf.get(id);
    if (file === undefined) return undefined;
    const runs = parseBatch(await readFile(file, 'utf8').catch(() => ''));
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
    await unlink(file);
  }
}

/** Runs by file, and those bodies that are too long to lie there. */
export function inBatches(runs: readonly KeptRun[]): readonly {
  readonly first: string;
  readonly ids: readonly string[];
  readonly text: string;
  readonly long: readonly { readonly id: string; readonly body: Uint8Array }[];
}[] {
  const parts = Array.from({ length: Math.ceil(runs.length / mostRuns) }, (_, index) =>
    runs.slice(index * mostRuns, (index + 1) * mostRuns),
  );
  return parts.map(part => {
    const ids = part.map(({ row }) => row.exchange.id);
    const long = part.flatMap(({ row, body }) =>
      body && body.length > longestBody ? [{ id: row.exchange.id, body }] : [],
    );
    return { first: ids[0] ?? '', ids, text: part.map(linesOf).join(''), long };
  });
}

/** Two lines a run: the row, and its body in base64. The line is blank where no body lies here. */
function linesOf({ row, body }: KeptRun): string {
  return `${JSON.stringify(row)}\n${body && body.length <= longestBody ? inBase64(body) : ''}\n`;
}

/** A body of no bytes is one too: padding alone tells it from none. */
const inBase64 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('base64') || '=';

const wholeBase64 = /^[A-Za-z\d+/]+={0,2}$|^=$/;

/**
 * What cannot be read is left out. Each run is read for itself, wherever its lines stand: after a crash some may be cut,
 * lost or overwritten.
 */
export function parseBatch(text: string): readonly { row: HistoryRow; body?: Uint8Array }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const row = line.startsWith('{') ? parseRow(line) : undefined;
    if (!row) return [];
    const next = lines[index + 1] ?? '';
    // A line that is not followed by another was cut off: half a body must not pass for the answer.
    const whole = index + 2 < lines.length && wholeBase64.test(next);
    return [{ row, ...(whole && { body: Buffer.from(next, 'base64') }) }];
  });
}
