import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import * as zlib from 'node:zlib';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import type { Behaviour } from '../../support/faultServer';
import { echoesOf } from '../../support/matrix/echoes';
import { answer, head } from '../../support/faultServer';
import { canaryKey, makeTransport, run, spendingOperation, textOf } from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

const caps = { memory: 100_000, file: 1_000_000 };
const text = JSON.stringify({
  jobs: Array.from({ length: 200 }, (_, id) => ({ id, title: 'Engineer' })),
});

describe('the content of an answer', () => {
  const served = servedTransport({ caps });
  let path = 0;
  const get = async (behaviour: Behaviour, options: Partial<Parameters<typeof run>[0]> = {}) => {
    const target = `/content${(path += 1)}`;
    served.server.on(target, behaviour);
    return run({ ...served.parts, target, ...options });
  };

  const twice = zlib.brotliCompressSync(zlib.gzipSync(text));
  const codings: readonly (readonly [name: string, bytes: Buffer])[] = [
    ['identity', Buffer.from(text)],
    ['gzip', zlib.gzipSync(text)],
    ['x-gzip', zlib.gzipSync(text)],
    ['GZIP', zlib.gzipSync(text)],
    ['br', zlib.brotliCompressSync(text)],
    ['deflate', zlib.deflateSync(text)],
    ['deflate', zlib.deflateRawSync(text)],
    ['gzip, br', twice],
  ];
  for (const [name, bytes] of codings) {
    it(`${name} is decoded`, async () => {
      const result = await get(answer(200, { 'Content-Encoding': name }, bytes));
      assert.equal(textOf(result), text);
      assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
    });
  }

  const { zstdCompressSync } = zlib as { zstdCompressSync?: (text: string) => Buffer };
  it('zstd is decoded where the runtime can, and else not asked for', async () => {
    const bytes = zstdCompressSync?.(text) ?? Buffer.from('unknown');
    const result = await get(answer(200, { 'Content-Encoding': 'zstd' }, bytes), {
      operation: spendingOperation,
    });
    const asked = served.server.seen.at(-1)?.headers['accept-encoding']?.includes('zstd');
    assert.equal(asked, zstdCompressSync !== undefined);
    assert.equal(textOf(result), zstdCompressSync ? text : 'unknown');
  });

  it('an encoding that was not asked for is kept as it came and said', async () => {
    const result = await get(answer(200, { 'Content-Encoding': 'compress' }, 'as it came'), {
      operation: spendingOperation,
    });
    assert.equal(textOf(result), 'as it came');
    assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
  });

  it('more layers than any server has a reason for are not undone', async () => {
    const layers = Array.from({ length: 4 }).reduce<Buffer>(
      inner => zlib.gzipSync(inner),
      Buffer.from(text),
    );
    const encoding = 'gzip, gzip, gzip, gzip';
    const result = await get(answer(200, { 'Content-Encoding': encoding }, layers), {
      operation: spendingOperation,
    });
    assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
    assert.ok(layers.equals(result.answer!.content.bytes));
  });

  it('an empty body needs no decoding', async () => {
    const result = await get(answer(204, { 'Content-Encoding': 'gzip' }, ''));
    assert.deepEqual(result.outcome, { kind: 'answered', status: 204 });
  });

  it('what is longer than the memory cap goes to a file, from the same answer', async () => {
    const body = Buffer.alloc(300_000, 'abcdefghij');
    const result = await get(answer(200, {}, body));
    const { content } = result.answer!;
    assert.equal(content.length, body.length);
    assert.equal(content.bytes.length, caps.memory);
    assert.ok(body.subarray(0, caps.memory).equals(content.bytes));
    assert.ok(body.equals(readFileSync(content.file!)));
    assert.equal(statSync(content.file!).mode & 0o077, 0);
    assert.equal(statSync(dirname(content.file!)).mode & 0o077, 0);
    assert.equal(result.attempts.length, 1);
  });

  it('a bomb is stopped by its decoded bytes', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(50_000_000));
    const before = served.server.seen.length;
    const result = await get(answer(200, { 'Content-Encoding': 'gzip' }, bomb));
    const { content } = result.answer!;
    assert.deepEqual(result.outcome, { kind: 'answered', status: 200, damaged: 'tooLarge' });
    assert.equal(content.length, caps.file);
    assert.equal(statSync(content.file!).size, caps.file);
    assert.ok(content.bytes.length <= caps.memory);
    assert.equal(served.server.seen.length, before + 1);
  });

  it('what is exactly as long as the caps is whole', async () => {
    for (const length of [caps.memory, caps.file]) {
      const result = await get(answer(200, {}, Buffer.alloc(length, 'x')));
      assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
      assert.equal(result.answer?.content.length, length);
    }
  });

  it('an endless body is stopped at the file cap', async () => {
    const result = await get(socket => {
      socket.write(head(200));
      const part = Buffer.alloc(65_536, 'x');
      const more = (): void => {
        while (!socket.destroyed && socket.write(part));
        if (!socket.destroyed) socket.once('drain', more);
      };
      more();
    });
    assert.deepEqual(result.outcome, { kind: 'answered', status: 200, damaged: 'tooLarge' });
    assert.equal(result.answer?.content.length, caps.file);
  });

  it('a disk that takes nothing keeps what is in memory', async () => {
    const { Collector } = await import('../../../src/core/transport/collect');
    const collector = new Collector({ caps, keys: new KnownKeys(), folder: '/dev/null/nowhere' });
    await collector.add(Buffer.alloc(150_000, 'x'));
    assert.equal(collector.full, true);
    const content = await collector.finish({ broken: true });
    assert.equal(content.file, undefined);
    assert.equal(content.bytes.length, caps.memory);
  });

  it('close() takes the temporary files away', async () => {
    const own = makeTransport({ caps });
    const result = await get(answer(200, {}, Buffer.alloc(200_000)), { transport: own });
    const file = result.answer!.content.file!;
    assert.ok(existsSync(file));
    await own.close();
    assert.ok(!existsSync(dirname(file)));
  });

  it('content never lies in the pool that Node shares', async () => {
    const { bytes } = (await get(answer(200, {}, 'short'))).answer!.content;
    assert.equal(bytes.buffer.byteLength, 5);
  });

  it('progress is told', async () => {
    const told: number[] = [];
    await get(answer(200, {}, Buffer.alloc(50_000)), { onProgress: bytes => told.push(bytes) });
    assert.ok((told.at(-1) ?? 0) >= 50_000);
  });

  describe('a key that the server sends back', () => {
    const hidden = (bytes: Uint8Array): void => {
      const all = Buffer.from(bytes).toString('latin1');
      const core = Buffer.from(canaryKey).toString('base64').slice(0, -4);
      assert.ok(!all.includes(canaryKey));
      assert.ok(!all.includes(core));
      assert.ok(!all.includes(Buffer.from(canaryKey, 'utf16le').toString('latin1')));
      const unescaped = all.replace(/(?:%|\\u00)([0-9a-f]{2})/gi, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      );
      assert.ok(!unescaped.includes(canaryKey));
      for (const word of all.match(/[A-Za-z0-9+/]{20,}/g) ?? []) {
        assert.ok(!Buffer.from(word, 'base64').toString().includes(canaryKey));
      }
    };
    for (const [name, echo] of Object.entries(echoesOf(canaryKey))) {
      it(`${name}: hidden in the body, every length kept`, async () => {
        const body = Buffer.from(`{"echo":"${echo}"}`, 'latin1');
        const result = await get(answer(401, {}, body));
        hidden(result.answer!.content.bytes);
        assert.equal(result.answer!.content.length, body.length);
        assert.match(textOf(result), /^\{"echo":".*\*{10,}.*"\}$/);
      });
    }

    it('hidden in headers, reason and redirect', async () => {
      const reason: Behaviour = socket => {
        socket.write(
          `HTTP/1.1 302 Key ${canaryKey}\r\nX-Echo: ${canaryKey}\r\nLocation: /to?k=${canaryKey}\r\nContent-Length: 0\r\n\r\n`,
        );
      };
      served.server.on('/to', answer(200, { 'X-Echo': `Bearer ${canaryKey}` }));
      const result = await get(reason);
      assert.equal(result.attempts[0]?.redirects.length, 1);
      const post = await get(reason, { operation: spendingOperation });
      for (const each of [result, post]) {
        assert.ok(!JSON.stringify([each.attempts, each.outcome, each.answer]).includes(canaryKey));
      }
    });

    it('hidden in a long body across chunks, in memory and in the file', async () => {
      const step = 997;
      const forms = Object.values(echoesOf(canaryKey));
      const body = Buffer.from(
        Array.from({ length: 300 }, (_, n) => forms[n % forms.length]!.padEnd(step, '.')).join(''),
        'latin1',
      );
      const result = await get(socket => {
        socket.write(head(200, { 'Content-Length': String(body.length) }));
        let at = 0;
        const more = (): void => {
          socket.write(body.subarray(at, (at += 1_459)));
          if (at < body.length) setImmediate(more);
        };
        more();
      });
      const { content } = result.answer!;
      assert.equal(content.length, body.length);
      hidden(content.bytes);
      const file = readFileSync(content.file!);
      assert.equal(file.length, body.length);
      hidden(file);
      assert.ok(!file.toString().includes(canaryKey.slice(10, 40)));
    });
  });
});
