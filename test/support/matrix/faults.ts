import { gzipSync } from 'node:zlib';
import type { Behaviour } from '../faultServer';
import { answer, drip, head, raw, rawThenEnd, rawThenReset, silence } from '../faultServer';
import type { Limits } from '../../../src/core/transport/transport';
import { limitsWith } from '../runs';

/** So short that a row that runs into its limit costs little; before the one over the whole, its answer has to begin. */
const short: Limits = { connect: 150, firstByte: 150, idleBody: 150, whole: 1_000 };

/** Under which a row is played. */
export const limitsOf = (limit: keyof Limits | undefined): Limits =>
  limitsWith(limit === undefined ? {} : { [limit]: short[limit] });

/** What a network or a server can do to one request. */
export interface Fault {
  readonly name: string;
  readonly behaviour: Behaviour;
  /** What the attempt row says. */
  readonly row: string;
  readonly kind: 'unreachable' | 'timedOut' | 'answered';
  /** Retries of a free operation; the others ask, or never retry where this is 0. */
  readonly retries: 0 | 2;
  readonly text?: string;
  /** The limit that ends it. Absent: it ends by itself. */
  readonly limit?: keyof Limits;
}
const json = 'Content-Type: application/json\r\n';
const lost = 'connectionLost';
export const faults: readonly Fault[] = [
  {
    name: 'reset before headers',
    behaviour: rawThenReset(),
    row: lost,
    kind: 'unreachable',
    retries: 2,
  },
  {
    name: 'clean close before headers',
    behaviour: rawThenEnd(),
    row: lost,
    kind: 'unreachable',
    retries: 2,
  },
  {
    name: 'close in the middle of the headers',
    behaviour: rawThenEnd('HTTP/1.1 200 OK\r\nContent-Le'),
    row: lost,
    kind: 'unreachable',
    retries: 2,
  },
  {
    name: 'headers never come',
    behaviour: silence,
    row: 'headersTimeout',
    kind: 'timedOut',
    retries: 2,
    limit: 'firstByte',
  },
  {
    name: 'headers come one by one without end',
    behaviour: drip('HTTP/1.1 200 OK\r\n', 'X-Slow: 1\r\n', 20),
    row: 'headersTimeout',
    kind: 'timedOut',
    retries: 2,
    limit: 'firstByte',
  },
  {
    name: 'body stalls',
    behaviour: raw(head(200, { 'Content-Length': '100' }), '{"part'),
    row: '200',
    kind: 'answered',
    retries: 2,
    text: '{"part',
    limit: 'idleBody',
  },
  {
    name: 'reset in the body',
    behaviour: rawThenReset(head(200, { 'Content-Length': '100' }), '{"part'),
    row: '200',
    kind: 'answered',
    retries: 2,
    text: '{"part',
  },
  {
    name: 'closed before Content-Length',
    behaviour: rawThenEnd(head(200, { 'Content-Length': '100' }), '{"part'),
    row: '200',
    kind: 'answered',
    retries: 2,
    text: '{"part',
  },
  {
    name: 'closed before Content-Length, the close announced',
    behaviour: rawThenEnd(head(200, { 'Content-Length': '100', Connection: 'close' }), '{"part'),
    row: '200',
    kind: 'answered',
    retries: 2,
    text: '{"part',
  },
  {
    name: 'closed without the last chunk',
    behaviour: rawThenEnd(head(200, { 'Transfer-Encoding': 'chunked' }), '6\r\n{"part\r\n'),
    row: '200',
    kind: 'answered',
    retries: 2,
    text: '{"part',
  },
  {
    name: 'a chunk whose size is none',
    behaviour: raw(head(200, { 'Transfer-Encoding': 'chunked' }), '6\r\n{"part\r\nzz\r\n'),
    row: '200',
    kind: 'answered',
    retries: 2,
    text: '{"part',
  },
  {
    name: 'damaged gzip',
    behaviour: answer(
      200,
      { 'Content-Encoding': 'gzip' },
      Buffer.concat([gzipSync('').subarray(0, 10), Buffer.from('no packed data')]),
    ),
    row: '200',
    kind: 'answered',
    retries: 2,
  },
  {
    name: 'gzip that breaks off',
    behaviour: answer(
      200,
      { 'Content-Encoding': 'gzip' },
      gzipSync('{"whole":false}').subarray(0, -12),
    ),
    row: '200',
    kind: 'answered',
    retries: 2,
    text: '{"whole":fal',
  },
  {
    name: 'an SSH banner',
    behaviour: raw('SSH-2.0-OpenSSH_9.6\r\n'),
    row: 'protocol',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: 'noise',
    behaviour: raw(Buffer.alloc(64, 0x15)),
    row: 'protocol',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: 'Content-Length and chunks together',
    behaviour: raw(
      `HTTP/1.1 200 OK\r\n${json}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n`,
    ),
    row: 'protocol',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: 'two lengths',
    behaviour: raw('HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde'),
    row: 'protocol',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: 'a negative length',
    behaviour: raw('HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n'),
    row: 'protocol',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: 'a control character in a header',
    behaviour: raw('HTTP/1.1 200 OK\r\nX-A: a\0b\r\n\r\n'),
    row: 'protocol',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: 'a 101 that nobody asked for',
    behaviour: raw(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello',
    ),
    row: 'switchedProtocol',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: 'a 101 that names no protocol',
    behaviour: raw('HTTP/1.1 101 Switching Protocols\r\n\r\nhello'),
    row: 'switchedProtocol',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: 'a header of 300 KB',
    behaviour: raw(head(200, { 'X-Big': 'x'.repeat(300_000) })),
    row: 'headersTooLarge',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: '50,000 headers',
    behaviour: raw(
      head(200, Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`X-${n}`, 'v']))),
    ),
    row: 'headersTooLarge',
    kind: 'unreachable',
    retries: 0,
  },
  {
    name: 'a body that never ends',
    behaviour: drip(head(200, {}), 'x', 20),
    row: '200',
    kind: 'answered',
    retries: 0,
    limit: 'whole',
  },
];
