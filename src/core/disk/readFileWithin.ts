import { close, constants, fstat, open, read } from 'node:fs';
import { promisify } from 'node:util';

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
export const readFileWithin = (file: string, most: number): Promise<ReadFile> =>
  withFile(file, most, async ({ part, size, stamp }) => ({ bytes: await part(0, size), stamp }));

export interface OpenFile {
  /** In bytes, when it was opened. */
  readonly size: number;
  readonly stamp: string;
  /** Reads so many bytes from an offset, or fewer where the file ends. */
  readonly part: (from: number, length: number) => Promise<Buffer>;
}

/** Opens a file as `readFileWithin` does, for work that need not have all of it in memory. */
export async function withFile<T>(
  file: string,
  most: number,
  work: (open: OpenFile) => Promise<T>,
): Promise<T> {
  const handle = await opened(file, flags);
  try {
    const stats = await stated(handle);
    if (!stats.isFile()) throw new Error(`${file} is no file.`);
    if (stats.size > most) throw new Error(`${file} is longer than ${most} bytes.`);
    const part = (from: number, length: number) => partOf(handle, from, length);
    return await work({ size: stats.size, stamp: stampOf(stats), part });
  } finally {
    await closed(handle);
  }
}

async function partOf(handle: number, from: number, length: number): Promise<Buffer> {
  // Memory of its own: whoever masks or hands on the bytes must not reach others.
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await readInto(handle, bytes, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

// Thousands of small files are read when History is opened. These take half the time of a `FileHandle` for that.
const opened = promisify(open);
const stated = promisify(fstat);
const readInto = promisify(read);
const closed = promisify(close);

/** The inode tells a replaced file from the old one even if length and time are the same. */
export const stampOf = ({ ino, mtimeMs, size }: Stamped): string => `${ino} ${mtimeMs} ${size}`;

interface Stamped {
  readonly ino: number;
  readonly mtimeMs: number;
  readonly size: number;
}
