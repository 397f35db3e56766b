import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import { Collector, defaultCaps } from '../../../src/core/transport/collect';
import { readBody, type Body } from '../../../src/core/transport/readBody';

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

/** A long body that is cancelled in the n-th turn of its masking. */
async function cancelledAt(turn: number) {
  const keys = new KnownKeys();
  keys.add(key);
  let [at, pauses] = [0, 0];
  const collector = new Collector({
    caps: defaultCaps,
    keys,
    folder: '/dev/null/nowhere',
    turns: {
      now: () => (at += 20),
      pause: () => {
        if (++pauses === turn) collector.cancel();
        return Promise.resolve();
      },
    },
  });
  void collector.add(Buffer.alloc(4_000_000, `${key} `));
  const { bytes, length } = await collector.finish({ broken: false });
  return { kept: bytes.length, length, pauses };
}

describe('a body that is collected', () => {
  it('is kept in no part where it is cancelled while it is masked, and that ends at once', async () => {
    for (const turn of [1, 7])
      assert.deepEqual(await cancelledAt(turn), { kept: 0, length: 0, pauses: turn });
  });

  it('ends as cancelled, with nothing of it, where Stop comes while it is masked', async () => {
    const keys = new KnownKeys();
    keys.add(key);
    let [at, pauses] = [0, 0];
    const body = await new Promise<Body>(resolve => {
      const pause = () => {
        if (++pauses === 3) reader.break('cancelled');
        return Promise.resolve();
      };
      const turns = { now: () => (at += 20), pause };
      const options = { caps: defaultCaps, keys, folder: '/dev/null/nowhere', turns };
      const head = { contentEncoding: undefined, contentType: 'text/plain', hasKnownEnd: true };
      const ignore = () => undefined;
      const events = { onDrain: ignore, onEnough: ignore, onDone: resolve };
      const reader = readBody(head, options, events);
      reader.write(Buffer.alloc(4_000_000, `${key} `));
      reader.end();
    });
    assert.equal(pauses, 3);
    assert.equal(body.damaged, 'cancelled');
    assert.deepEqual([body.content.bytes.length, body.content.length], [0, 0]);
  });

  it('is masked in turns on its way to a file, too', async () => {
    const keys = new KnownKeys();
    keys.add(key);
    let [at, pauses] = [0, 0];
    const folder = await mkdtemp(path.join(tmpdir(), 'jobo-collect-'));
    const collector = new Collector({
      caps: { memory: 2_000_000, file: 20_000_000 },
      keys,
      folder,
      turns: { now: () => (at += 20), pause: () => Promise.resolve((pauses += 1)) },
    });
    const whole = Buffer.alloc(3_000_000, `${key} and more `);
    for (let from = 0; from < whole.length; from += 100_000)
      await collector.add(whole.subarray(from, from + 100_000));
    const { bytes, length, file = '' } = await collector.finish({ broken: false });
    keys.maskBytes(whole);
    assert.ok((await readFile(file)).equals(whole));
    assert.ok(whole.subarray(0, 2_000_000).equals(bytes));
    assert.equal(length, whole.length);
    assert.ok(pauses >= 20, String(pauses));
    await rm(folder, { recursive: true });
  });

  it('is whole and in its order in the file, also where more comes while its beginning is masked', async () => {
    const keys = new KnownKeys();
    keys.add(key);
    let at = 0;
    const folder = await mkdtemp(path.join(tmpdir(), 'jobo-collect-'));
    const collector = new Collector({
      caps: { memory: 300_000, file: 20_000_000 },
      keys,
      folder,
      turns: { now: () => (at += 20) },
    });
    // Lines that differ, and a key across each border of two chunks.
    const lines = Array.from(
      { length: 60_000 },
      (_, line) => `line ${line} ${line % 9 ? '' : key}`,
    );
    const whole = Buffer.from(lines.join('\n'));
    // One read of a connection brings many chunks, and none of them waits for the one before.
    let busy: Promise<void> | undefined;
    for (let from = 0; from < whole.length; from += 1_000)
      busy = collector.add(Buffer.from(whole.subarray(from, from + 1_000)));
    await busy;
    const { bytes, length, file = '' } = await collector.finish({ broken: false });
    keys.maskBytes(whole);
    assert.ok((await readFile(file)).equals(whole));
    assert.ok(whole.subarray(0, 300_000).equals(bytes));
    assert.equal(length, whole.length);
    await rm(folder, { recursive: true });
  });

  it('comes to an end where a file cannot be made while more comes', async () => {
    let at = 0;
    const collector = new Collector({
      caps: { memory: 300_000, file: 20_000_000 },
      keys: new KnownKeys(),
      folder: '/dev/null/nowhere',
      turns: { now: () => (at += 20) },
    });
    let busy: Promise<void> | undefined;
    for (let n = 0; n < 50; n += 1) busy = collector.add(Buffer.alloc(20_000, `${n} `));
    await busy;
    const { file, length, bytes } = await collector.finish({ broken: false });
    assert.deepEqual([file, length, bytes.length], [undefined, 1_000_000, 300_000]);
    assert.ok(collector.full);
  });

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
