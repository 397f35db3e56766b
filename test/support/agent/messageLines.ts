import type { Socket } from 'node:net';

/** One JSON text a line. Not by `readline`: for that, U+2028 in a text ends a line too. */
export function readMessages(socket: Socket, take: (message: unknown) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(JSON.parse(line));
  });
}

export const writeMessage = (socket: Socket, message: unknown): void =>
  void socket.write(`${JSON.stringify(message)}\n`);
