// Bundles the in-host cases and runs them in a VS Code with the extension of this checkout, in one start after the other.
// Names of launches as arguments (`main`, `network`, …) run only those.
// VSCODE_DESKTOP names a desktop VS Code: a path, or `stable`, `insiders` or a version, which is downloaded. Without it
// the packaged host of test/host is used where there is one.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { hasPackagedHost } from '../launch/codeOnPath.mjs';
import { root } from '../launch/install.mjs';
import { mergeReports } from '../launch/mergeReports.mjs';
import { launchesFor, type Launch } from './launches';

const out = path.join(root, 'test/out/integration');
const desktop = process.env['VSCODE_DESKTOP'];
const packaged = desktop === undefined && hasPackagedHost(process);

async function bundle(launches: readonly Launch[]): Promise<void> {
  const here = path.join(root, 'test/integration');
  const entryPoints = launches.flatMap(({ cases }) => {
    const names = fs.readdirSync(path.join(here, cases)).filter(name => name.endsWith('.test.ts'));
    return [
      { in: path.join(here, 'index.ts'), out: path.join(cases, 'index') },
      ...names.map(name => ({
        in: path.join(here, cases, name),
        out: path.join(cases, name.replace(/\.ts$/, '')),
      })),
    ];
  });
  fs.rmSync(out, { recursive: true, force: true });
  await build({
    entryPoints: [...new Map(entryPoints.map(entry => [entry.out, entry])).values()],
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
  if (packaged) return { vscodeExecutablePath: path.join(root, 'test/host/vscode-host.mjs') };
  if (desktop !== undefined && fs.existsSync(desktop)) return { vscodeExecutablePath: desktop };
  return { version: desktop ?? 'stable' };
}

/** @param report Where mocha's report of this launch goes. */
async function start({ name, cases, prepare }: Launch, report: string): Promise<void> {
  console.log(`\n── host: ${name}`);
  // short, since a desktop VS Code puts its sockets there
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jobo-host-'));
  try {
    const { opens, env, args = [] } = await prepare(folder);
    await runTests({
      ...whichEditor(),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(out, cases, 'index'),
      extensionTestsEnv: { ...env, JOBO_TEST_REPORT: report },
      launchArgs: [
        opens,
        '--disable-extensions',
        ...args,
        '--user-data-dir',
        path.join(folder, 'data'),
        '--extensions-dir',
        path.join(folder, 'extensions'),
      ],
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function main(wanted: readonly string[]): Promise<void> {
  const launches = launchesFor(path.join(root, 'test/fixtures/workspace'))
    .filter(({ packagedOnly }) => packaged || !packagedOnly)
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  if (launches.length === 0) throw new Error(`There is no launch ${wanted.join(', ')}.`);
  await bundle(launches);
  const reports: string[] = [];
  for (const [index, launch] of launches.entries()) {
    const report = path.join(out, `report${index}.json`);
    reports.push(report);
    await start(launch, report).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    });
  }
  const whole = process.env['JOBO_TEST_REPORT'];
  if (whole !== undefined) mergeReports(reports, whole);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
