import { constants } from 'node:fs';
import { appendFile, mkdir, open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerStore, ReadUpTo } from '../credits/ledgerStore';
import { absent, codeOf } from './absent';

/** Bytes before an offset that are compared: at least one whole line, unique by the random id of its run. */
const compared = 512;
const lineEnd = 0x0a;

/** One file a day, to which all windows append lines. @param folder created when the first line is written */
export function ledgerFolder(folder: string): LedgerStore {
  const fileOf = (day: string) => path.join(folder, `${day}.jsonl`);
  return {
    async append(day, lines) {
      // Created only if it is missing: it may have been removed since the last line, too.
      await appendLines(fileOf(day), lines).catch(async (failure: unknown) => {
        absent(failure);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await appendLines(fileOf(day), lines);
      });
    },
    read: (day, upTo) => readSince(fileOf(day), upTo),
    async days() {
      const names = (await readdir(folder).catch(absent)) ?? [];
      return names.flatMap(name => /^(\d{4}-\d\d-\d\d)\.jsonl$/.exec(name)?.[1] ?? []).sort();
    },
  };
}

async function appendLines(name: string, lines: string): Promise<void> {
  const cut = await endsInALine(name);
  await appendFile(name, cut ? `\n${lines}` : lines, { mode: 0o600 });
}

async function readSince(
  name: string,
  upTo: ReadUpTo | undefined,
): ReturnType<LedgerStore['read']> {
  const file = await openText(name);
  if (!file) return { text: '', upTo: undefined };
  try {
    const { ino } = await file.stat();
    const goesOn = upTo?.file === ino && (await stands(file, upTo));
    const start = goesOn ? upTo.offset : 0;
    const bytes = await readFrom(file, start);
    const length = bytes.lastIndexOf(lineEnd) + 1;
    const offset = start + length;
    const before =
      length > 0 || !goesOn ? bytes.subarray(Math.max(0, length - compared), length) : upTo.before;
    // A last line without its line break may be whole: it is returned now, and read once more with what follows.
    return { text: bytes.toString('utf8'), upTo: { offset, before, file: ino } };
  } finally {
    await file.close();
  }
}

/** Does not block: opening a pipe for reading would wait for a writer. */
const readNow = constants.O_RDONLY | constants.O_NONBLOCK;

/** Undefined if it does not exist. Rejects for anything that is no file, such as a folder. */
async function openText(name: string): Promise<FileHandle | undefined> {
  const file = await open(name, readNow).catch(absent);
  if (!file || (await file.stat()).isFile()) return file;
  await file.close();
  throw new Error(`${name} is no file.`);
}

async function endsInALine(name: string): Promise<boolean> {
  const file = await openText(name).catch(unreadable);
  // A file that cannot be read may end within a line. A blank line does no harm.
  if (file === 'unreadable') return true;
  if (!file) return false;
  try {
    const { size } = await file.stat();
    return size > 0 && (await readFrom(file, size - 1))[0] !== lineEnd;
  } finally {
    await file.close();
  }
}

async function stands(file: FileHandle, { offset, before }: ReadUpTo): Promise<boolean> {
  const there = Buffer.alloc(before.length);
  const { bytesRead } = await file.read(there, 0, there.length, offset - before.length);
  return bytesRead === before.length && there.equals(before);
}

async function readFrom(file: FileHandle, start: number): Promise<Buffer> {
  const { size } = await file.stat();
  const bytes = Buffer.alloc(Math.max(0, size - start));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  return bytes.subarray(0, bytesRead);
}

function unreadable(failure: unknown): 'unreadable' {
  if (codeOf(failure) === 'EACCES' || codeOf(failure) === 'EPERM') return 'unreadable';
  throw failure;
}
