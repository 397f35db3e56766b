import { SHARE_ENV, Worker } from 'node:worker_threads';

/** PEM, one certificate each; undefined: this runtime cannot tell them. */
export type SystemCertificates = readonly string[] | undefined;

/**
 * All that the thread does. There are systems on which this one call takes 5 to 48 s, which the thread that everything
 * else runs on must not wait for: https://github.com/nodejs/node/issues/63313
 */
const readingThread = `
  const { parentPort } = require('node:worker_threads');
  const { getCACertificates } = require('node:tls');
  parentPort.postMessage(getCACertificates?.('system'));
`;

let reading: Promise<SystemCertificates> | undefined;

/**
 * What the system trusts, read in a thread of its own; who asks meanwhile is told the same. Rejects where the thread fails.
 * The thread is no reason for the process to live on, but one that ends waits for the call that the thread stands in: a
 * native call cannot be broken off, neither by `terminate` nor by `process.exit`.
 * @param program Of the thread, for tests.
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
    // The files that the system names in variables are looked for by the process, so the thread must see the same ones.
    const worker = new Worker(program, { eval: true, env: SHARE_ENV, execArgv: [] });
    worker
      .once('message', (certificates: SystemCertificates) => {
        resolve(certificates);
      })
      .once('error', reject)
      .once('exit', code => {
        reject(new Error(`The thread that reads the system's certificates ended with ${code}`));
      });
    // Last: a listener would hold the process again.
    worker.unref();
  });
}
