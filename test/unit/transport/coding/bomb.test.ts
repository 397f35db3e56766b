import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { answer, startFaultServer } from '../../../support/faultServer';

const megabyte = 1_048_576;

/** Asks for the bomb in a process of its own; its output is one line of JSON. */
const child = `
  const { createTransport } = require('./src/core/transport/engine.ts');
  const network = { proxyStrictSSL: true, systemCertificates: false, environment: {} };
  const caps = { memory: 50 * ${megabyte}, file: 60 * ${megabyte} };
  const transport = createTransport({ version: '1', network, mode: 'undici', editorFetch: fetch, caps });
  const limits = { connect: 5000, firstByte: 20000, idleBody: 20000, whole: 60000 };
  const mostMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);
  void (async () => {
    const before = mostMegabytes();
    const answer = await transport.send(
      { operationId: 'x', method: 'GET', target: '/bomb', headers: {} },
      { profile: 'x', origin: process.env.ORIGIN, credential: async () => 'k'.repeat(40) },
      { signal: new AbortController().signal, limits },
    );
    const { content, damaged } = answer;
    await transport.close();
    console.log(JSON.stringify({ damaged, length: content.length, grown: mostMegabytes() - before }));
  })();
`;

describe('a bomb', () => {
  it('of a gibibyte takes no more memory than what is kept of it, a few times over', async () => {
    const server = await startFaultServer();
    const part = gzipSync(Buffer.alloc(64 * megabyte));
    const bomb = Buffer.concat(Array.from({ length: 16 }, () => part));
    server.on('/bomb', answer(200, { 'Content-Encoding': 'gzip' }, bomb));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--require', 'tsx/cjs', '--eval', child],
      { cwd: join(__dirname, '../../../..'), env: { ...process.env, ORIGIN: server.origin } },
    );
    await server.close();
    const told = JSON.parse(stdout) as { damaged: string; length: number; grown: number };
    assert.equal(told.damaged, 'tooLarge');
    assert.equal(told.length, 60 * megabyte);
    assert.ok(told.grown < 400, `grew by ${told.grown} MB`);
  });
});
