import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import type { Oddity } from '../../../../src/core/transport/transport';
import { answer, arrived, head } from '../../../support/faultServer';
import { run, spendingOperation, textOf } from '../../../support/runs';
import { servedTransport } from '../../../support/servedTransport';

const text = JSON.stringify({
  jobs: Array.from({ length: 50 }, (_, id) => ({ id, city: 'Köln' })),
});
const plain = Buffer.from(text);
const { gzipSync, brotliCompressSync, deflateSync, deflateRawSync } = zlib;
const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer };
const gzip = gzipSync(plain);
const wrong = (coding: string): Oddity => ({ code: 'wrongCoding', coding });
const unknown = (coding: string): Oddity => ({ code: 'unknownCoding', coding });
const other = (coding: string, found: string): Oddity => ({ code: 'otherCoding', coding, found });
const none = (coding: string): Oddity => ({ code: 'noCoding', coding });
const noTrailer: Oddity = { code: 'noTrailer' };

/** What is said of an answer that is all there, how its bytes come, and what is told of that. */
const whole: readonly (readonly [
  said: string | undefined,
  how: string,
  bytes: Buffer,
  odd: readonly Oddity[],
])[] = [
  ['utf-8', 'plain', plain, [none('utf-8')]],
  ['UTF8', 'plain', plain, [none('utf8')]],
  ['iso-8859-1', 'plain', plain, [none('iso-8859-1')]],
  ['none', 'plain', plain, [none('none')]],
  ['application/json', 'plain', plain, [none('application/json')]],
  ['x-foo', 'plain', plain, [unknown('x-foo')]],
  ['utf-8, gzip', 'gzip', gzip, [none('utf-8')]],
  ['gzip, utf-8', 'gzip', gzip, [none('utf-8')]],
  ['aws-chunked', 'plain', plain, [none('aws-chunked')]],
  ['gzip;q=1.0', 'gzip', gzip, []],
  ['"gzip"', 'gzip', gzip, []],
  ['gzip utf-8', 'gzip', gzip, [none('utf-8')]],
  ['x-deflate', 'deflate', deflateSync(plain), []],
  ['brotli', 'br', brotliCompressSync(plain), []],
  ['br', 'zlib', deflateSync(plain), [wrong('br')]],
  ['br', 'words, very short', Buffer.from('OK'), [wrong('br')]],
  ['br', 'digits, very short', Buffer.from('12'), [wrong('br')]],
  ['deflate', 'words, very short', Buffer.from('true'), [wrong('deflate')]],
  ['br', 'nothing', Buffer.alloc(0), []],
  ['deflate', 'nothing', Buffer.alloc(0), []],
  ['gzip', 'nothing', Buffer.alloc(0), []],
  ['gzip, br', 'nothing', Buffer.alloc(0), []],
  ['gzip', 'plain', plain, [wrong('gzip')]],
  ['br', 'plain', plain, [wrong('br')]],
  ['deflate', 'plain', plain, [wrong('deflate')]],
  ['gzip', 'plain, very short', Buffer.from('{}'), [wrong('gzip')]],
  ['br', 'plain, very short', Buffer.from('[]'), [wrong('br')]],
  ['deflate', 'plain, very short', Buffer.from('{"a":1}'), [wrong('deflate')]],
  ['br', 'a page', Buffer.from('\n<!DOCTYPE html><h1>502</h1>'), [wrong('br')]],
  ['deflate', 'words', Buffer.from('upstream connect error'), [wrong('deflate')]],
  ['gzip, gzip', 'packed once', gzip, [wrong('gzip')]],
  ['br, gzip', 'packed once', gzip, [wrong('br')]],
  ['gzip', 'packed twice', gzipSync(gzip), [other('', 'gzip')]],
  ['br', 'packed in gzip, then br', brotliCompressSync(gzip), [other('', 'gzip')]],
  ['br', 'gzip', gzip, [other('br', 'gzip')]],
  ['deflate', 'gzip', gzip, [other('deflate', 'gzip')]],
  ['gzip', 'deflate', deflateSync(plain), [other('gzip', 'deflate')]],
  [undefined, 'gzip', gzip, [other('', 'gzip')]],
  ['identity', 'gzip', gzip, [other('', 'gzip')]],
  ['gzip', 'gzip without its trailer', gzip.subarray(0, -8), [noTrailer]],
  ['gzip', 'gzip with half a trailer', gzip.subarray(0, -4), [noTrailer]],
  ['gzip', 'gzip that lacks one byte', gzip.subarray(0, -1), [noTrailer]],
  ['deflate', 'deflate without its trailer', deflateSync(plain).subarray(0, -4), [noTrailer]],
  ['deflate', 'deflate with half a trailer', deflateSync(plain).subarray(0, -2), [noTrailer]],
  [
    'gzip, gzip',
    'no trailer in either',
    gzipSync(gzip.subarray(0, -8)).subarray(0, -8),
    [noTrailer],
  ],
  [
    'gzip',
    'gzip and a line break',
    Buffer.concat([gzip, Buffer.from('\r\n')]),
    [{ code: 'junkAfterBody' }],
  ],
  [
    'gzip',
    'gzip twice in a row',
    Buffer.concat([gzipSync(plain.subarray(0, 99)), gzipSync(plain.subarray(99))]),
    [],
  ],
  ['deflate', 'deflate without a frame', deflateRawSync(plain), []],
];

