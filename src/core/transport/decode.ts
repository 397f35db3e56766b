import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';

type Coding = 'gzip' | 'br' | 'deflate' | 'zstd';

/** Newer runtimes only; the types describe the oldest one. */
const createZstdDecompress = (zlib as { createZstdDecompress?: (options: object) => Transform })
  .createZstdDecompress;

const options = { chunkSize: 65_536 };

/** `first`: the first byte of the encoded body. */
const decoders: Readonly<Record<Coding, (first: number) => Transform>> = {
  gzip: () => zlib.createGunzip(options),
  br: () => zlib.createBrotliDecompress(options),
  // Servers send both: deflate in the zlib wrapper, as the standard says, and bare.
  deflate: first =>
    (first & 0x0f) === 8 ? zlib.createInflate(options) : zlib.createInflateRaw(options),
  zstd: () => {
    if (createZstdDecompress === undefined) throw new Error('zstd was not asked for');
    return createZstdDecompress(options);
  },
};

const codings = (Object.keys(decoders) as Coding[]).filter(
  coding => coding !== 'zstd' || createZstdDecompress !== undefined,
);

export const acceptEncoding = codings.join(', ');

const aliases: Readonly<Record<string, string>> = { 'x-gzip': 'gzip', identity: '' };
const plain = (): Transform[] => [];
const zlibHeader = 8;
/** More layers than any server has a reason for. */
const mostCodings = 3;

/**
 * The decoders of a body, in the order in which its bytes pass them. `undefined`: an encoding that we did not ask for and
 * cannot undo.
 */
export function decodersFor(
  contentEncoding: string | undefined,
): ((first: number) => Transform[]) | undefined {
  if (contentEncoding === undefined) return plain;
  const named = contentEncoding
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .map(name => aliases[name] ?? name)
    .filter(name => name !== '');
  const known = named.filter((name): name is Coding => codings.includes(name as Coding));
  if (known.length < named.length || known.length > mostCodings) return undefined;
  return first =>
    known.toReversed().map((coding, index) => decoders[coding](index === 0 ? first : zlibHeader));
}
