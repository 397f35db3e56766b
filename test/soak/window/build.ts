import * as path from 'node:path';
import { root } from '../../launch/install.mjs';
import { run } from '../../launch/processGroup.mjs';
import { buildAgent } from '../../support/agent/buildAgent.js';

export const out = path.join(root, 'test/out/soak');
export const agentFolder = path.join(out, 'agent');

/** The extension of this checkout, and the agent as an extension beside it. */
export async function buildExtensions(): Promise<void> {
  const { code } = await run(process.execPath, ['esbuild.mjs'], { cwd: root });
  if (code !== 0) throw new Error(`The build ended with ${code}; its message stands above.`);
  const entry = path.join(root, 'test/soak/agent/extension.ts');
  await buildAgent(entry, agentFolder, { name: 'soak-agent' });
}
