import type { Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');
/** As much of an answer as tells its status: "HTTP/1.1 100". */
const statusLength = 12;
const interim = /^HTTP\/1\.\d 1(?!01)\d\d$/;
/** More than any interim answer has in headers. */
const longestHead = 65_536;
const nothing: Buffer = Buffer.alloc(0);

/**
 * Takes `100 Continue` answers out of what a connection reads: undici gives the connection up on one, although any server
 * may send them before its answer. Expects one request at a time.
 */
export function withoutContinues<S extends Socket>(socket: S): S {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  let written = -1;
  let awaitsAnswer = false;
  let held = nothing;
  socket.read = (size?: number) => {
    const chunk = read(size);
    if (chunk === null) return null;
    // Whatever has been written since is the next request.
    if (socket.bytesWritten !== written) {
      written = socket.bytesWritten;
      awaitsAnswer = true;
      held = nothing;
    }
    if (!awaitsAnswer) return chunk;
    const { passed, rest } = split(held.length === 0 ? chunk : Buffer.concat([held, chunk]));
    awaitsAnswer = rest !== undefined;
    held = rest ?? nothing;
    return passed.length === 0 ? null : passed;
  };
  return socket;
}

/** `rest`: the beginning of what may be another interim answer; undefined once the answer itself has begun. */
function split(bytes: Buffer): { readonly passed: Buffer; readonly rest?: Buffer } {
  const others: Buffer[] = [];
  const passed = (from: number, to = bytes.length): Buffer =>
    from === 0 && to === bytes.length
      ? bytes
      : Buffer.concat([...others, bytes.subarray(from, to)]);
  for (let at = 0; ;) {
    const status = bytes.toString('latin1', at, at + statusLength);
    const isCut = status.length < statusLength && 'HTTP/1.'.startsWith(status.slice(0, 7));
    if (!isCut && !interim.test(status)) return { passed: passed(at) };
    const end = bytes.indexOf(headEnd, at);
    if (end === -1) {
      const isTooLong = bytes.length - at > longestHead;
      return isTooLong
        ? { passed: passed(at) }
        : { passed: passed(at, at), rest: bytes.subarray(at) };
    }
    const next = end + headEnd.length;
    if (!status.endsWith('100')) others.push(bytes.subarray(at, next));
    at = next;
  }
}
