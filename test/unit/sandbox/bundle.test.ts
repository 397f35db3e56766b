import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as esbuild from 'esbuild';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(__dirname, '../../..');

describe('sandbox: the bundle', () => {
  let folder = '';
  let bundle = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    bundle = path.join(folder, 'sandbox.js');
    await esbuild.build({
      entryPoints: [path.join(root, 'src/sandbox/main.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: bundle,
      logLevel: 'error',
    });
  });
  after(() => rm(folder, { recursive: true }));

  it('run as a program prints one JSON line, then one line per request, and ends on SIGTERM', async () => {
    const child = spawn(process.execPath, [bundle, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = JSON.parse((await lines.next()).value as string) as {
      url: string;
      keys: Record<string, string>;
    };
    assert.match(first.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    for (const name of ['good', 'test', 'empty', 'revoked', 'noFeed', 'tiny']) {
      assert.match(first.keys[name] ?? '', /^jbe_(live|test)_[A-Za-z0-9_-]{21}_[A-Za-z0-9_-]{43}$/);
    }
    const key = first.keys['good'] ?? '';
    await fetch(`${first.url}/api/jobs?page_size=2&q=${key}`, { headers: { 'X-Api-Key': key } });
    await fetch(`${first.url}/api/jobs?page_size=2`, { headers: { 'X-Api-Key': key } });
    assert.equal((await lines.next()).value, 'GET /api/jobs 200 0');
    assert.equal((await lines.next()).value, 'GET /api/jobs 200 6');
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [0, null]);
  });

  it('loaded by another program only offers startSandbox', () => {
    const loaded = createRequire(__filename)(bundle) as Record<string, unknown>;
    assert.deepEqual(Object.keys(loaded), ['startSandbox']);
  });
});
