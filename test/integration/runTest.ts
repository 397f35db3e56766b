// Bundles the in-host cases and runs them in a VS Code with the extension of this checkout.
// VSCODE_DESKTOP names a desktop VS Code: a path, or `stable`, `insiders` or a version, which is downloaded. Without it
// the packaged host of test/host is used where there is one.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { hasPackagedHost } from '../launch/codeOnPath.mjs';
import { root } from '../launch/install.mjs';

const out = path.join(root, 'test/out/integration');

async function bundle(): Promise<void> {
  const cases = path.join(root, 'test/integration');
  const names = fs.readdirSync(cases).filter(name => name.endsWith('.test.ts'));
  fs.rmSync(out, { recursive: true, force: true });
  await build({
    entryPoints: ['index.ts', ...names].map(name => path.join(cases, name)),
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

function whichEditor(): { vscodeExecutablePath: string } | { version: string } {
  const desktop = process.env['VSCODE_DESKTOP'];
  if (desktop === undefined && hasPackagedHost(process)) {
    return { vscodeExecutablePath: path.join(root, 'test/host/vscode-host.mjs') };
  }
  if (desktop !== undefined && fs.existsSync(desktop)) return { vscodeExecutablePath: desktop };
  return { version: desktop ?? 'stable' };
}

async function main(): Promise<void> {
  await bundle();
  // short, since a desktop VS Code puts its sockets there
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'jobo-host-'));
  try {
    await runTests({
      ...whichEditor(),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(out, 'index'),
      launchArgs: [
        path.join(root, 'test/fixtures/workspace'),
        '--disable-extensions',
        '--user-data-dir',
        path.join(profile, 'data'),
        '--extensions-dir',
        path.join(profile, 'extensions'),
      ],
    });
  } finally {
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
