import { appendFile, mkdir, open, readdir } from 'node:fs/promises';
import path from 'node:path';

/** One text a day, which only grows. */
export interface LedgerStore {
  append(day: string, line: string): Promise<void>;
  /** The whole lines from an offset in bytes on, and where the next ones will begin. A day without a text is empty. */
  read(day: string, from: number): Promise<{ readonly text: string; readonly next: number }>;
  /** Oldest first. */
  days(): Promise<readonly string[]>;
}

/** @param folder made when the first line is written; windows append to the same files, a line at a time */
export function ledgerFolder(folder: string): LedgerStore {
  const fileOf = (day: string) => path.join(folder, `${day}.jsonl`);
  let made: Promise<unknown> | undefined;
  return {
    async append(day, line) {
      await (made ??= mkdir(folder, { recursive: true, mode: 0o700 }));
      await appendFile(fileOf(day), line, { mode: 0o600 });
    },
    async read(day, from) {
      const file = await open(fileOf(day)).catch(absent);
      if (!file) return { text: '', next: from };
      try {
        const { size } = await file.stat();
        // Shorter than it was: somebody has replaced it; all of it is new.
        const start = size < from ? 0 : from;
        const buffer = Buffer.alloc(size - start);
        const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
        const whole = buffer.subarray(0, buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1);
        return { text: whole.toString('utf8'), next: start + whole.length };
      } finally {
        await file.close();
      }
    },
    async days() {
      const names = (await readdir(folder).catch(absent)) ?? [];
      return names.flatMap(name => /^(\d{4}-\d\d-\d\d)\.jsonl$/.exec(name)?.[1] ?? []).sort();
    },
  };
}

function absent(failure: unknown): undefined {
  if ((failure as { readonly code?: unknown }).code === 'ENOENT') return undefined;
  throw failure;
}
