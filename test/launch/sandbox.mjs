// npm run sandbox: the sandbox on its own. Its first line on stdout is JSON, so everything of ours goes to stderr.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { main, root } from './install.mjs';
import { onInterrupt, run } from './processGroup.mjs';

const bundle = path.join(root, 'dist/sandbox.js');

function newestUnder(directory) {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).mtimeMs)
    .reduce((newest, time) => Math.max(newest, time), 0);
}

const built = fs.statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const stale = ['src/sandbox', 'src/core'].some(part => newestUnder(path.join(root, part)) > built);

let interrupted = false;
onInterrupt(() => {
  interrupted = true;
});
await main(async () => {
  const build = ['esbuild.mjs', '--only=sandbox'];
  if (stale) {
    const { code } = await run(process.execPath, build, { cwd: root, stdout: 2 });
    if (code !== 0) return code;
  }
  const { code } = await run(process.execPath, [bundle, ...process.argv.slice(2)]);
  return interrupted ? 0 : code;
});
