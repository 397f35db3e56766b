import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { FramedInflate } from './framedInflate';
import { gzipFrame, zlibFrame } from './frames';
import { lookOf, type Look } from './lookOf';

/** `bytesWritten`: how many bytes of its input belonged to the encoded data. */
export type Decoder = Transform & {
  readonly bytesWritten: number;
  readonly lacksTrailer?: boolean;
  readonly breaksInHeader?: boolean;
};

export type Coding = 'gzip' | 'br' | 'deflate' | 'zstd';

/** Newer runtimes only; the types describe the oldest one. */
const createZstdDecompress = (zlib as { createZstdDecompress?: (options: object) => Decoder })
  .createZstdDecompress;

const options = { chunkSize: 65_536 };

/** @param head how the encoded body begins */
export const decoders: Readonly<Record<Coding, (head: Uint8Array) => Decoder>> = {
  gzip: () => new FramedInflate(gzipFrame, options),
  br: () => zlib.createBrotliDecompress(options),
  // Servers send both: deflate in the zlib wrapper, as RFC 9110, section 8.4.1.2 says, and bare.
  deflate: head =>
    lookOf(head) === 'zlib'
      ? new FramedInflate(zlibFrame, options)
      : zlib.createInflateRaw(options),
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
  ['x-deflate', 'deflate'],
  ['zlib', 'deflate'],
  ['brotli', 'br'],
  ['zstandard', 'zstd'],
  ['identity', ''],
]);
/** More layers than any server has a reason for. */
const mostCodings = 3;

/** What `Content-Encoding` says of a body. */
export interface SaidCodings {
  /** To be undone, in this order. */
  readonly toUndo: readonly Coding[];
  /** The names that are unknown, or all if there are too many: the bytes are then kept as they came. */
  readonly unknown?: string;
  /** The names that are no coding at all, such as charsets; they are ignored. */
  readonly none?: string;
}

export const nothingSaid: SaidCodings = { toUndo: [] };

/** @param contentEncoding the header's value */
export function saidCodings(contentEncoding: string): SaidCodings {
  const named = namesIn(contentEncoding);
  const known = named.filter(isKnown);
  const none = named.filter(name => !isKnown(name) && isNoCoding(name));
  const unknown = named.filter(name => !isKnown(name) && !isNoCoding(name));
  if (unknown.length > 0) return { toUndo: [], unknown: told(unknown) };
  if (known.length > mostCodings) return { toUndo: [], unknown: told(named) };
  return { toUndo: known.toReversed(), ...(none.length > 0 && { none: told(none) }) };
}

const told = (names: readonly string[]): string => names.join(', ').slice(0, longestName);

/** Names in the order in which the codings were applied, without quotes, parameters and empty names. */
const namesIn = (contentEncoding: string): string[] =>
  contentEncoding
    .toLowerCase()
    .replace(/;[^,]*/g, '')
    .split(/[\s,"]+/)
    .map(name => aliases.get(name) ?? name)
    .filter(name => name !== '');

const isKnown = (name: string): name is Coding => codings.includes(name as Coding);

/** Charsets, media types and transfer encodings, which servers name by mistake: there is nothing to undo. */
const isNoCoding = (name: string): boolean => noCodings.test(name) || isCharset(name);

const noCodings =
  /^(?:none|null|off|no|text|json|plain|binary|ascii|[78]bit|chunked|aws-chunked|utf-?\d+|[a-z]+\/.*)$/;

function isCharset(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/**
 * Whether `fetch` decodes the body itself. It undoes all codings or none: it knows neither an empty name nor
 * `identity`, and has its own limit of codings.
 */
export const isUndoneByFetch = (contentEncoding: string): boolean =>
  contentEncoding
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .every(name => name === 'x-gzip' || isKnown(name));

/** Longer names are cut, since a badge is one line. */
const longestName = 80;

/**
 * The coding that a body really has; undefined if none.
 * @param said undefined: no coding was named
 * @param head the first bytes, see `lookOf`
 */
export function codingOf(said: Coding | undefined, head: Uint8Array): Coding | undefined {
  if (head.length === 0) return undefined;
  const look = lookOf(head);
  if (look === 'gzip' || (look === 'zstd' && isKnown(look))) return look;
  if (look === 'text' || said === undefined) return undefined;
  if (said === 'gzip') return look === 'zlib' ? 'deflate' : undefined;
  return said;
}

/** Whether the first bytes prove the coding, even if it cannot be undone. */
export const isCertain = (coding: Coding, head: Uint8Array): boolean =>
  magics.get(lookOf(head)) === coding;

const magics: ReadonlyMap<Look | undefined, Coding> = new Map([
  ['gzip', 'gzip'],
  ['zstd', 'zstd'],
  ['zlib', 'deflate'],
]);
