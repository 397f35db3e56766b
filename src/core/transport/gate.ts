import type { Socket } from 'node:net';

/** Holds back what a connection reads while the reader has no room. */
export interface Gate {
  hold(): void;
  release(): void;
}

/**
 * Makes a connection that can be held back. undici's own means must not be used: it fails an assertion if the server
 * closes the connection meanwhile, as it does after every answer without a length.
 * @param onWrite called before each write; what is read from then on is the answer to it
 */
export function withGate<S extends Socket>(socket: S, onWrite: (gate: Gate) => void): S {
  const read = socket.read.bind(socket) as (size?: number) => unknown;
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  let isHeld = false;
  const gate: Gate = {
    hold() {
      isHeld = true;
    },
    release() {
      if (!isHeld) return;
      isHeld = false;
      socket.emit('readable');
    },
  };
  socket.read = (size?: number) => (isHeld ? null : read(size));
  socket.write = (...given: unknown[]) => {
    isHeld = false;
    onWrite(gate);
    return write(...given);
  };
  return socket;
}
