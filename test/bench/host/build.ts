import * as path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../launch/install.mjs';
import { buildAgent } from '../../support/agent/buildAgent.js';

const out = path.join(root, 'test/out/bench/host');
export const agentFolder = path.join(out, 'agent');
export const serverBundle = path.join(out, 'server.mjs');

const manifest = {
  name: 'bench-agent',
  contributes: {
    commands: [{ command: 'bench.send', title: 'Bench: Send' }],
    keybindings: [{ command: 'bench.send', key: 'ctrl+alt+f9' }],
    viewsContainers: { activitybar: [{ id: 'bench', title: 'Bench', icon: '$(dashboard)' }] },
    views: { bench: [{ id: 'bench.day', name: 'Bare Day' }] },
  },
};

/** The extension beside ours, and the server. */
export async function buildHostParts(): Promise<void> {
  const entry = path.join(root, 'test/bench/host/agent/extension.ts');
  await buildAgent(entry, agentFolder, manifest);
  await build({
    entryPoints: [path.join(root, 'test/bench/host/server.ts')],
    outfile: serverBundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
}
