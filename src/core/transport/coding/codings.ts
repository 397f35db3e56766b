import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { Gunzip } from './gunzip';

/** `bytesWritten`: how many bytes of its input belonged to what it undid. */
export type Decoder = Transform & { readonly bytesWritten: number };

type Coding = 'gzip' | 'br' | 'deflate' | 'zstd';

/** Newer runtimes only; the types describe the oldest one. */
const createZstdDecompress = (zlib as { createZstdDecompress?: (options: object) => Decoder })
  .createZstdDecompress;

const options = { chunkSize: 65_536 };

/** `first`: the first byte of the encoded body. */
const decoders: Readonly<Record<Coding, (first: number) => Decoder>> = {
  gzip: () => new Gunzip(options),
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

const aliases: ReadonlyMap<string, string> = new Map([
  ['x-gzip', 'gzip'],
  ['identity', ''],
]);
const plain = (): Decoder[] => [];
const zlibHeader = 8;
/** More layers than any server has a reason for. */
const mostCodings = 3;

/** In the order in which they were applied; an empty name is none. */
const namesIn = (contentEncoding: string): string[] =>
  contentEncoding
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .map(name => aliases.get(name) ?? name)
    .filter(name => name !== '');

const isKnown = (name: string): name is Coding => codings.includes(name as Coding);

/**
 * The decoders of a body, in the order in which its bytes pass them. `undefined`: an encoding that we did not ask for and
 * cannot undo.
 */
export function decodersFor(
  contentEncoding: string | undefined,
): ((first: number) => Decoder[]) | undefined {
  if (contentEncoding === undefined) return plain;
  const named = namesIn(contentEncoding);
  const known = named.filter(isKnown);
  if (known.length < named.length || known.length > mostCodings) return undefined;
  return first =>
    known.toReversed().map((coding, index) => decoders[coding](index === 0 ? first : zlibHeader));
}

/**
 * Whether `fetch` undoes it, which does all or nothing: an empty name and `identity` are unknown to it, and it has another
 * mind about how many are too many.
 */
export const isUndoneByFetch = (contentEncoding: string): boolean =>
  contentEncoding
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .every(name => name === 'x-gzip' || isKnown(name));

/** What of it cannot be undone: the names that nobody knows, or all where they are too many. */
export function unknownIn(contentEncoding: string): string {
  const named = namesIn(contentEncoding);
  const unknown = named.filter(name => !isKnown(name));
  return (unknown.length > 0 ? unknown : named).join(', ').slice(0, longestName);
}

/** Longer names are cut: a badge is a line. */
const longestName = 80;
