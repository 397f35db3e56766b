import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeptStore } from './kept';

/** Far above what is ever written; a larger file is not ours. */
const mostBytes = 4 * 1024 * 1024;

/** One small file, replaced by a rename: windows that share it lose at most what the other one has asked for. */
export function keptFile(file: string): KeptStore {
  return {
    async read() {
      try {
        return (await stat(file)).size > mostBytes ? '' : await readFile(file, 'utf8');
      } catch {
        return '';
      }
    },
    async write(text) {
      const draft = `${file}.${process.pid}.part`;
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(draft, text, { mode: 0o600 });
      await rename(draft, file);
    },
  };
}
