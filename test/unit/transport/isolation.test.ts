import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What a fresh process sees; its output is one line of JSON. */
const child = `
  const { createServer } = require('node:http');
  const { createTransport } = require('./src/core/transport/engine.ts');
  const slots = () => ['1', '2'].map(n => globalThis[Symbol.for('undici.globalDispatcher.' + n)] !== undefined);
  const server = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1', async () => {
    const before = slots();
    const network = { proxyStrictSSL: true, systemCertificates: false, environment: {} };
    const transport = createTransport({ version: '1', network, mode: 'auto', editorFetch: () => undefined });
    const limits = { connect: 5000, firstByte: 5000, idleBody: 5000, whole: 9000 };
    const answer = await transport.send(
      { operationId: 'x', method: 'GET', target: '/', headers: {} },
      { profile: 'x', origin: 'http://127.0.0.1:' + server.address().port, credential: async () => undefined },
      { signal: new AbortController().signal, limits },
    );
    await transport.close();
    server.close();
    console.log(JSON.stringify({ status: answer.status, before, after: slots() }));
  });
`;
const light = `
  const retry = ['retry', 'retryPolicy', 'nextStep', 'sharedLimits', 'retryBudget'];
  for (const name of [...retry.map(each => 'retry/' + each), 'common/world', 'transport/limits']) {
    require('./src/core/' + name + '.ts');
  }
  console.log(JSON.stringify(Object.keys(require.cache).filter(file => file.includes('undici'))));
`;

/** The thread that reads certificates stands still, and nothing else is left to do. */
const reading = `
  const { readSystemCertificates } = require('./src/core/transport/systemCertificates.ts');
  readSystemCertificates('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)');
  console.log('true');
`;

describe('a process that it lives in', () => {
  const inChild = (code: string): unknown => {
    const root = join(__dirname, '../../..');
    const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', code], {
      cwd: root,
      encoding: 'utf8',
      timeout: 50_000,
    });
    return JSON.parse(output) as unknown;
  };

  it('keeps its process-wide dispatchers as they were', () => {
    const none = [false, false];
    assert.deepEqual(inChild(child), { status: 200, before: none, after: none });
  });

  it('ends although the certificates of the system are still being read', () => {
    assert.equal(inChild(reading), true);
  });

  it('does not load what sends until something is sent', () => {
    assert.deepEqual(inChild(light), []);
  });
});
