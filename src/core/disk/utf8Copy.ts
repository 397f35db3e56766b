import { createReadStream } from 'node:fs';
import { unlink, writeFile } from 'node:fs/promises';
import { charsetOf } from '../charset/charsetOf';
import { fromUtf32 } from '../charset/utf32';

/**
 * A long answer lies in a file as it came. This makes a copy of it in UTF-8, beside it.
 * @param head how the file begins
 * @returns where the copy is; undefined for a file that is UTF-8 already
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

/** In pieces that end behind a character of four bytes, but for the last one. */
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
