import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  copyFile,
  link,
  lstat,
  open,
  rename,
  unlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';

/** What to write: bytes, a copy of another file, or that file itself, which is removed afterwards. */
export type FileContent =
  { readonly bytes: Uint8Array } | { readonly copyOf: string } | { readonly moved: string };

/**
 * Writes a file whole or not at all: first beside its place, then a rename puts it there. An existing file keeps its
 * permissions, and stays as it was if the disk is full. A link itself is replaced: nobody chose the file it points to.
 */
export async function saveWhole(file: string, content: FileContent): Promise<void> {
  const old = await lstat(file).catch(() => undefined);
  if (old && !old.isFile() && !old.isSymbolicLink()) throw new Error('there is no file');
  // A rename would replace a read-only file, too: whoever made it read-only meant it.
  if (old?.isFile()) await access(file, constants.W_OK);
  const part = path.join(path.dirname(file), `.${randomUUID()}.part`);
  try {
    const own = await create(part);
    await fill(part, content);
    await chmod(part, old?.isFile() ? old.mode & 0o7777 : own);
    await flush(part);
    await rename(part, file);
  } catch (failure) {
    await unlink(part).catch(() => undefined);
    throw failure;
  }
  if ('moved' in content) await unlink(content.moved).catch(() => undefined);
}

/** Creates a file and returns the permissions that the system gives it. */
async function create(part: string): Promise<number> {
  const handle = await open(part, 'wx', 0o666);
  try {
    return (await handle.stat()).mode & 0o7777;
  } finally {
    await handle.close();
  }
}

async function fill(part: string, content: FileContent): Promise<void> {
  if ('bytes' in content) await writeFile(part, content.bytes);
  else if ('copyOf' in content) await copyFile(content.copyOf, part);
  else await share(content.moved, part);
}

/** On the same disk a hard link is enough, however long the file is. The old name is removed at the end. */
async function share(from: string, part: string): Promise<void> {
  await unlink(part);
  await link(from, part).catch(() => copyFile(from, part, constants.COPYFILE_EXCL));
}

/** A crash after the rename must not leave an empty file. */
async function flush(part: string): Promise<void> {
  const handle = await open(part, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
