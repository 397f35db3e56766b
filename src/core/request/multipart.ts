import { randomBytes } from 'node:crypto';
import type { FilePart } from './draft';

/**
 * A multipart body (RFC 7578, section 4). File names lose path separators and quotes: the server must not resolve them.
 */
export function multipart(files: Readonly<Record<string, FilePart>>): {
  type: string;
  bytes: Uint8Array;
} {
  const boundary = `jobo-${randomBytes(16).toString('hex')}`;
  const chunks = Object.entries(files).flatMap(([name, file]) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${plainName(name)}"; filename="${plainName(file.name)}"\r\n` +
        `content-type: ${mediaType(file.type)}\r\n\r\n`,
    ),
    Buffer.from(file.base64, 'base64'),
    Buffer.from('\r\n'),
  ]);
  const bytes = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, bytes };
}

// eslint-disable-next-line no-control-regex -- control characters must not reach a header line
const unplain = /[\u0000-\u001f\u007f"\\/]/g;

/** A name as it is sent: without quotes, path separators and control characters. */
export const plainName = (text: string): string => text.replace(unplain, '_').slice(0, 200);

/** A media type as it is sent; anything else becomes `application/octet-stream`. */
export const mediaType = (type: string) =>
  /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
