import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Opened that way, a pipe that nobody writes into keeps nobody waiting. Windows has no pipes among its files. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK || 0);

export interface ReadFile {
  readonly bytes: Buffer;
  /** Another one as soon as the file has been replaced or changed. */
  readonly stamp: string;
}

/**
 * A file, read whole. Rejects for whatever is none, a pipe or a folder for example, and, without reading it, for one
 * that is longer than `most` bytes: nothing of ours is.
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

/** A file that was replaced is another one, even where it has the same length and the clock stood still. */
export const stampOf = ({ ino, mtimeMs, size }: Stamped): string => `${ino} ${mtimeMs} ${size}`;

interface Stamped {
  readonly ino: number;
  readonly mtimeMs: number;
  readonly size: number;
}
