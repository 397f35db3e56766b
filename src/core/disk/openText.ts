import { open, type FileHandle } from 'node:fs/promises';

/** Where a text ends, or ended. */
export interface TextEnd {
  /** In bytes. */
  readonly size: number;
  /** Inode number. */
  readonly ino: number;
}

export interface OpenText extends TextEnd {
  readonly file: FileHandle;
  /** Number of the device that the inode is on. */
  readonly dev: number;
}

/** Rejects for anything that is no file, such as a folder. */
export async function openText(name: string, how: number): Promise<OpenText> {
  const file = await open(name, how, 0o600);
  const stats = await file.stat();
  if (stats.isFile()) return { file, size: stats.size, ino: stats.ino, dev: stats.dev };
  await file.close();
  throw new Error(`${name} is no file.`);
}

/** The bytes between two offsets, or fewer where the file ends. */
export async function readBetween(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, end - start));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  return bytes.subarray(0, bytesRead);
}
