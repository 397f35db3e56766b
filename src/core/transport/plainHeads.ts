import type { Socket } from 'node:net';
import { OneLength } from './oneLength';

const headEnd = Buffer.from('\r\n\r\n');
/** Bytes up to the end of the status: "HTTP/1.1 100". */
const statusLength = 12;
const interim = /^HTTP\/1\.\d 1(?!01)\d\d$/;
/** In bytes; no interim answer has a longer head. */
const longestHead = 65_536;
const nothing: Buffer = Buffer.alloc(0);

/**
 * Changes what a connection reads into what undici accepts. Removes `100 Continue` answers, which any server may send,
 * but on which undici gives up the connection; a repeated length is written once. Expects one request at a time.
 */
export function withPlainHeads<S extends Socket>(socket: S): S {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  let written = -1;
  let head: Head | undefined;
  socket.read = (size?: number) => {
    const chunk = read(size);
    if (chunk === null) return null;
    // Bytes written since the last read are the next request.
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

/** The head of one answer, and the interim answers before it. */
class Head {
  /** The answer's own head is complete. */
  isOver = false;
  /** The beginning of a possible interim answer. */
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

/** False for bytes that can be passed on as they are: a plain head, or no HTTP answer at all. */
const isHead = (bytes: Buffer): boolean =>
  /^HTTP\/1\.\d \d{3}$/.test(bytes.toString('latin1', 0, statusLength)) && !isPlain(bytes);

/** The head is complete and names its length once at most, as nearly all do. */
function isPlain(bytes: Buffer): boolean {
  const end = bytes.indexOf(headEnd);
  const lengths = /content-length[^]*content-length|content-length[^\r]*,/i;
  return end !== -1 && !lengths.test(bytes.toString('latin1', 0, end));
}

interface Split {
  /** Interim answers other than `100`. */
  readonly passed: Buffer;
  /** The beginning of a possible further interim answer. */
  readonly rest: Buffer;
  /** The answer itself; undefined: it has not begun. */
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
      return { passed: joined(others), rest: nothing, own: bytes.subarray(at) };
    if (end === -1) return { passed: joined(others), rest: bytes.subarray(at) };
    const next = end + headEnd.length;
    if (!status.endsWith('100')) others.push(bytes.subarray(at, next));
    at = next;
  }
}

const joined = (parts: readonly Buffer[]): Buffer =>
  parts.length === 0 ? nothing : Buffer.concat(parts);
