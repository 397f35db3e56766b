import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** In a thread of its own, so that it closes while this one does nothing else. It answers every request with `{}`. */
const code = `
  const net = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const open = new Set();
  const isWhole = text => {
    const end = text.indexOf('\\r\\n\\r\\n');
    const length = Number(/content-length: (\\d+)/i.exec(text)?.[1] ?? 0);
    return end !== -1 && text.length >= end + 4 + length;
  };
  const server = net.createServer({ allowHalfOpen: true }, socket => {
    let text = '';
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    socket.on('data', chunk => {
      text += chunk.toString('latin1');
      if (!isWhole(text)) return;
      text = '';
      socket.write('HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n{}');
    });
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
  parentPort.on('message', ({ how, ports }) => {
    const chosen = [...open].filter(({ remotePort }) => ports === undefined || ports.includes(remotePort));
    let left = chosen.length;
    const tell = () => {
      left -= 1;
      if (left > 0) return;
      Atomics.store(workerData, 0, 1);
      Atomics.notify(workerData, 0);
    };
    for (const socket of chosen) {
      socket.removeAllListeners('data');
      if (how === 'reset') socket.on('close', tell).resetAndDestroy();
      else socket.end(tell).on('data', () => socket.resetAndDestroy());
    }
  });
`;

export interface ClosingServer {
  readonly origin: string;
  /**
   * Comes back once connections are closed; nothing else runs here meanwhile.
   * @param ports the client's; default: all
   */
  closeNow(how: 'reset' | 'end', ports?: readonly number[]): void;
  stop(): Promise<unknown>;
}

export async function startClosingServer(): Promise<ClosingServer> {
  const told = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(code, { eval: true, workerData: told });
  const [port] = (await once(worker, 'message')) as [number];
  return {
    origin: `http://127.0.0.1:${port}`,
    closeNow(how, ports) {
      Atomics.store(told, 0, 0);
      worker.postMessage({ how, ports });
      Atomics.wait(told, 0, 0);
    },
    stop: () => worker.terminate(),
  };
}
