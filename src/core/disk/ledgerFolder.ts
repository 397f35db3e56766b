import { constants } from 'node:fs';
import { mkdir, open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerStore, ReadUpTo } from '../credits/ledgerStore';
import { absent, codeOf } from './absent';

/** Bytes of a line that are compared: its beginning, unique by the random id of its run, and before anything that changes. */
const compared = 96;
const lineEnd = 0x0a;

/** One file a day, to which all windows append lines. @param folder created when the first line is written */
export function ledgerFolder(folder: string): LedgerStore {
  const fileOf = (day: string) => path.join(folder, `${day}.jsonl`);
  let ended: TextEnd | undefined;
  return {
    async append(day, lines, { durable }) {
      const append = () => appendLines(fileOf(day), lines, durable, ended);
      // Created only if it is missing: it may have been removed since the last line, too.
      ended = await append().catch(async (failure: unknown) => {
        absent(failure);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        return append();
      });
    },
    read: (day, upTo) => readSince(fileOf(day), upTo),
    overwrite: (day, mark, change) => overwriteLines(fileOf(day), mark, change),
    async days() {
      const names = (await readdir(folder).catch(absent)) ?? [];
      return names.flatMap(name => /^(\d{4}-\d\d-\d\d)\.jsonl$/.exec(name)?.[1] ?? []).sort();
    },
  };
}

const { O_APPEND, O_CREAT, O_RDONLY, O_RDWR, O_WRONLY } = constants;
/** Does not block: opening a pipe for reading would wait for a writer. */
const now = constants.O_NONBLOCK || 0;

/** Where a text ends, or ended. */
interface TextEnd {
  /** In bytes. */
  readonly size: number;
  /** Inode number. */
  readonly ino: number;
}

interface OpenText extends TextEnd {
  readonly file: FileHandle;
}

/** Rejects for anything that is no file, such as a folder. */
async function openText(name: string, how: number): Promise<OpenText> {
  const file = await open(name, how, 0o600);
  const stats = await file.stat();
  if (stats.isFile()) return { file, size: stats.size, ino: stats.ino };
  await file.close();
  throw new Error(`${name} is no file.`);
}

/**
 * @param ended where the last lines ended: if nothing came since, the text ends in a line
 * @returns where these end
 */
async function appendLines(
  name: string,
  lines: string,
  durable: boolean,
  ended: TextEnd | undefined,
): Promise<TextEnd> {
  const text = await openForLines(name);
  const { file, size, ino } = text;
  try {
    const isOurs = ended?.ino === ino && ended.size === size;
    const all = isOurs || (await endsInALine(text)) ? lines : `\n${lines}`;
    // In one piece: other windows append to the same file.
    await file.appendFile(all);
    if (durable) await file.datasync();
    return { ino, size: size + Buffer.byteLength(all) };
  } finally {
    await file.close();
  }
}

/** Creates it if it is missing. One that must not be read can be appended to all the same. */
async function openForLines(name: string): Promise<OpenText> {
  const openFor = (access: number) => openText(name, access | O_APPEND | O_CREAT | now);
  return openFor(O_RDWR).catch((failure: unknown) => {
    if (codeOf(failure) !== 'EACCES' && codeOf(failure) !== 'EPERM') throw failure;
    return openFor(O_WRONLY);
  });
}

/** A file that cannot be read may end within a line. A blank line does no harm. */
async function endsInALine({ file, size }: OpenText): Promise<boolean> {
  if (size === 0) return true;
  const last = await readBetween(file, size - 1, size).catch(() => undefined);
  return last?.[0] === lineEnd;
}

async function readSince(
  name: string,
  upTo: ReadUpTo | undefined,
): ReturnType<LedgerStore['read']> {
  const text = await openText(name, O_RDONLY | now).catch(absent);
  if (!text) return { text: '', upTo: undefined };
  const { file, size, ino } = text;
  try {
    // A last line without its line break may be whole: it is returned now, and read once more with what follows.
    if (upTo?.file === ino && upTo.offset <= size) {
      const bytes = await readBetween(file, upTo.lastAt, size);
      const length = upTo.offset - upTo.lastAt;
      const news = bytes.subarray(length);
      const isThere = bytes.subarray(0, upTo.last.length).equals(upTo.last);
      if (isThere && (length === 0 || bytes[length - 1] === lineEnd))
        return {
          text: news.toString('utf8'),
          upTo: news.includes(lineEnd) ? readUpTo(news, upTo.offset, ino) : upTo,
        };
    }
    const bytes = await readBetween(file, 0, size);
    return { text: bytes.toString('utf8'), upTo: readUpTo(bytes, 0, ino) };
  } finally {
    await file.close();
  }
}

function readUpTo(bytes: Buffer, start: number, file: number): ReadUpTo {
  const length = bytes.lastIndexOf(lineEnd) + 1;
  const lastAt = length < 2 ? 0 : bytes.lastIndexOf(lineEnd, length - 2) + 1;
  const last = Buffer.from(bytes.subarray(lastAt, Math.min(length, lastAt + compared)));
  return { offset: start + length, last, lastAt: start + lastAt, file };
}

async function overwriteLines(
  name: string,
  mark: string,
  change: Parameters<LedgerStore['overwrite']>[2],
): Promise<void> {
  const text = await openText(name, O_RDWR | now).catch(absent);
  if (!text) return;
  const { file, size } = text;
  try {
    const bytes = await readBetween(file, 0, size);
    let isChanged = false;
    for (let at = bytes.indexOf(mark); at >= 0;) {
      const start = bytes.lastIndexOf(lineEnd, at) + 1;
      const next = bytes.indexOf(lineEnd, at);
      const end = next < 0 ? bytes.length : next;
      const changed = change(bytes.toString('latin1', start, end), { isEnded: next >= 0 });
      if (changed?.length === end - start) {
        await file.write(changed, start, 'latin1');
        isChanged = true;
      }
      at = bytes.indexOf(mark, end);
    }
    // What a person has cleared must not be there again after a loss of power.
    if (isChanged) await file.datasync();
  } finally {
    await file.close();
  }
}

async function readBetween(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, end - start));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  return bytes.subarray(0, bytesRead);
}
