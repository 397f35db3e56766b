import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import { answer, arrived, drip, head } from '../../../support/faultServer';
import { run, textOf, timeline } from '../../../support/runs';
import { servedTransport } from '../../../support/servedTransport';

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
  const served = servedTransport();
  let path = 0;
  const get = async (bytes: Buffer, coding: string) => {
    const target = `/junk${(path += 1)}`;
    served.server.on(target, answer(200, { 'Content-Encoding': coding }, bytes));
    const result = await run({ ...served.parts, target });
    assert.equal(timeline(result), '1 200\nanswered');
    assert.equal((await arrived(served.server, target, 1)).length, 1);
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
    served.server.on('/endless', socket => {
      drip('', 'x', 5)(socket, served.server.seen[0]!, 0);
      socket.write(Buffer.concat([Buffer.from(first), zlib.gzipSync(text), junk]));
    });
    const result = await run({ ...served.parts, target: '/endless' });
    assert.equal(textOf(result), text);
    assert.deepEqual(result.answer?.odd, [{ code: 'junkAfterBody' }]);
  });
});
