import { lstat, readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { absent } from './absent';
import { readFileWithin } from './readFileWithin';
import { replaceFile } from './replaceFile';
import { batchOf, Batches } from './batches';
import type { HistoryStore } from '../history/historyStore';
import { RowFiles } from './rowFiles';
import { rowText } from '../history/rowText';
import { byStart } from '../history/sortedRows';

/** The name of a file that is being written, with the id of the process that writes it. */
const unfinished = /\.(?:json|body|batch)\.(\d+)-\d+\.part$/;

/** No write takes longer (ms): after that, the process id belongs to another process. */
const longestWrite = 86_400_000;

/** In bytes. No kept body is longer: it is a quarter of the highest `jobo.history.maximumMegabytes`. */
const longestBody = 512 * 1024 * 1024;

/**
 * Keeps each run in a file, or several that ended shortly after each other in one. Two windows never write into the
 * same file. A file is replaced by a rename, so that a crash leaves the old one or the new one.
 * @param folder created when the first row is written
 * @param mask hides keys in the text of every row that is written
 */
export function folderStore(
  folder: string,
  mask: (text: string) => string = text => text,
): HistoryStore {
  const inFolder = (name: string) => path.join(folder, name);
  const batches = new Batches();
  const files = new RowFiles(folder, batches, mask);

  const writeBody = (id: string, bytes: Uint8Array) => {
    const name = bodyName(id);
    return files.write(name, id, () => replaceFile(inFolder(name), bytes));
  };

  return {
    write(row, { durable }) {
      const { id } = row.exchange;
      const name = `${safe(id)}.json`;
      const write = () => replaceFile(inFolder(name), rowText(row, mask), { durable });
      return files.write(name, id, write);
    },
    writeBody,
    async writeMany(runs) {
      const { first, ids, text, long } = batchOf(runs, mask);
      const name = `${safe(first)}.batch`;
      await files.write(name, undefined, () => replaceFile(inFolder(name), text));
      batches.add(inFolder(name), ids, true);
      for (const { id, body } of long) await writeBody(id, body);
    },
    readAll: async early =>
      (await files.readAll(early && (newest => early(newest.toSorted(byStart))))).toSorted(byStart),
    readNew: changing => files.readNew(changing),
    leftOut: () => files.leftOut,
    readBody: async id => (await batches.readBody(id)) ?? readBody(inFolder(bodyName(id))),
    async remove(id) {
      const own = files.take(id, bodyName(id)).map(name => removeFile(inFolder(name)));
      await Promise.all([batches.remove(id).catch(absent), ...own]);
    },
    clean: (alive, now) => removeUnfinished(folder, alive, now),
  };
}

const readBody = (file: string): Promise<Uint8Array | undefined> =>
  readFileWithin(file, longestBody).then(
    ({ bytes }) => bytes,
    () => undefined,
  );

/** Removes the half-written files of processes that are gone. */
async function removeUnfinished(
  folder: string,
  alive: (pid: number) => boolean,
  now: number,
): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, pid] = unfinished.exec(name) ?? [];
    if (pid === undefined) continue;
    const file = path.join(folder, name);
    // Files of this process may be in writing now, whatever `alive` says.
    const writes = Number(pid) === process.pid || alive(Number(pid));
    if (!writes || (await ageOf(file, now)) > longestWrite) await removeFile(file);
  }
}

const ageOf = (file: string, now: number): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => now - mtimeMs,
    () => 0,
  );

/** Ignores a missing file, and a folder of that name. (`rm` would ask the disk about it on the main thread first.) */
async function removeFile(file: string): Promise<void> {
  await unlink(file).catch(async (failure: unknown) => {
    const stats = await lstat(file).catch(absent);
    if (stats && !stats.isDirectory()) throw failure;
  });
}

const bodyName = (id: string) => `${safe(id)}.body`;

/** Ids are ours, but one in a row from disk could be the path of another file. */
const safe = (id: string) => id.replace(/[^\w-]/g, '_').slice(0, 80);
