/** In bytes: CRC and length of the data before compression. */
export const trailerLength = 8;

const shortestHeader = 10;
/** Bits of the header's flags (RFC 1952, section 2.3.1). */
const flag = { headerSum: 2, extra: 4, name: 8, comment: 16 } as const;

/** In bytes, far longer than any header in use. */
const longestHeader = 131_072;
const magic = [0x1f, 0x8b, 8];

/** Where the header of a gzip member ends; undefined: it is not complete yet; `none`: it is no header. */
export function headerEnd(bytes: Buffer): number | 'none' | undefined {
  if (magic.some((byte, at) => at < bytes.length && bytes[at] !== byte)) return 'none';
  if (bytes.length < shortestHeader) return undefined;
  const end = optionalEnd(bytes, bytes[3] ?? 0);
  if (end <= bytes.length) return end;
  return bytes.length > longestHeader ? 'none' : undefined;
}

/** The position behind the optional header fields; `Infinity` if one of them is not complete yet. */
function optionalEnd(bytes: Buffer, flags: number): number {
  let end = shortestHeader;
  if (flags & flag.extra) {
    if (bytes.length < end + 2) return Infinity;
    end += 2 + bytes.readUInt16LE(end);
  }
  for (const text of [flag.name, flag.comment]) {
    if (!(flags & text)) continue;
    const zero = bytes.indexOf(0, end);
    if (zero === -1) return Infinity;
    end = zero + 1;
  }
  return flags & flag.headerSum ? end + 2 : end;
}

/** Whether a trailer fits the inflated data. @param length of that data, modulo 2^32 */
export const isTrailerOf = (bytes: Buffer, sum: number, length: number): boolean =>
  bytes.readUInt32LE(0) === sum && bytes.readUInt32LE(4) === length;
