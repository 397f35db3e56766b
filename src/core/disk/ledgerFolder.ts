import { constants } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerStore, ReadUpTo } from '../credits/ledgerStore';
import { unhurried, type StartTimer } from '../common/unhurried';
import { absent, codeOf } from './absent';
import { KeptText } from './keptText';
import { openText, readBetween, type OpenText, type TextEnd } from './openText';

/** Bytes of a line that are compared: its beginning, unique by the id of its run, and before anything that changes. */
const compared = 96;
const lineEnd = 0x0a;

/**
 * One file a day, to which all windows append lines. The latest one is kept open between a run's lines.
 * @param folder created when the first line is written
 */
export function ledgerFolder(folder: string, startTimer: StartTimer = unhurried): LedgerStore {
  const fileOf = (day: string) => path.join(folder, `${day}.jsonl`);
  const kept = new KeptText(startTimer);
  let ended: TextEnd | undefined;
  return {
    async append(day, lines, { durable }) {
      const name = fileOf(day);
      const add = (text: OpenText) => appendLines(text, lines, durable, ended);
      // One that was kept may be of no use any more, as after a drive of a network was away: then it is opened anew.
      const done = await kept.use(name, { reads: false }, add).catch(() => undefined);
      ended = done ?? (await addAnew(name, add, text => kept.keep(name, text)));
    },
    async read(day, upTo) {
      const name = fileOf(day);
      const news = (text: OpenText) => newsIn(text, upTo);
      const found = await kept.use(name, { reads: true }, news).catch(() => undefined);
      return found ?? readAnew(name, news);
    },
    overwrite: (day, mark, change) => overwriteLines(fileOf(day), mark, change),
    async days() {
      const names = (await readdir(folder).catch(absent)) ?? [];
      return names.flatMap(name => /^(\d{4}-\d\d-\d\d)\.jsonl$/.exec(name)?.[1] ?? []).sort();
    },
    close: () => kept.close(),
  };
}

const { O_APPEND, O_CREAT, O_RDONLY, O_RDWR, O_WRONLY } = constants;
/** Does not block: opening a pipe for reading would wait for a writer. */
const now = constants.O_NONBLOCK || 0;

/** Opens a file, adds to it, and hands it on where that went well. The folder is made where it is missing. */
async function addAnew(
  name: string,
  add: (text: OpenText) => Promise<TextEnd>,
  handOn: (text: OpenText) => Promise<void>,
): Promise<TextEnd> {
  const text = await openForLines(name).catch(async (failure: unknown) => {
    absent(failure);
    // It may have been removed since the last line, too.
    await mkdir(path.dirname(name), { recursive: true, mode: 0o700 });
    return openForLines(name);
  });
  const ended = await add(text).catch(async (failure: unknown) => {
    await text.file.close();
    throw failure;
  });
  await handOn(text);
  return ended;
}

/**
 * @param ended where the last lines ended: if nothing came since, the text ends in a line
 * @returns where these end
 */
async function appendLines(
  text: OpenText,
  lines: string,
  durable: boolean,
  ended: TextEnd | undefined,
): Promise<TextEnd> {
  const { file, size, ino } = text;
  const isOurs = ended?.ino === ino && ended.size === size;
  const all = isOurs || (await endsInALine(text)) ? lines : `\n${lines}`;
  // In one piece: other windows append to the same file.
  await file.appendFile(all);
  if (durable) await file.datasync();
  return { ino, size: size + Buffer.byteLength(all) };
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

type News = ReturnType<LedgerStore['read']>;

async function readAnew(name: string, news: (text: OpenText) => News): News {
  const text = await openText(name, O_RDONLY | now).catch(absent);
  if (!text) return { text: '', upTo: undefined };
  try {
    return await news(text);
  } finally {
    await text.file.close();
  }
}

async function newsIn({ file, size, ino }: OpenText, upTo: ReadUpTo | undefined): News {
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
