import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Does not block: opening a pipe would wait for a writer. Windows has no pipes among its files. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK || 0);

export interface ReadFile {
  readonly bytes: Buffer;
  /** Differs as soon as the file has been replaced or changed. */
  readonly stamp: string;
}

/**
 * Reads a whole file. Rejects for anything that is no file, such as a pipe or a folder, and, without reading it, for
 * one longer than `most` bytes: none of ours is.
 */
export async function readFileWithin(file: string, most: number): Promise<ReadFile> {
  const handle = await open(file, flags);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new Error(`${file} is no file.`);
    if (stats.size > most) throw new Error(`${file} is longer than ${most} bytes.`);
    return { bytes: await handle.readFile(), stamp: stampOf(stats) };
  } finally {
    await handle.close();
  }
}

/** The inode tells a replaced file from the old one even if length and time are the same. */
export const stampOf = ({ ino, mtimeMs, size }: Stamped): string => `${ino} ${mtimeMs} ${size}`;

interface Stamped {
  readonly ino: number;
  readonly mtimeMs: number;
  readonly size: number;
}
