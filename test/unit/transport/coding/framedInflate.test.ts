import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { FramedInflate } from '../../../../src/core/transport/coding/framedInflate';
import { gzipFrame } from '../../../../src/core/transport/coding/frames';

const text = JSON.stringify({ jobs: Array.from({ length: 200 }, (_, id) => ({ id })) });

describe('gzip', () => {
  /** What came out of the bytes in these pieces, whether it failed, and how many bytes belonged to it. */
  const unpack = (bytes: Buffer, cuts: readonly number[]) =>
    new Promise<{ text: string; failed: boolean; used: number }>(resolve => {
      const gunzip = new FramedInflate(gzipFrame, {});
      const parts: Buffer[] = [];
      const end = (failed: boolean) => () =>
        resolve({ text: String(Buffer.concat(parts)), failed, used: gunzip.bytesWritten });
      gunzip.on('data', (part: Buffer) => parts.push(part));
      gunzip.on('end', end(false)).on('error', end(true));
      const places = [0, ...[...cuts].map(cut => cut % bytes.length).sort((a, b) => a - b)];
      for (const [index, from] of places.entries())
        gunzip.write(bytes.subarray(from, places[index + 1] ?? bytes.length));
      gunzip.end();
    });
  const named = (bytes: Buffer) =>
    Buffer.concat([
      Buffer.from([0x1f, 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 2, 0, 0x41, 0x42]),
      Buffer.from('name\0a comment\0\x01\x02', 'latin1'),
      bytes.subarray(10),
    ]);

  it('of any number of members, cut anywhere, with any bytes behind, is what was packed', async () => {
    const member = fc.tuple(fc.string(), fc.boolean());
    const behind = fc.uint8Array({ maxLength: 30 }).filter(([first]) => first !== 0x1f);
    const members = fc.array(member, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(members, behind, fc.array(fc.nat()), async (given, rest, cuts) => {
        const all = given.map(([each, isNamed]) => {
          const bytes = zlib.gzipSync(each);
          return isNamed ? named(bytes) : bytes;
        });
        const bytes = Buffer.concat([...all, rest]);
        const expected = given.map(([each]) => each).join('');
        assert.deepEqual(await unpack(bytes, cuts), {
          text: String(Buffer.from(expected)),
          failed: false,
          used: bytes.length - rest.length,
        });
      }),
      { numRuns: 200 },
    );
  });

  it('that is cut or changed anywhere fails', async () => {
    const bytes = zlib.gzipSync(text);
    for (const length of [1, 5, 9, 10, 30, bytes.length - 9])
      assert.ok((await unpack(bytes.subarray(0, length), [])).failed, String(length));
    for (const at of [0, 1, 2, 60, bytes.length - 8, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      assert.ok((await unpack(changed, [])).failed, String(at));
    }
  });

  it('whose name has no end fails, and is not kept', async () => {
    const endless = Buffer.concat([
      Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]),
      Buffer.alloc(1_000_000, 'n'),
    ]);
    const cuts = Array.from({ length: 100 }, (_, n) => n * 10_000);
    assert.ok((await unpack(endless, cuts)).failed);
  });
});
