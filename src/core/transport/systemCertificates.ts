import { SHARE_ENV, Worker } from 'node:worker_threads';

/** PEM, one certificate each; undefined: this runtime cannot read them. */
export type SystemCertificates = readonly string[] | undefined;

/**
 * The thread's program. On some systems this call takes 5 to 48 s, so it must not run on the main thread:
 * https://github.com/nodejs/node/issues/63313
 */
const readingThread = `
  const { parentPort } = require('node:worker_threads');
  const { getCACertificates } = require('node:tls');
  parentPort.postMessage(getCACertificates?.('system'));
`;

let reading: Promise<SystemCertificates> | undefined;

/**
 * The certificates that the system trusts, read in a thread of its own; calls meanwhile share one result. Rejects if
 * the thread fails. The thread does not keep the process alive, but an exit waits for its native call, which neither
 * `terminate` nor `process.exit` can interrupt.
 * @param program the thread's program, for tests
 */
export function readSystemCertificates(program = readingThread): Promise<SystemCertificates> {
  if (program !== readingThread) return readIn(program);
  reading ??= readIn(program).finally(() => {
    reading = undefined;
  });
  return reading;
}

function readIn(program: string): Promise<SystemCertificates> {
  return new Promise((resolve, reject) => {
    // Variables may name certificate files, so the thread must see the same ones as the process.
    const worker = new Worker(program, { eval: true, env: SHARE_ENV, execArgv: [] });
    worker
      .once('message', (certificates: SystemCertificates) => {
        resolve(certificates);
      })
      .once('error', reject)
      .once('exit', code => {
        reject(new Error(`The thread that reads the system's certificates ended with ${code}`));
      });
    // After the listeners: adding one would keep the process alive again.
    worker.unref();
  });
}
