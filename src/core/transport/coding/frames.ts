import * as zlib from 'node:zlib';
import { headerEnd, isTrailerOf, trailerLength } from './gzipFrame';

/** The format around compressed data: where its header ends, and which checksum its trailer holds. */
export interface Frame {
  /** Where the header ends, in bytes; undefined: it is not complete yet; `none`: it is no header. */
  headerEnd(bytes: Buffer): number | 'none' | undefined;
  /** In bytes. */
  readonly trailerLength: number;
  /** Whether another frame may follow. */
  readonly repeats: boolean;
  /** A new checksum, over the inflated bytes. */
  sum(): Sum;
}

export interface Sum {
  add(part: Buffer): void;
  /** @param trailer as many bytes as the frame's trailer has */
  fits(trailer: Buffer): boolean;
}

/** RFC 1952, section 2.2. */
export const gzipFrame: Frame = {
  headerEnd,
  trailerLength,
  repeats: true,
  sum() {
    let [sum, length] = [0, 0];
    return {
      add(part) {
        sum = zlib.crc32(part, sum);
        length = (length + part.length) >>> 0;
      },
      fits: trailer => isTrailerOf(trailer, sum, length),
    };
  },
};

const adlerBase = 65_521;
/** The most bytes that can be added before a sum exceeds 32 bits. */
const adlerStep = 5_552;

/** RFC 1950, section 2.2. The caller has already checked the header. */
export const zlibFrame: Frame = {
  headerEnd: bytes => (bytes.length < 2 ? undefined : 2),
  trailerLength: 4,
  repeats: false,
  sum() {
    let [a, b] = [1, 0];
    return {
      add(part) {
        for (let from = 0; from < part.length; from += adlerStep) {
          for (const byte of part.subarray(from, from + adlerStep)) {
            a += byte;
            b += a;
          }
          a %= adlerBase;
          b %= adlerBase;
        }
      },
      fits: trailer => trailer.readUInt16BE(0) === b && trailer.readUInt16BE(2) === a,
    };
  },
};
