import type { Socket } from 'node:net';
import { OneLength } from './oneLength';

const headEnd = Buffer.from('\r\n\r\n');
/** As much of an answer as tells its status: "HTTP/1.1 100". */
const statusLength = 12;
const interim = /^HTTP\/1\.\d 1(?!01)\d\d$/;
/** More than any interim answer has in headers. */
const longestHead = 65_536;
const nothing: Buffer = Buffer.alloc(0);

/**
 * What a connection reads as undici takes it: without `100 Continue` answers, on which it gives the connection up although
 * any server may send them before its answer, and with a length that is said twice said once. Expects one request at a time.
 */
export function withPlainHeads<S extends Socket>(socket: S): S {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  let written = -1;
  let head: Head | undefined;
  socket.read = (size?: number) => {
    const chunk = read(size);
    if (chunk === null) return null;
    // Whatever has been written since is the next request.
    if (socket.bytesWritten !== written) {
      written = socket.bytesWritten;
      head = new Head();
    }
    if (head === undefined) return chunk;
    const passed = head.push(chunk);
    if (head.isOver) head = undefined;
    return passed.length === 0 ? null : passed;
  };
  return socket;
}

/** Of one answer, with the interim ones before it. */
class Head {
  /** The answer's own head has come whole. */
  isOver = false;
  /** The beginning of what may be an interim answer. */
  #held = nothing;
  #lines: OneLength | undefined;

  push(chunk: Buffer): Buffer {
    if (this.#lines) return this.#ownHead(this.#lines, chunk);
    const { passed, rest, own } = split(
      this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]),
    );
    this.#held = rest;
    if (own === undefined) return passed;
    if (!isHead(own)) {
      this.isOver = true;
      return passed.length === 0 ? own : Buffer.concat([passed, own]);
    }
    this.#lines = new OneLength();
    const begun = this.#ownHead(this.#lines, own);
    return passed.length === 0 ? begun : Buffer.concat([passed, begun]);
  }

  #ownHead(lines: OneLength, bytes: Buffer): Buffer {
    const passed = lines.push(bytes);
    this.isOver = lines.isOver;
    return passed;
  }
}

/** What is no answer, or one of the plainest form, is read as it is. */
const isHead = (bytes: Buffer): boolean =>
  /^HTTP\/1\.\d \d{3}$/.test(bytes.toString('latin1', 0, statusLength)) && !isPlain(bytes);

/** Whole, and its length said once: nearly every one. */
function isPlain(bytes: Buffer): boolean {
  const end = bytes.indexOf(headEnd);
  const lengths = /content-length[^]*content-length|content-length[^\r]*,/i;
  return end !== -1 && !lengths.test(bytes.toString('latin1', 0, end));
}

interface Split {
  /** Interim answers. */
  readonly passed: Buffer;
  /** The beginning of what may be another one. */
  readonly rest: Buffer;
  /** The answer itself; undefined where it has not begun. */
  readonly own?: Buffer;
}

function split(bytes: Buffer): Split {
  const others: Buffer[] = [];
  for (let at = 0; ;) {
    const status = bytes.toString('latin1', at, at + statusLength);
    const isCut = status.length < statusLength && 'HTTP/1.'.startsWith(status.slice(0, 7));
    const end = bytes.indexOf(headEnd, at);
    const isTooLong = end === -1 && bytes.length - at > longestHead;
    if ((!isCut && !interim.test(status)) || isTooLong)
      return { passed: Buffer.concat(others), rest: nothing, own: bytes.subarray(at) };
    if (end === -1) return { passed: Buffer.concat(others), rest: bytes.subarray(at) };
    const next = end + headEnd.length;
    if (!status.endsWith('100')) others.push(bytes.subarray(at, next));
    at = next;
  }
}
