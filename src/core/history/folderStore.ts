import { mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HistoryStore } from './historyStore';
import { parseRow, type HistoryRow } from './row';

/**
 * One file a run, so that two windows never write into the same one. A row is replaced by a rename: a crash leaves the
 * old one or the new one.
 * @param folder made when the first row is written
 */
export function folderStore(folder: string): HistoryStore {
  const rowFile = (id: string) => path.join(folder, `${safe(id)}.json`);
  const bodyFile = (id: string) => path.join(folder, `${safe(id)}.body`);
  let made: Promise<unknown> | undefined;
  let count = 0;

  const writeWhole = async (file: string, content: string | Uint8Array, flush: boolean) => {
    await (made ??= mkdir(folder, { recursive: true, mode: 0o700 }));
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

  return {
    write: row => writeWhole(rowFile(row.exchange.id), JSON.stringify(row), true),
    writeBody: (id, bytes) => writeWhole(bodyFile(id), bytes, false),
    async readAll() {
      const names = await readdir(folder).catch(() => []);
      const rows = await Promise.all(
        names
          .filter(name => name.endsWith('.json'))
          .map(async name =>
            parseRow(await readFile(path.join(folder, name), 'utf8').catch(() => '')),
          ),
      );
      return rows
        .filter((row): row is HistoryRow => row !== undefined)
        .sort((a, b) => b.exchange.startedAt.localeCompare(a.exchange.startedAt));
    },
    readBody: id => readFile(bodyFile(id)).catch(() => undefined),
    async remove(id) {
      await Promise.all([rm(rowFile(id), { force: true }), rm(bodyFile(id), { force: true })]);
    },
  };
}

/** Ids are ours, yet a row read from disk could name another file. */
const safe = (id: string) => id.replace(/[^\w-]/g, '_').slice(0, 80);
