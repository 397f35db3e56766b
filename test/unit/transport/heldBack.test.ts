import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { arrived, head } from '../../support/faultServer';
import { run, spendingOperation } from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

const caps = { memory: 200_000, file: 50_000_000 };
/** Longer than what is taken at a time, so that the connection is held back; the last one goes to the disk. */
const texts = [40_000, 150_000, 2_000_000].map(length =>
  JSON.stringify({ noise: randomBytes(length / 2).toString('hex') }),
);
const codings: Readonly<Record<string, (text: string) => Buffer>> = {
  identity: text => Buffer.from(text),
  gzip: text => zlib.gzipSync(text),
  br: text =>
    zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
  deflate: text => zlib.deflateSync(text),
};
const ends: Readonly<Record<string, (bytes: Buffer) => readonly [head: object, body: Buffer]>> = {
  'the end of its connection': bytes => [{}, bytes],
  'a length': bytes => [{ 'Content-Length': String(bytes.length) }, bytes],
  chunks: bytes => [
    { 'Transfer-Encoding': 'chunked' },
    Buffer.concat([
      Buffer.from(`${bytes.length.toString(16)}\r\n`),
      bytes,
      Buffer.from('\r\n0\r\n\r\n'),
    ]),
  ],
};

describe('an answer that is held back while its server closes the connection', () => {
  const served = servedTransport({ caps });
  let path = 0;

  for (const [coding, pack] of Object.entries(codings)) {
    for (const [end, wrap] of Object.entries(ends)) {
      it(`${coding}, known by ${end}: is whole`, async () => {
        for (const text of texts) {
          for (const type of ['application/json', 'text/html']) {
            const target = `/held${(path += 1)}`;
            served.server.on(target, socket => {
              const [more, body] = wrap(pack(text));
              const headers = { 'Content-Type': type, 'Content-Encoding': coding, ...more };
              socket.write(head(200, { ...headers, Connection: 'close' }));
              socket.end(body);
            });
            const operation = spendingOperation;
            const result = await run({ ...served.parts, target, operation });
            assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
            const { bytes, file, length } = result.answer!.content;
            assert.equal(length, text.length);
            assert.ok(
              (file === undefined ? Buffer.from(bytes) : readFileSync(file)).equals(
                Buffer.from(text),
              ),
            );
            assert.equal(result.answer?.odd, undefined);
            assert.equal((await arrived(served.server, target, 1)).length, 1);
          }
        }
      });
    }
  }
});
