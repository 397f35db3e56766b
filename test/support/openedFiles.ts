import fs from 'node:fs/promises';

/** The names of the files that are opened by way of `fs/promises` until the work has ended, in order. */
export async function openedBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  const files = fs as { open: typeof fs.open };
  const { open } = files;
  const names: string[] = [];
  files.open = (name, ...how) => {
    names.push(String(name));
    return open(name, ...how);
  };
  try {
    await work();
  } finally {
    files.open = open;
  }
  return names;
}

/** How often this process has a file open (Linux). A file that was removed is not found by its name any more. */
export async function timesOpen(file: string): Promise<number> {
  const open = await fs.readdir('/proc/self/fd');
  const targets = await Promise.all(
    open.map(each => fs.readlink(`/proc/self/fd/${each}`).catch(() => '')),
  );
  return targets.filter(target => target === file || target === `${file} (deleted)`).length;
}
