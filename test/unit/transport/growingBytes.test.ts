import assert from 'node:assert/strict';
import { GrowingBytes, largestStart } from '../../../src/core/transport/growingBytes';

const chunks = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );

describe('bytes that grow', () => {
  const whole = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 7) % 251));

  for (const announced of [0, 1, 2_999_999, 3_000_000, 3_000_001, 2 ** 50]) {
    it(`are the same in chunks of any size, ${announced} announced`, () => {
      for (const size of [4_097, 65_536, 1_999_999, 3_000_000]) {
        const bytes = new GrowingBytes(announced);
        for (const chunk of chunks(whole, size)) bytes.push(chunk);
        const taken = bytes.take();
        assert.ok(taken.equals(whole));
        assert.equal(taken.buffer.byteLength, whole.length);
      }
    });
  }

  it('take no memory for bytes that are only announced', () => {
    const before = process.memoryUsage().arrayBuffers;
    const bytes = new GrowingBytes(2 ** 40);
    bytes.push(Buffer.from('few'));
    assert.ok(process.memoryUsage().arrayBuffers - before <= 2 * largestStart);
    const taken = bytes.take();
    assert.equal(taken.toString(), 'few');
    assert.equal(taken.buffer.byteLength, 3);
  });

  it('are not copied once more where what was announced came', () => {
    const bytes = new GrowingBytes(5);
    bytes.push(Buffer.from('abc'));
    bytes.push(Buffer.from('de'));
    const [first, second] = [bytes.take(), bytes.take()];
    assert.equal(first.toString(), 'abcde');
    assert.equal(second.length, 0);
  });
});
