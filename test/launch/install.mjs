// What has to stand before anything of ours can run: Node, and the packages of a lock file. Built-in modules only.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processGroup.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const oldest = [20, 19];

export function nodeComplaint(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `This project needs Node ${oldest.join('.')} or newer, and this is Node ${version}. Install a newer Node and run the command again.`;
}

function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

export function isInstalled(directory) {
  // npm writes the second file last, so an installation that was cut off has none
  const wanted = packagesOf(path.join(directory, 'package-lock.json'));
  const present = packagesOf(path.join(directory, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (!name.startsWith('node_modules/')) return true; // the project itself, and folders that are linked
    const found = present[name];
    if (!found) return entry.optional === true; // for another platform
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

export function npm(args, options) {
  const script = process.env.npm_execpath; // set by npm: the very one that was called
  return script && /\.[cm]?js$/.test(script)
    ? run(process.execPath, [script, ...args], options)
    : run('npm', args, options);
}

export async function install(directory, what) {
  if (isInstalled(directory)) return;
  console.error(`Installing ${what} …`);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code } = await npm([...args, '--prefix', directory], { cwd: directory, stdout: 2 });
  if (code === 0) return;
  throw new Error(`npm ci in ${directory} ended with ${code}; its message stands above.`);
}

export async function main(start) {
  const complaint = nodeComplaint(process.versions.node);
  if (complaint) {
    console.error(complaint);
    process.exitCode = 1;
    return;
  }
  try {
    await install(root, 'the packages of the extension');
    await import('tsx'); // TypeScript can be loaded from here on
    process.exitCode = await start();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
