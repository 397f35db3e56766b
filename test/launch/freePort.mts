import { createServer } from 'node:net';

/** Below those that systems hand out by themselves: nobody gets one of these by chance before it is used. */
const first = 20_000;
const count = 10_000;

/** A port of 127.0.0.1 on which nothing listens now, for somebody who will listen there later. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = first + Math.floor(Math.random() * count);
    if (await isFree(port)) return port;
  }
  throw new Error('No port of 127.0.0.1 can be opened.');
}

export function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
