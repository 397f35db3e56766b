import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../launch/install.mjs';
import { run } from '../../launch/processGroup.mjs';

export const out = path.join(root, 'test/out/soak');
export const agentFolder = path.join(out, 'agent');

const manifest = {
  name: 'soak-agent',
  publisher: 'jobo-api-explorer',
  version: '0.0.1',
  engines: { vscode: '^1.101.0' },
  main: './extension.js',
  activationEvents: ['*'],
  extensionKind: ['workspace'],
};

/** The extension of this checkout, and the agent as an extension beside it. */
export async function buildExtensions(): Promise<void> {
  const { code } = await run(process.execPath, ['esbuild.mjs'], { cwd: root });
  if (code !== 0) throw new Error(`The build ended with ${code}; its message stands above.`);
  await build({
    entryPoints: [path.join(root, 'test/soak/agent/extension.ts')],
    outdir: agentFolder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  fs.writeFileSync(path.join(agentFolder, 'package.json'), JSON.stringify(manifest));
}
