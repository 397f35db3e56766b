import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../launch/install.mjs';

const out = path.join(root, 'test/out/bench/host');
export const agentFolder = path.join(out, 'agent');
export const serverBundle = path.join(out, 'server.mjs');

const manifest = {
  name: 'bench-agent',
  publisher: 'jobo-api-explorer',
  version: '0.0.1',
  engines: { vscode: '^1.101.0' },
  main: './extension.js',
  activationEvents: ['*'],
  extensionKind: ['workspace'],
  contributes: {
    commands: [{ command: 'bench.send', title: 'Bench: Send' }],
    keybindings: [{ command: 'bench.send', key: 'ctrl+alt+f9' }],
    viewsContainers: { activitybar: [{ id: 'bench', title: 'Bench', icon: '$(dashboard)' }] },
    views: { bench: [{ id: 'bench.day', name: 'Bare Day' }] },
  },
};

/** The extension beside ours, and the server. */
export async function buildHostParts(): Promise<void> {
  const common = { bundle: true, platform: 'node', logLevel: 'warning' } as const;
  await build({
    ...common,
    entryPoints: [path.join(root, 'test/bench/host/agent/extension.ts')],
    outdir: agentFolder,
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
  });
  await build({
    ...common,
    entryPoints: [path.join(root, 'test/bench/host/server.ts')],
    outfile: serverBundle,
    format: 'esm',
    target: 'node20',
  });
  fs.writeFileSync(path.join(agentFolder, 'package.json'), JSON.stringify(manifest));
}
