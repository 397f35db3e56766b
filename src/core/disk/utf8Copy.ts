import { createReadStream } from 'node:fs';
import { unlink, writeFile } from 'node:fs/promises';
import { charsetOf } from '../charset/charsetOf';
import { fromUtf32 } from '../charset/utf32';

/**
 * Copies the file of a long answer, which holds the bytes as received, into a UTF-8 file beside it.
 * @param head the first bytes of the file
 * @returns the path of the copy; undefined if the file is UTF-8 already
 */
export async function utf8Copy(
  file: string,
  head: Uint8Array,
  contentType: string,
): Promise<string | undefined> {
  const { name } = charsetOf(head, contentType);
  if (name === 'utf-8') return undefined;
  const copy = `${file}.utf8`;
  try {
    await writeFile(copy, texts(file, name), { flag: 'wx', mode: 0o600 });
  } catch (failure) {
    await unlink(copy).catch(() => undefined);
    throw failure;
  }
  return copy;
}

async function* texts(file: string, name: string): AsyncGenerator<string> {
  const chunks = createReadStream(file, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>;
  if (name === 'utf-32le' || name === 'utf-32be') {
    for await (const chunk of wholeCharacters(chunks)) yield fromUtf32(chunk, name === 'utf-32le');
    return;
  }
  const decoder = new TextDecoder(name);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Cuts the bytes into pieces of whole characters (four bytes each); only the last piece may end within one. */
async function* wholeCharacters(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const all = Buffer.concat([rest, chunk]);
    const end = all.length - (all.length % 4);
    rest = all.subarray(end);
    if (end > 0) yield all.subarray(0, end);
  }
  if (rest.length > 0) yield rest;
}
