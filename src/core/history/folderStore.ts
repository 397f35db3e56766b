import { mkdir, open, readFile, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Batches, inBatches, parseBatch } from './batches';
import type { HistoryStore } from './historyStore';
import { parseRow, type HistoryRow } from './row';

/** A file that is being written, with the id of the process that does it. */
const unfinished = /\.(?:json|body|batch)\.(\d+)-\d+\.part$/;

/** No write takes that long, in milliseconds: after it, the id of the process has been given anew. */
const longestWrite = 86_400_000;

/**
 * A file of its own for each run, or one for several that ended shortly after each other; no two windows ever write into
 * the same one. A file is replaced by a rename: a crash leaves the old one or the new one.
 * @param folder made when the first row is written
 */
export function folderStore(folder: string): HistoryStore {
  const rowFile = (id: string) => path.join(folder, `${safe(id)}.json`);
  const bodyFile = (id: string) => path.join(folder, `${safe(id)}.body`);
  const batches = new Batches();
  /** Names of files of runs that have some of their own. */
  const single = new Set<string>();
  let made: Promise<unknown> | undefined;
  let count = 0;

  const writeWhole = async (file: string, content: string | Uint8Array, flush: boolean) => {
    made ??= mkdir(folder, { recursive: true, mode: 0o700 }).catch((failure: unknown) => {
      // The person may mend what stands in the way: the next write tries again.
      made = undefined;
      throw failure;
    });
    await made;
    const draft = `${file}.${process.pid}-${count++}.part`;
    if (flush) {
      const handle = await open(draft, 'w', 0o600);
      try {
        await handle.writeFile(content);
        await handle.datasync();
      } finally {
        await handle.close();
      }
    } else await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, file);
  };

  const writeBody = (id: string, bytes: Uint8Array) => {
    single.add(safe(id));
    return writeWhole(bodyFile(id), bytes, false);
  };
  const readAs = async (name: string) => readFile(path.join(folder, name), 'utf8').catch(() => '');

  return {
    write(row, { durable }) {
      const { id } = row.exchange;
      single.add(safe(id));
      return writeWhole(rowFile(id), JSON.stringify(row), durable);
    },
    writeBody,
    async writeMany(runs) {
      for (const { first, ids, text, long } of inBatches(runs)) {
        const file = path.join(folder, `${safe(first)}.batch`);
        await writeWhole(file, text, false);
        batches.add(file, ids);
        for (const { id, body } of long) await writeBody(id, body);
      }
    },
    async readAll() {
      const names = await readdir(folder).catch(() => []);
      const rows = new Map<string, HistoryRow>();
      for (const name of names.filter(each => each.endsWith('.batch'))) {
        const runs = parseBatch(await readAs(name));
        for (const { row } of runs) rows.set(row.exchange.id, row);
        batches.add(
          path.join(folder, name),
          runs.map(({ row }) => row.exchange.id),
        );
      }
      const own = names.filter(each => /\.(json|body)$/.test(each));
      for (const name of own) single.add(path.parse(name).name);
      const files = names.filter(each => each.endsWith('.json'));
      for (const row of await Promise.all(files.map(async name => parseRow(await readAs(name))))) {
        if (row) rows.set(row.exchange.id, row);
      }
      return [...rows.values()].sort((a, b) =>
        b.exchange.startedAt.localeCompare(a.exchange.startedAt),
      );
    },
    readBody: async id =>
      (await batches.readBody(id)) ?? readFile(bodyFile(id)).catch(() => undefined),
    async remove(id) {
      const gone = [batches.remove(id)];
      if (single.delete(safe(id))) gone.push(unlink(rowFile(id)), unlink(bodyFile(id)));
      await Promise.all(gone.map(each => each.catch(absent)));
    },
    async clean(alive, now) {
      for (const name of await readdir(folder).catch(() => [])) {
        const [, pid] = unfinished.exec(name) ?? [];
        if (pid === undefined) continue;
        const file = path.join(folder, name);
        // Our own is being written this very moment, whatever anybody says of us.
        const writes = Number(pid) === process.pid || alive(Number(pid));
        if (!writes || (await ageOf(file, now)) > longestWrite) await unlink(file).catch(absent);
      }
    },
  };
}

const ageOf = (file: string, now: number): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => now - mtimeMs,
    () => 0,
  );

/** Removing what is not there is no failure. (`rm` with `force` asks the disk about it on the main thread first.) */
function absent(failure: unknown): void {
  if ((failure as { readonly code?: unknown }).code !== 'ENOENT') throw failure;
}

/** Ids are ours, yet a row read from disk could name another file. */
const safe = (id: string) => id.replace(/[^\w-]/g, '_').slice(0, 80);
