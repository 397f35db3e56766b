import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { FramedInflate } from '../../../../src/core/transport/coding/framedInflate';
import { gzipFrame } from '../../../../src/core/transport/coding/frames';
import type { Transport } from '../../../../src/core/transport/transport';
import type { FaultServer } from '../../../support/faultServer';
import { answer, arrived, drip, head, startFaultServer } from '../../../support/faultServer';
import { makeTransport, run, textOf, timeline } from '../../../support/runs';

const text = JSON.stringify({ jobs: Array.from({ length: 200 }, (_, id) => ({ id })) });
const junk = Buffer.from('<!-- served in 3 ms -->');
const packed: readonly (readonly [coding: string, bytes: Buffer])[] = [
  ['gzip', zlib.gzipSync(text)],
  ['br', zlib.brotliCompressSync(text)],
  ['deflate', zlib.deflateSync(text)],
  ['deflate', zlib.deflateRawSync(text)],
  ['gzip, br', zlib.brotliCompressSync(Buffer.concat([zlib.gzipSync(text), junk]))],
];

describe('bytes behind the end of a packed body', () => {
  let server: FaultServer;
  let transport: Transport;
  before(async () => {
    server = await startFaultServer();
    transport = makeTransport();
  });
  after(async () => {
    await transport.close();
    await server.close();
  });
  let path = 0;
  const get = async (bytes: Buffer, coding: string) => {
    const target = `/junk${(path += 1)}`;
    server.on(target, answer(200, { 'Content-Encoding': coding }, bytes));
    const result = await run({ transport, origin: server.origin, target });
    assert.equal(timeline(result), '1 200\nanswered');
    assert.equal((await arrived(server, target, 1)).length, 1);
    return result;
  };

  for (const [index, [coding, bytes]] of packed.entries()) {
    for (const behind of [junk, Buffer.from('x'), Buffer.alloc(40), Buffer.alloc(300_000, 'x')]) {
      it(`${index} ${coding}, ${behind.length} bytes: the body is whole, and they are told`, async () => {
        const result = await get(Buffer.concat([bytes, behind]), coding);
        assert.equal(textOf(result), text);
        assert.deepEqual(result.answer?.odd, [{ code: 'junkAfterBody' }]);
        assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
      });
    }
    if (index < 4) {
      it(`${index} ${coding}: nothing to tell without them`, async () => {
        const result = await get(bytes, coding);
        assert.equal(result.answer?.odd, undefined);
      });
    }
  }

  it('without end: the body is there, and the connection given up', async () => {
    const first = head(200, { 'Content-Encoding': 'gzip' });
    server.on('/endless', socket => {
      drip('', 'x', 5)(socket, server.seen[0]!, 0);
      socket.write(Buffer.concat([Buffer.from(first), zlib.gzipSync(text), junk]));
    });
    const result = await run({ transport, origin: server.origin, target: '/endless' });
    assert.equal(textOf(result), text);
    assert.deepEqual(result.answer?.odd, [{ code: 'junkAfterBody' }]);
  });
});

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
