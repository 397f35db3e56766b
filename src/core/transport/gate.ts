import type { Socket } from 'node:net';

/** Holds back what a connection reads, while whoever takes it has no room. */
export interface Gate {
  hold(): void;
  release(): void;
}

/**
 * A connection that can be held back. undici's own way to do so must not be used: it ends in an assertion where the server
 * closes the connection meanwhile, as it does behind every answer without a length.
 * @param onWrite before something is written; what is read from then on is the answer to it
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
