import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as tls from 'node:tls';
import * as zlib from 'node:zlib';
import type { JoboExplorerApi } from '../../../src/api';
import * as vscode from 'vscode';
import { readSystemCertificates } from '../../../src/core/transport/systemCertificates';
import { commands } from '../../../src/names';
import { answer, startFaultServer, type FaultServer } from '../../support/faultServer';
import { makeTransport, run as runWith } from '../../support/runs';
import { activate, cleanUp, freeRequest, makeKey, run, setSetting, useProfile } from '../support';
import { setTransport, startSecureServer, variable } from './surroundings';

const target = `/api/jobs/${freeRequest.path.id}`;

/** What the editor's runtime can do, and the oldest one that tests run on cannot. */
const { zstdCompressSync } = zlib as unknown as {
  zstdCompressSync: (bytes: Buffer) => Buffer;
};
const { getCACertificates } = tls as unknown as {
  getCACertificates: (type: 'system') => readonly string[];
};

describe('bodies and certificates on the runtime of the editor', () => {
  let api: JoboExplorerApi;
  let server: FaultServer;
  before(async () => {
    api = await activate();
    await setTransport('undici');
  });
  beforeEach(async () => {
    server = await startFaultServer();
    await useProfile('Content', server.origin, makeKey());
  });
  afterEach(() => server.close());
  after(async () => {
    await setTransport(undefined);
    await cleanUp();
  });

  const packed: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    gzip: zlib.gzipSync,
    br: zlib.brotliCompressSync,
    deflate: zlib.deflateSync,
    zstd: zstdCompressSync,
  };
  for (const [coding, pack] of Object.entries(packed)) {
    it(`asks for ${coding} and reads it`, async () => {
      const body = JSON.stringify({ filler: 'ü'.repeat(50_000) });
      server.on(target, answer(200, { 'Content-Encoding': coding }, pack(Buffer.from(body))));
      const exchange = await api.send(freeRequest);
      assert.deepEqual(exchange.outcome, { kind: 'answered', status: 200 });
      assert.equal(exchange.body.text, body);
      const asked = server.seen[0]?.headers['accept-encoding']?.split(', ') ?? [];
      assert.ok(asked.includes(coding), asked.join());
    });
  }

  it('a zstd body that breaks off is damaged, and what came is kept', async () => {
    const text = randomBytes(600_000).toString('hex');
    const whole = zstdCompressSync(Buffer.from(text));
    server.on(target, answer(200, { 'Content-Encoding': 'zstd' }, whole.subarray(0, -6)));
    const { outcome, body } = await api.send(freeRequest, { wait: () => Promise.resolve() });
    assert.ok(outcome.kind === 'answered' && outcome.damaged === 'damagedEncoding');
    assert.ok(body.bytes > 100_000 && text.startsWith(body.text ?? '-'));
  });

  it('a zstd bomb is stopped by its decoded bytes', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(300_000_000));
    assert.ok(bomb.length < 100_000);
    server.on('/thing', answer(200, { 'Content-Encoding': 'zstd' }, bomb));
    const caps = { memory: 100_000, file: 400_000 };
    const transport = makeTransport({ caps });
    const before = process.memoryUsage().arrayBuffers;
    const { outcome, answer: got } = await runWith({ transport, origin: server.origin });
    assert.ok(process.memoryUsage().arrayBuffers - before < 100_000_000);
    await transport.close();
    assert.deepEqual(outcome, { kind: 'answered', status: 200, damaged: 'tooLarge' });
    assert.equal(got?.content.length, caps.file);
    assert.equal(server.seen.length, 1);
  });

  describe('the certificates of the system', () => {
    let secure: FaultServer;
    before(async () => {
      secure = await startSecureServer();
      secure.on(target, answer(200));
    });
    after(() => secure.close());
    afterEach(() => setSetting('http', 'systemCertificates', undefined));
    const send = async () => {
      await useProfile('System', `https://127.0.0.1:${secure.port}`, makeKey());
      return api.send(freeRequest);
    };

    it('are there, and one of them is the authority of this case', () => {
      const authority = fs.readFileSync(variable('SSL_CERT_FILE'), 'utf8').trim();
      assert.ok(getCACertificates('system').some(each => each.trim() === authority));
    });

    it('are read by a thread of its own, the same ones', async () => {
      assert.deepEqual(await readSystemCertificates(), getCACertificates('system'));
    });

    it('are told with their number by Diagnose Connection', async () => {
      await useProfile('System', `https://127.0.0.1:${secure.port}`, makeKey());
      await run(commands.diagnoseConnection);
      const text = vscode.window.activeTextEditor?.document.getText() ?? '';
      const count = getCACertificates('system').length.toLocaleString('en-US');
      const told = new RegExp(
        `System certificates \\| Used, by \`http.systemCertificates\`: ${count},`,
      );
      assert.match(text, told);
      assert.match(text, /the certificate is trusted/);
      await run('workbench.action.revertAndCloseActiveEditor');
    });

    it('are trusted, as `http.systemCertificates` says', async () => {
      const { outcome, attempts } = await send();
      assert.deepEqual(outcome, { kind: 'answered', status: 200 });
      assert.equal(attempts[0]?.via, 'undici');
    });

    it('are not trusted once it is off, at once', async () => {
      await setSetting('http', 'systemCertificates', false);
      const before = secure.seen.length;
      const { outcome } = await send();
      assert.ok(outcome.kind === 'unreachable' && outcome.reason === 'certificateIssuer');
      assert.equal(secure.seen.length, before);
    });

    it('are trusted by the editor as well', async () => {
      await setTransport('editor');
      const { outcome } = await send();
      await setTransport('undici');
      assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    });
  });
});
