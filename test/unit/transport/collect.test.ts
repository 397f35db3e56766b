import assert from 'node:assert/strict';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import { Collector, defaultCaps } from '../../../src/core/transport/collect';

const key = 'made-up-for-a-test-of-collecting-0123456789';

/** Collects so many bytes that end with a key, with a clock of which each look is one turn. */
async function collected(length: number, announced: number) {
  const keys = new KnownKeys();
  keys.add(key);
  let at = 0;
  let pauses = 0;
  const collector = new Collector({
    caps: defaultCaps,
    keys,
    folder: '/dev/null/nowhere',
    announced,
    turns: { now: () => (at += 20), pause: () => Promise.resolve((pauses += 1)) },
  });
  const whole = Buffer.alloc(length, ' ');
  whole.write(key, length - key.length);
  for (let from = 0; from < length; from += 65_000) {
    assert.equal(collector.add(whole.subarray(from, from + 65_000)), undefined);
  }
  const { bytes } = await collector.finish({ broken: false });
  const masked = whole.fill('*', length - key.length);
  assert.ok(masked.equals(bytes));
  return { room: bytes.buffer.byteLength, pauses };
}

describe('a body that is collected', () => {
  for (const announced of [0, 2 ** 49, 8 * 1_048_576, 1_000]) {
    it(`is masked in turns if it is long, ${announced} bytes announced`, async () => {
      const { room, pauses } = await collected(8 * 1_048_576, announced);
      assert.ok(pauses >= 100);
      assert.equal(room, 8 * 1_048_576);
    });

    it(`is masked at once if it is short, ${announced} bytes announced`, async () => {
      assert.deepEqual(await collected(2_048, announced), { room: 2_048, pauses: 0 });
    });
  }
});
