import { randomBytes } from 'node:crypto';
import type { FilePart } from './draft';

/** RFC 7578 body. File names lose path separators and quotes: they are the person's, not the server's to resolve. */
export function multipart(files: Readonly<Record<string, FilePart>>): {
  type: string;
  bytes: Uint8Array;
} {
  const boundary = `jobo-${randomBytes(16).toString('hex')}`;
  const chunks = Object.entries(files).flatMap(([name, file]) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${plain(name)}"; filename="${plain(file.name)}"\r\n` +
        `content-type: ${mediaType(file.type)}\r\n\r\n`,
    ),
    Buffer.from(file.base64, 'base64'),
    Buffer.from('\r\n'),
  ]);
  const bytes = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, bytes };
}

// eslint-disable-next-line no-control-regex -- control characters must not reach a header line
const plain = (text: string) => text.replace(/[\u0000-\u001f\u007f"\\/]/g, '_').slice(0, 200);

const mediaType = (type: string) =>
  /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