/** What is cut off or broken, and a text that what is kept of it begins with. */
const damaged: readonly (readonly [said: string, how: string, bytes: Buffer, kept: RegExp])[] = [
  ['gzip', 'cut in the middle', gzip.subarray(0, gzip.length / 2), /^\{"jobs":\[\{"id":0/],
  ['deflate', 'cut in the middle', deflateSync(plain).subarray(0, 100), /^\{"jobs":\[\{"id":0/],
  [
    'deflate',
    'cut, without a frame',
    deflateRawSync(plain).subarray(0, 100),
    /^\{"jobs":\[\{"id":0/,
  ],
  ['gzip', 'nothing but a header', gzip.subarray(0, 10), /^.\ufffd/],
  [
    'gzip',
    'two members, the second cut in its header',
    Buffer.concat([gzipSync(plain.subarray(0, 99)), gzip.subarray(0, 5)]),
    /^\{"jobs":\[\{"id":0/,
  ],
  [
    'gzip',
    'broken behind its header',
    Buffer.concat([gzip.subarray(0, 10), Buffer.from('no packed data')]),
    /no packed data$/,
  ],
  [
    'gzip',
    'a trailer that does not fit',
    Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(8, 7)]),
    /\}\]\}$/,
  ],
  [
    'deflate',
    'a trailer that does not fit',
    Buffer.concat([deflateSync(plain).subarray(0, -4), Buffer.alloc(4, 7)]),
    /\}\]\}$/,
  ],
];

describe('what an answer is encoded as', () => {
  const served = servedTransport();
  let path = 0;
  const get = async (
    said: string | undefined,
    bytes: Buffer,
    pieces: readonly Buffer[] = [bytes],
  ) => {
    const target = `/coding${(path += 1)}`;
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': String(bytes.length),
      ...(said !== undefined && { 'Content-Encoding': said }),
    };
    served.server.on(target, socket => {
      socket.write(head(200, headers));
      for (const piece of pieces) socket.write(piece);
    });
    const result = await run({ ...served.parts, target, operation: spendingOperation });
    assert.equal((await arrived(served.server, target, 1)).length, 1);
    return result;
  };
  const byByte = (bytes: Buffer) => Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));

  for (const [said = 'nothing', how, bytes, odd] of whole) {
    it(`${said} said, ${how}: shown, and nothing is damaged`, async () => {
      const sent = said === 'nothing' ? undefined : said;
      for (const pieces of [[bytes], byByte(bytes)]) {
        const result = await get(sent, bytes, pieces);
        assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
        const isUndone = odd.every(({ code }) => code !== 'wrongCoding') || /packed/.test(how);
        const isPlain = /plain|words|digits|page|nothing/.test(how) || !isUndone;
        assert.equal(textOf(result), isPlain ? bytes.toString() : text);
        assert.deepEqual(result.answer?.odd ?? [], odd);
      }
    });
  }

  for (const [said, how, bytes, kept] of damaged) {
    it(`${said}, ${how}: damaged, and what there is of it is kept`, async () => {
      const result = await get(said, bytes);
      assert.ok(result.outcome.kind === 'answered');
      assert.equal(result.outcome.damaged, 'damagedEncoding');
      assert.match(textOf(result), kept);
    });
  }

  it('br whose end mark is missing is whole where its JSON is', async () => {
    const packer = zlib.createBrotliCompress();
    const parts: Buffer[] = [];
    packer.on('data', (part: Buffer) => parts.push(part));
    packer.write(plain);
    await new Promise<void>(resolve =>
      packer.flush(zlib.constants.BROTLI_OPERATION_FLUSH, resolve),
    );
    await new Promise(resolve => setImmediate(resolve));
    packer.destroy();
    const bytes = Buffer.concat(parts);
    for (const pieces of [[bytes], [bytes.subarray(0, 60), bytes.subarray(60)], byByte(bytes)]) {
      const result = await get('br', bytes, pieces);
      assert.equal(textOf(result), text);
      assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
      assert.deepEqual(result.answer?.odd, [noTrailer]);
    }
  });

  it('keeps as much of what is cut, however its bytes come', async () => {
    const long = Buffer.from(JSON.stringify(Array.from({ length: 300 }, (_, n) => n * 7_919)));
    for (const [said, packed] of [
      ['br', brotliCompressSync(long)],
      ['deflate', deflateRawSync(long)],
      ['deflate', deflateSync(long)],
      ['gzip', gzipSync(long)],
    ] as const) {
      const bytes = packed.subarray(0, -20);
      const kept = new Set<string>();
      for (const pieces of [[bytes], [bytes.subarray(0, 99), bytes.subarray(99)], byByte(bytes)]) {
        const result = await get(said, bytes, pieces);
        assert.ok(result.outcome.kind === 'answered' && result.outcome.damaged !== undefined, said);
        kept.add(textOf(result));
      }
      assert.equal(kept.size, 1, said);
      assert.ok([...kept][0]!.length > 0 && long.toString().startsWith([...kept][0]!), said);
    }
  });

  it('keeps all bytes of what nobody could undo, however they come', async () => {
    const broken = Buffer.concat([gzip.subarray(0, 10), Buffer.alloc(200, 0xff)]);
    for (const pieces of [[broken], byByte(broken)]) {
      const result = await get('gzip', broken, pieces);
      assert.ok(result.outcome.kind === 'answered');
      assert.equal(result.outcome.damaged, 'damagedEncoding');
      assert.ok(broken.equals(result.answer!.content.bytes));
    }
  });

  it('zstd is undone by its look, where the runtime can', async () => {
    const bytes = zstdCompressSync?.(plain) ?? plain;
    const result = await get('gzip', bytes);
    const odd = zstdCompressSync ? other('gzip', 'zstd') : wrong('gzip');
    assert.equal(textOf(result), text);
    assert.deepEqual(result.answer?.odd, [odd]);
  });

  it('is not guessed of what is no text', async () => {
    served.server.on('/archive', answer(200, { 'Content-Type': 'application/gzip' }, gzip));
    const { answer: came } = await run({ ...served.parts, target: '/archive' });
    assert.ok(gzip.equals(came!.content.bytes));
    assert.equal(came?.odd, undefined);
  });

  it('of any text, packed or not, whatever is said: the text comes out', async () => {
    const packed: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
      plain: bytes => bytes,
      gzip: gzipSync,
      br: brotliCompressSync,
      deflate: deflateSync,
    };
    // br has no magic, so it is found only where it is said.
    const pairs = Object.keys(packed).flatMap(how =>
      ['', 'identity', 'gzip', 'br', 'deflate', 'utf-8', 'gzip, gzip']
        .filter(said => how !== 'br' || said === 'br')
        .filter(said => how !== 'deflate' || ['gzip', 'deflate'].includes(said))
        .map(said => [how, said] as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.constantFrom(...pairs), async (json, [how, said]) => {
        // Of fewer letters nobody can tell.
        const given = Buffer.from(`{"value": ${json}}`);
        const result = await get(said, packed[how]!(given));
        assert.deepEqual(result.outcome, { kind: 'answered', status: 200 }, `${how} as ${said}`);
        assert.equal(textOf(result), given.toString(), `${how} as ${said}`);
      }),
      { numRuns: 150 },
    );
  });

  it('of noise: one answer, and the bytes or what they hold', async () => {
    for (const said of ['gzip', 'br', 'deflate', 'x-foo', 'gzip, br']) {
      for (const length of [1, 3, 40, 5_000]) {
        const noise = randomBytes(length);
        const result = await get(said, noise);
        assert.ok(result.outcome.kind === 'answered');
        assert.equal(result.attempts.length, 1);
        const { content, odd } = result.answer!;
        // By chance it may be nothing, well packed.
        const isNothing = odd === undefined && content.bytes.length === 0;
        assert.ok(content.bytes.length > 0 || result.outcome.damaged || isNothing, said);
      }
    }
  });
});
