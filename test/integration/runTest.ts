// Bundles the in-host cases and runs them in a VS Code with the extension of this checkout, in one start after the other.
// Names of launches as arguments (`main`, `network`, …) run only those; JOBO_TEST_GREP only cases with these words.
// VSCODE_DESKTOP names a desktop VS Code: a path, or `stable`, `insiders` or a version, which is downloaded. Without it
// the packaged host of test/host is used where there is one.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build, type BuildOptions } from 'esbuild';
import { usesPackagedHost } from '../launch/codeOnPath.mjs';
import { desktopEditor } from '../launch/desktopEditor.mjs';
import { root } from '../launch/install.mjs';
import { launches, type Launch } from './launches';

const here = path.join(root, 'test/integration');

/** Makes one program of all cases of a launch, and gives its folder. */
async function bundle({ name, cases }: Launch): Promise<string> {
  const folder = path.join(root, 'test/out/integration', name.replaceAll(' ', '-'));
  const files = cases.flatMap(each =>
    fs
      .readdirSync(path.join(here, each))
      .filter(file => file.endsWith('.test.ts'))
      .sort()
      .map(file => `./${path.posix.join(each, file)}`),
  );
  fs.rmSync(folder, { recursive: true, force: true });
  await build({
    stdin: {
      contents: files.map(file => `import '${file}';`).join('\n'),
      resolveDir: here,
      sourcefile: 'cases.ts',
    },
    outfile: path.join(folder, 'cases.js'),
    ...forTheHost,
  });
  await build({ entryPoints: [path.join(here, 'index.ts')], outdir: folder, ...forTheHost });
  return folder;
}

const forTheHost = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  sourcemap: true,
  logLevel: 'warning',
} satisfies BuildOptions;

const whichEditor = () =>
  usesPackagedHost()
    ? { vscodeExecutablePath: path.join(root, 'test/host/vscode-host.mjs') }
    : desktopEditor();

/** As in a browser: what the editor's own commands can close, where a dialog of the system would wait for a person. */
function useSimpleDialogs(userData: string): void {
  fs.mkdirSync(path.join(userData, 'User'), { recursive: true });
  const settings = JSON.stringify({ 'files.simpleDialog.enable': true });
  fs.writeFileSync(path.join(userData, 'User/settings.json'), settings);
}

async function start(launch: Launch): Promise<void> {
  console.log(`\n── host: ${launch.name}`);
  const program = await bundle(launch);
  // short, since a desktop VS Code puts its sockets there
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jobo-host-'));
  try {
    const { opens, env = {}, args = [] } = await launch.prepare(folder);
    if (!usesPackagedHost()) useSimpleDialogs(path.join(folder, 'data'));
    await runTests({
      ...whichEditor(),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(program, 'index'),
      extensionTestsEnv: env,
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
  const chosen = launches
    .filter(({ packagedOnly }) => usesPackagedHost() || !packagedOnly)
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  if (chosen.length === 0) throw new Error(`There is no launch ${wanted.join(', ')}.`);
  for (const launch of chosen) {
    await start(launch).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
