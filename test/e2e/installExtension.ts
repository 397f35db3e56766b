import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root } from '../launch/install.mjs';

/** What `npm run package` made. */
export function packagedExtension(): string {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const file = path.join(root, 'dist', `${manifest.name}-${manifest.version}.vsix`);
  if (fs.existsSync(file)) return file;
  throw new Error(`${file} is missing: npm run package makes it.`);
}

/** Installs the packaged extension, or another build of it, as VS Code itself does it. */
export function installExtension(extensionsDir: string, vsix = packagedExtension()): void {
  const host = path.join(root, 'test/host/vscode-host.mjs');
  const args = [host, '--install-extension', vsix, '--extensions-dir', extensionsDir];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${vsix} cannot be installed:\n${stdout}${stderr}`);
}
