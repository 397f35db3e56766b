/** CRC and length of what was packed. */
export const trailerLength = 8;

const shortestHeader = 10;
/** Bits of the header's flags (RFC 1952, section 2.3.1). */
const flag = { headerSum: 2, extra: 4, name: 8, comment: 16 } as const;

/** Far more than anybody names a file. */
const longestHeader = 131_072;
const magic = [0x1f, 0x8b, 8];

/** Where the header of a gzip member ends; undefined where it is not whole yet, `none` where it is no header. */
export function headerEnd(bytes: Buffer): number | 'none' | undefined {
  if (magic.some((byte, at) => at < bytes.length && bytes[at] !== byte)) return 'none';
  if (bytes.length < shortestHeader) return undefined;
  const end = optionalEnd(bytes, bytes[3] ?? 0);
  if (end <= bytes.length) return end;
  return bytes.length > longestHeader ? 'none' : undefined;
}

/** Behind the members of the header that may be left out; infinite where one of them has no end yet. */
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

/** Whether the member that ends here is what was unpacked. @param length modulo 2^32 */
export const isTrailerOf = (bytes: Buffer, sum: number, length: number): boolean =>
  bytes.readUInt32LE(0) === sum && bytes.readUInt32LE(4) === length;
